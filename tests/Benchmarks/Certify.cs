using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Leaderboard.Benchmarks;

/// <summary>
/// A contest of ten thousand entrants is certified, and every one of them is paid; from the request until the answer, in a program that has just
/// started. Beside it, what the database takes for as many bare inserts.
/// </summary>
internal static class Certify
{
    private const int Entrants = 10_000;
    private const int Rows = 100_000;
    private const int BareLot = 1000;
    private const double MostSeconds = 5;

    private static readonly TimeSpan BareDuration = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            var (seconds, bare) = (new double[Rounds.Count], new double[Rounds.Count]);
            for (var round = 0; round < Rounds.Count; round++)
            {
                using var bareDatabase = await BenchmarkDatabase.CreateAsync(kind);
                await using (var inserts = await BareInserts.OpenAsync(bareDatabase))
                    bare[round] = Entrants / await inserts.InsertAsync(BareLot, BareDuration);
                using var database = await BenchmarkDatabase.CreateAsync(kind);
                seconds[round] = await CertifyAsync(database);
            }

            scores.AtMost($"certify, {kind}", $"{Entrants:N0} entrants, each paid; as many bare inserts {Rounds.MedianOf(bare):N2} s", Rounds.MedianOf(seconds), MostSeconds, "s");
        }
    }

    /// <returns>Seconds.</returns>
    private static async Task<double> CertifyAsync(BenchmarkDatabase database)
    {
        var to = TimeProvider.System.Now();
        await using (await BareInserts.OpenAsync(database))
        {
            // Applies the schema.
        }

        await new FilledJournal { Rows = Rows, Members = Entrants, From = to.Plus(-TimeSpan.FromDays(10)), Over = TimeSpan.FromDays(9) }.FillAsync(database);
        await using (var before = await Product.StartAsync(database))
            await Product.PutRosterAsync(before.Address, Entrants);
        await using var product = await Product.StartAsync(database);
        using var http = Product.Http(product.Address);
        var end = DateTimeOffset.FromUnixTimeSeconds(to.UnixMicroseconds / 1_000_000);
        var rules = new
        {
            id = "all", name = "All", subject = "collectors", measure = "amount", format = "allWhoReach", target = 0.01m, startsAt = end.AddDays(-30), endsAt = end, settleDays = 0, tie = "competition",
            prizes = new[] { new { fromRank = 1, toRank = Entrants, points = 10m } },
        };
        await DoneAsync(await http.PostAsJsonAsync("api/v1/contests", rules));
        await DoneAsync(await http.PostAsync(new Uri("api/v1/contests/all/schedule", UriKind.Relative), null));
        var watch = Stopwatch.StartNew();
        await DoneAsync(await http.PostAsync(new Uri("api/v1/contests/all/certify", UriKind.Relative), null));
        var seconds = watch.Elapsed.TotalSeconds;
        var paid = (await http.GetFromJsonAsync<JsonElement>("api/v1/contests/all/payouts")).GetProperty("payouts").GetArrayLength();
        return paid == Entrants ? seconds : throw new InvalidOperationException($"{paid} are paid.");
    }

    private static async Task DoneAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }
}
