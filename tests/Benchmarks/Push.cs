using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Leaderboard.Displays;
using Leaderboard.Testing;

namespace Leaderboard.Benchmarks;

/// <summary>From the sending of a receipt to its collector's row changed in a real browser, with 49 plain clients beside it.</summary>
internal static class Push
{
    private const int PlainClients = 49;
    private const int PerSecond = 200;

    /// <summary>As many as a wall has rows, so that every receipt moves one that is shown.</summary>
    private const int Collectors = 10;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Scoreboard scores)
    {
        using var database = await BenchmarkDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var product = await Product.StartAsync(database);
        await Product.PutRosterAsync(product.Address, Collectors);
        await using var clients = new LiveBoards();
        for (var client = 0; client < PlainClients; client++)
            await clients.OpenAsync(product.Address, "amount", "day", _ => { });
        await using var wall = await WallPage.OpenAsync(product.Address, await Product.DisplayLinkAsync(product.Address), "day");
        using var http = new HttpClient { BaseAddress = product.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Product.Key);

        var sums = new long[Collectors];
        await RoundAsync(http, wall, sums);
        var (p50, p99, rate) = (new double[Rounds.Count], new double[Rounds.Count], new double[Rounds.Count]);
        for (var round = 0; round < Rounds.Count; round++)
        {
            var delays = await RoundAsync(http, wall, sums);
            (p50[round], p99[round], rate[round]) = (Rounds.Percentile(delays, 0.5), Rounds.Percentile(delays, 0.99), delays.Length / Duration.TotalSeconds);
        }

        scores.AtMost(
            "push", $"receipt sent to row changed in the browser, p99 (p50 {Rounds.MedianOf(p50):N0} ms) at {Rounds.MedianOf(rate):N0} receipts/s", Rounds.MedianOf(p99), 400, "ms");
    }

    /// <param name="sums">Minor units of each collector so far.</param>
    /// <returns>Milliseconds for each receipt.</returns>
    private static async Task<double[]> RoundAsync(HttpClient http, WallPage wall, long[] sums)
    {
        var watch = Stopwatch.StartNew();
        var sent = await Task.WhenAll(Enumerable.Range(0, Collectors).Select(collector => Task.Run(async () =>
        {
            var receipts = new List<SentReceipt>();
            using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)Collectors / PerSecond));
            while (watch.Elapsed < Duration && await pace.WaitForNextTickAsync())
            {
                sums[collector] += 100;
                receipts.Add(new SentReceipt(collector, sums[collector], DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
                await PostAsync(http, collector);
            }

            return receipts;
        })));
        var seen = await SeenAsync(wall, sums);
        return [.. sent.SelectMany(s => s).Select(r => (double)(seen[r.Collector].First(s => s.Minor >= r.SumMinor).At - r.At))];
    }

    /// <summary>Waits until every row shows its sum.</summary>
    /// <returns>By collector: what the row has shown since the last call, in the order of time.</returns>
    private static async Task<List<ShownFigure>[]> SeenAsync(WallPage wall, long[] sums)
    {
        var seen = Array.ConvertAll(sums, _ => new List<ShownFigure>());
        await Eventually.TrueAsync("every row shows its sum", Patience, async () =>
        {
            foreach (var figure in await wall.SeenAsync())
                seen[int.Parse(figure.Id.AsSpan(2), CultureInfo.InvariantCulture)].Add(figure);
            return Enumerable.Range(0, sums.Length).All(c => seen[c].Count > 0 && seen[c][^1].Minor >= sums[c]);
        });
        return seen;
    }

    private static async Task PostAsync(HttpClient http, int collector)
    {
        using var body = new StringContent(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""[{"id":"{{Guid.NewGuid():N}}","collectorId":"c-{{collector}}","amount":1.00,"receivedAt":"{{DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}]"""),
            Encoding.UTF8,
            "application/json");
        using var answer = await http.PostAsync("api/v1/recoveries", body);
        answer.EnsureSuccessStatusCode();
    }

    /// <param name="SumMinor">What the collector's row shows once this receipt is in it.</param>
    /// <param name="At">Milliseconds since 1970.</param>
    private sealed record SentReceipt(int Collector, long SumMinor, long At);
}
