using Leaderboard.Testing;

namespace Leaderboard.Benchmarks;

/// <summary>Where a contender keeps its data: fresh and empty, on the server and the disk that all contenders share.</summary>
internal sealed class BenchmarkDatabase : IDisposable
{
    private BenchmarkDatabase(DatabaseKind kind, string? server)
    {
        Kind = kind;
        Server = server;
    }

    /// <summary>Both when PostgreSQL is installed.</summary>
    public static IReadOnlyList<DatabaseKind> Kinds { get; private set; } =
        PostgresServer.Binaries is null ? [DatabaseKind.Sqlite] : [DatabaseKind.PostgreSql, DatabaseKind.Sqlite];

    public DatabaseKind Kind { get; }

    /// <summary>A PostgreSQL connection string; null for SQLite.</summary>
    public string? Server { get; }

    /// <summary>The product's data directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("lb-bench-").FullName;

    /// <summary>A file for a contender that brings its own SQLite schema.</summary>
    public string File => Path.Combine(Folder, "plain.db");

    public static async Task<BenchmarkDatabase> CreateAsync(DatabaseKind kind) =>
        new(kind, kind == DatabaseKind.Sqlite ? null : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    /// <summary>Whether an argument names a database.</summary>
    public static bool IsKind(string argument) => Enum.GetNames<DatabaseKind>().Contains(argument, StringComparer.OrdinalIgnoreCase);

    /// <summary>Leaves out the databases that are not named.</summary>
    public static void Choose(IEnumerable<string> kinds) =>
        Kinds = [.. Kinds.Where(k => kinds.Contains(k.ToString(), StringComparer.OrdinalIgnoreCase))];

    /// <summary>The product's settings for it.</summary>
    public Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["Leaderboard:DataDirectory"] = Folder,
        ["Leaderboard:Database"] = Kind.ToString(),
        ["ConnectionStrings:Leaderboard"] = Server,
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
