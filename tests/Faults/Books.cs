using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leaderboard.Faults;

/// <summary>The database as an auditor reads it: plain SQL on the journal, past the program.</summary>
internal sealed class Books(Func<DbConnection> open)
{
    private static readonly (string Measure, string Column, decimal Unit)[] Measures =
        [("amount", "amount", 100m), ("effective", "effective", 100m), ("points", "points", 100m), ("count", "receipts", 1m)];

    public static Books OfSqlite(string file) =>
        new(() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()));

    public static Books OfPostgreSql(string connection) => new(() => new NpgsqlConnection(connection + ";Pooling=false"));

    /// <summary>The journal holds what the senders have, each entry once, and nothing else.</summary>
    public async Task AssertHoldAsync(IReadOnlyCollection<Posting> expected, CancellationToken cancel)
    {
        var totals = await RowsAsync("SELECT count(*), count(DISTINCT entry_id), coalesce(sum(amount), 0) FROM journal", cancel);
        Assert.Equal([expected.Count, expected.Count, expected.Sum(e => e.AmountMinor)], totals[0].Select(v => Convert.ToInt64(v, CultureInfo.InvariantCulture)));
        var rows = await RowsAsync("SELECT entry_id, collector, amount, received_at FROM journal", cancel);
        var stored = rows.ToDictionary(r => (string)r[0], r => ((string)r[1], (long)r[2], (long)r[3]), StringComparer.Ordinal);
        Assert.All(expected, e => Assert.Equal((e.Collector, e.AmountMinor, Micros(e.ReceivedAt)), stored[e.EntryId]));
    }

    /// <summary>Who looked on was shown states of the journal and nothing else, and none from before one that they had seen.</summary>
    /// <param name="figures">Amounts of all time in the order they were shown.</param>
    public async Task AssertShownAsync(IEnumerable<(string Collector, long Minor)> figures, CancellationToken cancel)
    {
        var rows = await RowsAsync("SELECT collector, amount FROM journal ORDER BY collector, seq", cancel);
        var states = rows.GroupBy(r => (string)r[0], r => (long)r[1], StringComparer.Ordinal).ToDictionary(c => c.Key, RunningSums, StringComparer.Ordinal);
        var reached = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (collector, minor) in figures)
        {
            var before = reached.GetValueOrDefault(collector);
            var state = Array.IndexOf(states[collector], minor, before);
            Assert.True(state >= 0, $"{collector} was shown with {minor}, which is no state of the journal from entry {before + 1} of {states[collector].Length} on.");
            reached[collector] = state;
        }
    }

    /// <summary>Every board is what GROUP BY says of the journal in the board's own window, ranks included.</summary>
    public async Task AssertBoardsAsync(HttpClient http, CancellationToken cancel)
    {
        foreach (var period in (string[])["all", "day"])
        {
            foreach (var (measure, column, unit) in Measures)
            {
                await AssertBoardAsync(http, $"api/v1/boards/collectors/{measure}/{period}?limit=1000", "collector", column, unit, cancel);
                await AssertBoardAsync(http, $"api/v1/boards/teams/{measure}/{period}?limit=1000", "team", column, unit, cancel);
            }
        }
    }

    /// <summary>What came in for each collector in a window, by the sum, the most first: whoever reached it first, then by id, where sums are equal.</summary>
    public async Task<List<(string Collector, decimal Value)>> SumsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var rows = await RowsAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT collector, sum(amount) FROM journal
                WHERE kind < 10 AND received_at >= {Micros(from)} AND received_at < {Micros(to)}
                GROUP BY collector ORDER BY 2 DESC, max(occurred_at), 1
                """),
            cancel);
        return [.. rows.Select(r => ((string)r[0], Convert.ToDecimal(r[1], CultureInfo.InvariantCulture) / 100m))];
    }

    /// <summary>Prizes in the journal, by collector; a row for each entry.</summary>
    public async Task<List<(string Collector, decimal Points)>> PrizesAsync(CancellationToken cancel) =>
        [.. (await RowsAsync("SELECT collector, points FROM journal WHERE kind = 10 ORDER BY collector", cancel)).Select(r => ((string)r[0], (long)r[1] / 100m))];

    /// <summary>The partition of each collector that has entries.</summary>
    public async Task<Dictionary<string, int>> PartitionsAsync(CancellationToken cancel) =>
        (await RowsAsync("SELECT DISTINCT collector, partition FROM journal", cancel)).ToDictionary(r => (string)r[0], r => Convert.ToInt32(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static long[] RunningSums(IEnumerable<long> amounts)
    {
        var sum = 0L;
        return [.. amounts.Select(a => sum += a)];
    }

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private async Task AssertBoardAsync(HttpClient http, string path, string member, string column, decimal unit, CancellationToken cancel)
    {
        var board = await http.GetJsonAsync(path, cancel);
        var window = board.GetProperty("board");
        var values = await RowsAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT {member}, sum({column}) FROM journal
                WHERE received_at >= {Edge(window, "from", long.MinValue)} AND received_at < {Edge(window, "to", long.MaxValue)}
                GROUP BY {member}
                """),
            cancel);
        var expected = values.ToDictionary(v => (string)v[0], v => Convert.ToDecimal(v[1], CultureInfo.InvariantCulture) / unit, StringComparer.Ordinal);
        var standings = board.GetProperty("standings").EnumerateArray().ToList();

        Assert.Equal(expected.Count, standings.Count);
        Assert.Equal(expected.Values.Sum(), board.GetProperty("sum").GetDecimal());
        foreach (var standing in standings)
        {
            var value = expected[standing.GetProperty("id").GetString()!];
            Assert.Equal(value, standing.GetProperty("value").GetDecimal());
            Assert.Equal(1 + expected.Values.Count(v => v > value), standing.GetProperty("rank").GetInt32());
        }
    }

    private static long Edge(in JsonElement window, string name, long open) =>
        window.TryGetProperty(name, out var edge) && edge.ValueKind == JsonValueKind.String ? Micros(edge.GetDateTimeOffset()) : open;

    private async Task<List<object[]>> RowsAsync(string sql, CancellationToken cancel)
    {
        await using var connection = open();
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(cancel))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
