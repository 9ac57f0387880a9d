using System.Diagnostics;

namespace Leaderboard.Testing;

/// <summary>How to start one of the programs.</summary>
/// <param name="DataDirectory">Its data directory.</param>
public sealed record ProgramStart(string DataDirectory)
{
    /// <summary>PostgreSQL instead of the embedded database; null for SQLite.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>The web program, or <see cref="Silo"/>.</summary>
    public string Program { get; init; } = "Leaderboard.Web.dll";

    public const string Silo = "Leaderboard.Silo.dll";

    /// <summary>Where a program is: published, when <c>LB_PROGRAMS</c> names the folder of both, or as it was built beside the tests.</summary>
    public static string FolderOf(string program) => System.Environment.GetEnvironmentVariable("LB_PROGRAMS") is { Length: > 0 } folder
        ? Path.Combine(folder, program == Silo ? "Silo" : "Web")
        : AppContext.BaseDirectory;

    /// <summary>More environment variables, by name.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A program, with its arguments, that runs the rest of its command line in its own place: strace, prlimit.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>Arguments of the program; those of the web server on a free port when left out.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = ["--urls", "http://127.0.0.1:0"];

    internal Process ToProcess()
    {
        var folder = FolderOf(Program);
        string[] command = [.. Wrapper, "dotnet", Path.Combine(folder, Program), .. Arguments];
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        info.Environment["Leaderboard__DataDirectory"] = DataDirectory;
        info.Environment["Leaderboard__BootstrapApiKey"] = RunningProgram.Key;
        info.Environment["DOTNET_TieredPGO"] = "0";
        if (PostgreSql is not null)
        {
            info.Environment["Leaderboard__Database"] = "PostgreSql";
            info.Environment["ConnectionStrings__Leaderboard"] = PostgreSql;
        }

        foreach (var (name, value) in Environment)
            info.Environment[name] = value;
        return new Process { StartInfo = info };
    }
}
