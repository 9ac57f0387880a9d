namespace Leaderboard.Testing;

/// <summary>The repository that the running assembly was built in.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path below the root.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find(string folder) => File.Exists(System.IO.Path.Combine(folder, "Leaderboard.sln"))
        ? folder
        : Find(System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it from the repository."));
}
