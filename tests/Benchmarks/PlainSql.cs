using System.Diagnostics;
using System.Globalization;

namespace Leaderboard.Benchmarks;

/// <summary>
/// The plain alternative: one SQL transaction for each receipt, which inserts it and adds it to a total. What a team without
/// this product would write first.
/// </summary>
internal abstract class PlainSql : IAsyncDisposable
{
    protected const string Insert = "INSERT INTO receipt (id, collector, amount, received_at) VALUES (@id, @collector, @amount, @received)";

    protected const string Upsert =
        "INSERT INTO total (collector, amount) VALUES (@collector, @amount) ON CONFLICT (collector) DO UPDATE SET amount = total.amount + excluded.amount";

    protected const string Tables =
        "CREATE TABLE receipt (id text PRIMARY KEY, collector text NOT NULL, amount bigint NOT NULL, received_at bigint NOT NULL); "
        + "CREATE TABLE total (collector text PRIMARY KEY, amount bigint NOT NULL);";

    /// <summary>Callers that keep it busy: as many as are fastest.</summary>
    protected abstract int Callers { get; }

    public static Task<PlainSql> OpenAsync(BenchmarkDatabase database) => OpenAsync(database.Kind, database.Server ?? database.File);

    /// <summary>Opens an empty database and creates the tables.</summary>
    public static async Task<PlainSql> OpenAsync(DatabaseKind kind, string connection) =>
        kind == DatabaseKind.Sqlite ? PlainSqlite.Open(connection) : await PlainPostgreSql.OpenAsync(connection);

    /// <summary>One receipt in one durable transaction.</summary>
    public abstract ValueTask PostAsync(string id, string collector, long amountMinor, long receivedAt);

    /// <summary>Posts random receipts until the time is over.</summary>
    /// <returns>Receipts a second.</returns>
    public async Task<double> PostAsync(TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            var count = 0L;
            for (; watch.Elapsed < duration; count++)
            {
                var collector = string.Create(CultureInfo.InvariantCulture, $"c-{random.Next(PostingClients.Collectors)}");
                await PostAsync(Guid.NewGuid().ToString("N"), collector, random.Next(1, 100_000), Stopwatch.GetTimestamp());
            }

            return count;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    public abstract ValueTask DisposeAsync();
}
