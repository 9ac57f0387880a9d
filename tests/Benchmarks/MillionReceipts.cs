using System.Globalization;
using Leaderboard.Journal;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leaderboard.Benchmarks;

/// <summary>A journal with one receipt of each of a million collectors, written by SQL: its chain is not whole, its sums are.</summary>
internal static class MillionReceipts
{
    public const int Count = 1_000_000;

    /// <summary>The number of partitions of a new database.</summary>
    private const int Partitions = 8;

    public static TeamId Team { get; } = new("t");

    public static CollectorId Collector(int number) => new(string.Create(CultureInfo.InvariantCulture, $"c-{number}"));

    /// <param name="database">Has the product's schema and no entries.</param>
    public static async Task FillAsync(BenchmarkDatabase database)
    {
        await using System.Data.Common.DbConnection connection = database.Kind == DatabaseKind.Sqlite
            ? new SqliteConnection($"Data Source={new LeaderboardOptions { DataDirectory = database.Folder }.LeaderboardFile}")
            : new NpgsqlConnection(database.Server + ";Command Timeout=300");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 300;
        var now = TimeProvider.System.Now().UnixMicroseconds;
        var (numbers, zeroes) = database.Kind == DatabaseKind.Sqlite
            ? ($"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Count - 1})", "zeroblob(32)")
            : ($"WITH n (i) AS (SELECT generate_series(0, {Count - 1}))", "decode(repeat('00', 32), 'hex')");
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $$"""
            {{numbers}}
            INSERT INTO journal (partition, seq, posted_at, entry_id, kind, collector, team, account, amount, effective, points, receipts,
                                 received_at, occurred_at, vests_at, source, scheme, request_hash, details, hash)
            SELECT i % {{Partitions}}, i / {{Partitions}} + 1, {{now}}, 'rec:fill-' || i, {{(int)EntryKind.Recovery}}, 'c-' || i, 't', NULL,
                   (i * 7919) % 1000003 + 1, (i * 7919) % 1000003 + 1, (i * 7919) % 1000003 / 100, 1,
                   {{now}} - i, {{now}} - i, {{now}}, NULL, 'default/1', {{zeroes}}, '', {{zeroes}}
            FROM n;
            UPDATE ledger_head SET seq = {{Count / Partitions}};
            """).Replace("(i * 7919)", database.Kind == DatabaseKind.Sqlite ? "(i * 7919)" : "(i::bigint * 7919)", StringComparison.Ordinal);
        await command.ExecuteNonQueryAsync();
        if (database.Kind == DatabaseKind.PostgreSql)
        {
            command.CommandText = "VACUUM ANALYZE journal";
            await command.ExecuteNonQueryAsync();
        }
    }
}
