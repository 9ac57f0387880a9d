using System.Diagnostics;

namespace Leaderboard.Benchmarks;

/// <summary>Three times as much as the program can take: what is accepted, how soon, how soon the rest is refused, and what comes after.</summary>
internal static class Overload
{
    private const int Clients = 16;
    private const int Receipts = 100;
    private const int Factor = 3;

    /// <summary>More than the program lets in at once, so that the load does not wait for answers.</summary>
    private const int Connections = 256;

    /// <summary>As for ingest.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var database = await BenchmarkDatabase.CreateAsync(kind);
            await using var product = await Product.StartAsync(database);
            await Product.PutRosterAsync(product.Address, PostingClients.Collectors);
            using var clients = await PostingClients.ConnectAsync(product.Address, Clients, Receipts);
            using var load = await OpenLoop.ConnectAsync(product.Address, Connections, Receipts);
            var (maximum, _) = await clients.PostAsync(Warming);
            await load.RunAsync(Factor * maximum / Receipts, Duration);
            await UntilAcceptedAsync(load);

            var (accepted, refused, again) = (new double[Rounds.Count], new double[Rounds.Count], new double[Rounds.Count]);
            var rounds = await Rounds.RunAsync(
                async _ => maximum = (await clients.PostAsync(Duration)).PerSecond,
                async round =>
                {
                    var result = await load.RunAsync(Factor * maximum / Receipts, Duration);
                    again[round] = await UntilAcceptedAsync(load);
                    accepted[round] = Rounds.Percentile(result.Accepted, 0.99);
                    refused[round] = result.Refused.Length == 0 ? 0 : Rounds.Percentile(result.Refused, 0.99);
                    scores.Note($"{kind}: {result.Accepted.Length} accepted, {result.Refused.Length} refused; p50 {Rounds.Percentile(result.Accepted, 0.5):N0} ms");
                    return result.PerSecond;
                },
                async _ => (await clients.PostAsync(Duration)).PerSecond);
            scores.AtLeast($"overload, {kind}, accepted to maximum", $"{rounds.Median(1):N0}/s, maximum {rounds.Median(0):N0}/s", rounds.Ratio(1, 0), 0.9);
            scores.AtMost($"overload, {kind}", $"accepted, p99", Rounds.MedianOf(accepted), 1000, "ms");
            scores.AtMost($"overload, {kind}", $"refused, p99", Rounds.MedianOf(refused), 100, "ms");
            scores.AtMost($"overload, {kind}", $"from its end to the next accepted request", Rounds.MedianOf(again), 1000, "ms");
            scores.AtLeast($"overload, {kind}, rate after to before", $"{rounds.Median(2):N0}/s", rounds.Ratio(2, 0), 0.9);
        }
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> UntilAcceptedAsync(OpenLoop load)
    {
        var watch = Stopwatch.StartNew();
        while ((await load.RunAsync(1000, TimeSpan.FromMilliseconds(1))).Accepted.Length == 0)
        {
            // Asks again.
        }

        return watch.Elapsed.TotalMilliseconds;
    }
}
