namespace Leaderboard.Benchmarks;

/// <summary>A file sent again, every receipt of it a duplicate, against its first sending.</summary>
internal static class Replay
{
    private const int Clients = 16;
    private const int Receipts = 100;

    /// <summary>As for ingest; what it sent is replayed once too.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var database = await BenchmarkDatabase.CreateAsync(kind);
            await using var product = await Product.StartAsync(database);
            await Product.PutRosterAsync(product.Address, PostingClients.Collectors);
            using var clients = await PostingClients.ConnectAsync(product.Address, Clients, Receipts);
            var (_, sent) = await clients.PostAsync(Warming);
            await clients.RepeatAsync(sent);
            var rounds = await Rounds.RunAsync(
                async _ =>
                {
                    (var clean, sent) = await clients.PostAsync(Duration);
                    return clean;
                },
                _ => clients.RepeatAsync(sent));
            scores.AtLeast($"replay, {kind}", $"{rounds.Median(1):N0}/s, clean {rounds.Median(0):N0}/s", rounds.Ratio(1, 0), 1);
        }
    }
}
