namespace Leaderboard.Benchmarks;

/// <summary>
/// Batches of 100 from 16 clients while 20 live boards are open, against one SQL transaction a receipt, and against bare
/// inserts of many rows.
/// </summary>
internal static class Ingest
{
    private const int Clients = 16;
    private const int Receipts = 100;

    /// <summary>As many as the writer finds waiting: half of the clients' receipts, while it writes the other half.</summary>
    private const int LotRows = Clients * Receipts / 2;

    /// <summary>Until the runtime has compiled the hot paths for good: before that, most of what is measured is its compiler.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var plainDatabase = await BenchmarkDatabase.CreateAsync(kind);
            using var database = await BenchmarkDatabase.CreateAsync(kind);
            using var bareDatabase = await BenchmarkDatabase.CreateAsync(kind);
            await using var bare = await BareInserts.OpenAsync(bareDatabase);
            await using var plain = await PlainSql.OpenAsync(plainDatabase);
            await using var product = await Product.StartAsync(database);
            await Product.PutRosterAsync(product.Address, PostingClients.Collectors);
            await using var boards = await LiveBoards.OpenTwentyAsync(product.Address);
            using var clients = await PostingClients.ConnectAsync(product.Address, Clients, Receipts);
            await plain.PostAsync(Duration);
            await bare.InsertAsync(LotRows, Duration);
            await clients.PostAsync(Warming);
            var rounds = await Rounds.RunAsync(
                _ => plain.PostAsync(Duration),
                async _ => (await clients.PostAsync(Duration)).PerSecond,
                _ => bare.InsertAsync(LotRows, Duration));
            scores.AtLeast(
                $"ingest, {kind}", $"{rounds.Median(1):N0}/s, plain SQL {rounds.Median(0):N0}/s", rounds.Ratio(1, 0), kind == DatabaseKind.Sqlite ? 6 : 3);
            scores.AtLeast($"ingest, {kind}, to bare inserts", $"{rounds.Median(1):N0}/s, lots of {LotRows} rows {rounds.Median(2):N0}/s", rounds.Ratio(1, 2), 0.5);
        }
    }
}
