using System.Data.Common;
using System.Globalization;
using Leaderboard.Journal;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leaderboard.Benchmarks;

/// <summary>A journal written by SQL, faster than through the product: its chain is not whole, its sums are.</summary>
internal sealed record FilledJournal
{
    /// <summary>Receipts; more than there are members.</summary>
    public required int Rows { get; init; }

    /// <summary>Collectors <c>c-0</c> …, all of one team; each has as many receipts as the others, or one more.</summary>
    public required int Members { get; init; }

    /// <summary>The first receipt came in then; the others one step after another, in no order.</summary>
    public required Moment From { get; init; }

    /// <summary>Positive.</summary>
    public required TimeSpan Over { get; init; }

    /// <summary>Ids as senders make them, which hit the index everywhere; else counted ones.</summary>
    public bool HasRandomIds { get; init; }

    /// <summary>Whether entries say what priced them; else their details are empty.</summary>
    public bool HasDetails { get; init; }

    /// <summary>One receipt of each of a million collectors, in the last second.</summary>
    public static FilledJournal Million { get; } = new()
    {
        Rows = 1_000_000,
        Members = 1_000_000,
        From = TimeProvider.System.Now().Plus(-TimeSpan.FromSeconds(1)),
        Over = TimeSpan.FromSeconds(1),
    };

    public static TeamId Team { get; } = new("t");

    /// <summary>Cash of all channels and buckets.</summary>
    private const string Details = """'{"kind":1,"channel":' || (i % 6 + 1) || ',"bucket":' || (i % 8) || ',"kindFactor":100,"bucketFactor":100,"from":"core"}'""";

    /// <summary>The number of partitions of a new database.</summary>
    private const int Partitions = 8;

    /// <summary>Coprime to the numbers of rows used: walks through all of them once.</summary>
    private const int Stride = 7_654_321;

    public static CollectorId Collector(int number) => new(string.Create(CultureInfo.InvariantCulture, $"c-{number}"));

    /// <summary>For SQL of a benchmark's own; SQLite's is kept from waiting for the disk.</summary>
    public static async Task<DbConnection> OpenAsync(BenchmarkDatabase database)
    {
        DbConnection connection = database.Kind == DatabaseKind.Sqlite
            ? new SqliteConnection($"Data Source={new LeaderboardOptions { DataDirectory = database.Folder }.LeaderboardFile};Pooling=False")
            : new NpgsqlConnection(database.Server + ";Command Timeout=1800");
        await connection.OpenAsync();
        if (database.Kind == DatabaseKind.Sqlite)
            await RunAsync(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1048576;");
        return connection;
    }

    /// <param name="database">Has the product's schema and no entries.</param>
    public async Task FillAsync(BenchmarkDatabase database)
    {
        await using var connection = await OpenAsync(database);
        var isSqlite = database.Kind == DatabaseKind.Sqlite;

        // Indexes are built faster at once than row by row.
        var indexes = await TextsAsync(connection, isSqlite
            ? "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'journal' AND sql IS NOT NULL"
            : "SELECT indexdef FROM pg_indexes WHERE tablename = 'journal' AND indexname NOT LIKE '%_pkey'");
        foreach (var index in indexes)
            await RunAsync(connection, "DROP INDEX " + index[(index.IndexOf("INDEX ", StringComparison.Ordinal) + 6)..index.IndexOf(" ON ", StringComparison.Ordinal)]);
        var (numbers, zeroes, id) = isSqlite
            ? ($"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows - 1})", "zeroblob(32)", "lower(hex(randomblob(16)))")
            : ($"WITH n (i) AS (SELECT generate_series(0::bigint, {Rows - 1}))", "decode(repeat('00', 32), 'hex')", "md5(random()::text || i)");
        var received = string.Create(CultureInfo.InvariantCulture, $"{From.UnixMicroseconds} + i * {Stride} % {Rows} * {(long)(Over.TotalMicroseconds / Rows)}");
        await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $$"""
            {{numbers}}
            INSERT INTO journal (partition, seq, posted_at, entry_id, kind, collector, team, account, amount, effective, points, receipts,
                                 received_at, occurred_at, vests_at, source, scheme, request_hash, details, hash)
            SELECT i % {{Partitions}}, i / {{Partitions}} + 1, {{TimeProvider.System.Now().UnixMicroseconds}},
                   'rec:' || {{(HasRandomIds ? id : "'fill-' || i")}}, {{(int)EntryKind.Recovery}}, 'c-' || (i % {{Members}}), '{{Team}}', NULL,
                   (i * 7919) % 1000003 + 1, (i * 7919) % 1000003 + 1, (i * 7919) % 1000003 / 100, 1,
                   {{received}}, {{received}}, {{received}}, NULL, 'default/1', {{zeroes}}, {{(HasDetails ? Details : "''")}}, {{zeroes}}
            FROM n;
            UPDATE ledger_head SET seq = ({{Rows}} - partition + {{Partitions - 1}}) / {{Partitions}};
            """));
        foreach (var index in indexes)
            await RunAsync(connection, index);
        await RunAsync(connection, isSqlite ? "PRAGMA wal_checkpoint(TRUNCATE);" : "VACUUM ANALYZE journal");
    }

    /// <summary>
    /// Returns when the totals by day and month include every row: until then the running program is busy with them, and what
    /// is measured beside that is not the program's own speed.
    /// </summary>
    public static async Task UntilTotalsAreKeptAsync(BenchmarkDatabase database, int rows)
    {
        await using var connection = await OpenAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(seq), 0) FROM period_head";
        while (Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) < rows)
            await Task.Delay(TimeSpan.FromSeconds(1));
    }

    public static async Task RunAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 1800;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> TextsAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
