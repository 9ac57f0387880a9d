using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Leaderboard.Benchmarks;

/// <summary>
/// Receipts while a thousand contests run: a hundred windows that overlap now, ten contests in each, a hundred collectors in every one. All
/// have been looked at, so that every window is kept up with each receipt, and are looked at again one after the other, ten a second. Beside it
/// the same program without contests.
/// </summary>
internal static class Contests
{
    private const int Clients = 16;
    private const int Receipts = 100;
    private const int Windows = 100;
    private const int Teams = 5;
    private const double LeastShare = 0.7;

    /// <summary>With as many teams, ten contests a window.</summary>
    private static readonly string[] Formats = ["best", "allWhoReach"];

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var without = await BenchmarkDatabase.CreateAsync(kind);
            using var with = await BenchmarkDatabase.CreateAsync(kind);
            await using var plain = await StartAsync(without);
            await using var product = await StartAsync(with);
            using var http = Product.Http(product.Address);
            var contests = await ScheduleAsync(http);
            using var plainClients = await PostingClients.ConnectAsync(plain.Address, Clients, Receipts);
            using var clients = await PostingClients.ConnectAsync(product.Address, Clients, Receipts);
            await plainClients.PostAsync(Warming);
            await clients.PostAsync(Warming);
            foreach (var contest in contests)
                await LookAsync(http, contest);

            var looks = new List<double>();
            var rounds = await Rounds.RunAsync(
                async _ => (await plainClients.PostAsync(Duration)).PerSecond,
                async _ =>
                {
                    using var stop = new CancellationTokenSource();
                    var looking = LookOnAsync(http, contests, looks, stop.Token);
                    var rate = (await clients.PostAsync(Duration)).PerSecond;
                    await stop.CancelAsync();
                    await looking;
                    return rate;
                });
            scores.AtLeast(
                $"ingest with {contests.Count:N0} contests, {kind}",
                $"{rounds.Median(1):N0}/s, without {rounds.Median(0):N0}/s; standings of one meanwhile {Rounds.MedianOf(looks):N0} ms",
                rounds.Ratio(1, 0),
                LeastShare);
        }
    }

    private static async Task<ChildProcess> StartAsync(BenchmarkDatabase database)
    {
        var product = await Product.StartAsync(database);
        await Product.PutRosterAsync(product.Address, PostingClients.Collectors, Teams);
        return product;
    }

    /// <returns>Their ids.</returns>
    private static async Task<List<string>> ScheduleAsync(HttpClient http)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var ids = new List<string>();
        for (var window = 1; window <= Windows; window++)
        {
            foreach (var format in Formats)
            {
                for (var team = 0; team < Teams; team++)
                {
                    var id = string.Create(CultureInfo.InvariantCulture, $"w{window}-{format}-{team}");
                    var rules = new
                    {
                        id, name = id, subject = "collectors", measure = "amount", format, startsAt = now.AddHours(-window), endsAt = now.AddHours(window), settleDays = 0, tie = "competition",
                        target = format == "best" ? (decimal?)null : 1_000_000m,
                        entrants = new { teams = new[] { string.Create(CultureInfo.InvariantCulture, $"t-{team}") } },
                        prizes = new[] { new { fromRank = 1, toRank = 3, points = 100m } },
                    };
                    await DoneAsync(await http.PostAsJsonAsync("api/v1/contests", rules));
                    await DoneAsync(await http.PostAsync(new Uri($"api/v1/contests/{id}/schedule", UriKind.Relative), null));
                    ids.Add(id);
                }
            }
        }

        return ids;
    }

    private static async Task DoneAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task LookOnAsync(HttpClient http, List<string> contests, List<double> looks, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        try
        {
            for (var next = looks.Count; await timer.WaitForNextTickAsync(stop); next++)
                looks.Add(await LookAsync(http, contests[next * 7 % contests.Count]));
        }
        catch (OperationCanceledException)
        {
            // The round is over.
        }
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> LookAsync(HttpClient http, string contest)
    {
        var watch = Stopwatch.StartNew();
        var standings = await http.GetFromJsonAsync<JsonElement>($"api/v1/contests/{contest}/standings?limit=10");
        if (standings.GetProperty("total").GetInt32() != PostingClients.Collectors / Teams)
            throw new InvalidOperationException(standings.GetRawText());
        return watch.Elapsed.TotalMilliseconds;
    }
}
