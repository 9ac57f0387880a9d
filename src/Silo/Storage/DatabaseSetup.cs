using Npgsql;

namespace Leaderboard.Storage;

/// <summary>Where people are kept: a file of their own, or tables of the one PostgreSQL.</summary>
public sealed record PeopleConnection(DatabaseKind Kind, string ConnectionString);

/// <summary>The databases of an installation, open and of the right schema.</summary>
/// <param name="GrainStateConnection">For the AdoNet providers of Orleans.</param>
/// <param name="People">For the store of people.</param>
/// <param name="Held">What keeps a second process out of an embedded installation; null for a server.</param>
internal sealed record OpenDatabases(
    Database Journal, Installation Installation, string GrainStateInvariant, string GrainStateConnection, PeopleConnection People, IDisposable? Held) : IAsyncDisposable
{
    private int _disposed;

    /// <summary>Closes what is open, once; the directory is given up last.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await Journal.DisposeAsync();
        Held?.Dispose();
    }
}

/// <summary>Creates or brings up to date what the options name, or refuses it with a clear word.</summary>
internal static class DatabaseSetup
{
    public static async Task<OpenDatabases> OpenAsync(LeaderboardOptions options, CancellationToken cancel = default)
    {
        var installation = Installation.Of(options);
        return options.Database switch
        {
            DatabaseKind.Sqlite => OpenSqlite(options, installation),
            DatabaseKind.PostgreSql => await OpenPostgreSqlAsync(options, installation, cancel),
            _ => throw new DatabaseRefusedException($"Unknown database {options.Database}."),
        };
    }

    private static OpenDatabases OpenSqlite(LeaderboardOptions options, Installation installation)
    {
        var held = DirectoryHold.Take(options.Directory);
        try
        {
            var scripts = new SqlScripts("Sqlite");
            var journal = options.ConnectionString ?? $"Data Source={options.LeaderboardFile}";
            var grains = $"Data Source={options.GrainsFile};Default Timeout=5";
            SqliteSchema.Apply(journal, scripts.Numbered("Schema"), installation);
            var people = $"Data Source={options.PeopleFile};Default Timeout=5";
            SqliteSchema.Apply(grains, scripts.Numbered("Grains"), null);
            SqliteSchema.Apply(people, scripts.Numbered("People"), null);
            return new OpenDatabases(
                new SqliteDatabase(journal) { Scripts = scripts }, installation, "System.Data.SQLite", grains, new PeopleConnection(DatabaseKind.Sqlite, people), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A node that freezes or vanishes in the middle of a transaction must not keep its locks: the server ends the session.
    /// What the operator's connection string sets comes after, and wins.
    /// </summary>
    private const string SessionOptions =
        "-c idle_in_transaction_session_timeout=10s -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

    /// <summary>
    /// Of each of the three pools of a process (journal and documents, people, grains): together they stay below the hundred that a server has as it is installed.
    /// More would not be faster; who needs one waits.
    /// </summary>
    private const int PoolSize = 30;

    private const string PoolSizeKey = "Maximum Pool Size";

    /// <summary>A connection string of the operator's with what every session of ours needs.</summary>
    public static NpgsqlConnectionStringBuilder PostgreSqlConnection(string? text)
    {
        var given = new NpgsqlConnectionStringBuilder(text);
        return new NpgsqlConnectionStringBuilder(text)
        {
            MaxPoolSize = given.ShouldSerialize(PoolSizeKey) ? given.MaxPoolSize : PoolSize,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,

            // No session keeps anything from one user to the next; putting that right would be seven statements before each of ours.
            NoResetOnClose = true,
            ApplicationName = given.ApplicationName ?? "leaderboard",
            Options = $"{SessionOptions} {given.Options}",
        };
    }

    private static async Task<OpenDatabases> OpenPostgreSqlAsync(LeaderboardOptions options, Installation installation, CancellationToken cancel)
    {
        var scripts = new SqlScripts("PostgreSql");
        var connection = PostgreSqlConnection(options.ConnectionString);
        var source = NpgsqlDataSource.Create(connection);
        try
        {
            await PostgreSqlSchema.ApplyAsync(source, scripts, installation, forCopy: false, cancel);
            return new OpenDatabases(
                new PostgreSqlDatabase(source) { Scripts = scripts }, installation, "Npgsql", connection.ToString(), new PeopleConnection(DatabaseKind.PostgreSql, connection.ToString()), Held: null);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }
}
