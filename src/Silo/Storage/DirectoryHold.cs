namespace Leaderboard.Storage;

/// <summary>Keeps a second process out of a data directory. Ends with the process, however it ends.</summary>
internal sealed class DirectoryHold : IDisposable
{
    private readonly FileStream _file;

    private DirectoryHold(FileStream file) => _file = file;

    /// <summary>Throws <see cref="DatabaseRefusedException"/> when another process holds the directory, or it cannot be written.</summary>
    public static DirectoryHold Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new DirectoryHold(new FileStream(
                Path.Combine(directory, "leaderboard.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseRefusedException(
                $"The data directory '{Path.GetFullPath(directory)}' is in use by another process or cannot be written: {failure.Message}", failure);
        }
    }

    public void Dispose() => _file.Dispose();
}
