using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Domain.Points;
using Leaderboard.Schemes;

namespace Leaderboard.Benchmarks;

/// <summary>
/// A scheme tried on a million receipts of the last 90 days by a program that has just started; beside it a plain loop over the same rows, which
/// parses and prices each. The second scheme has limits that take from about half of all days, so that every collector's days are gone through. Then receipts are posted while one
/// trial after the other goes on, beside the same without.
/// </summary>
internal static class Simulate
{
    private const int Rows = 1_000_000;
    private const int Members = 1_000;
    private const double MostSeconds = 5;
    private const int Clients = 16;
    private const int Receipts = 100;
    private const double LeastShare = 0.8;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    private static readonly SchemeRules Plain = PointsPlan.Default.Rules with { PointsPer100 = 150 };

    private static readonly SchemeRules Limited = Plain with { Caps = new DayCaps { CollectorPerDay = 800_00 } };

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var database = await BenchmarkDatabase.CreateAsync(kind);
            await FillAsync(database);
            var (loop, seconds, limited) = (new double[Rounds.Count], new double[Rounds.Count], new double[Rounds.Count]);
            for (var round = 0; round < Rounds.Count; round++)
            {
                var (total, took) = await LoopAsync(database);
                loop[round] = took;
                await using (var program = await EmbeddedProgram.StartAsync(database))
                    seconds[round] = await TryAsync(program, Plain, trial => trial.Total.AfterHundredths == total);
                await using (var program = await EmbeddedProgram.StartAsync(database))
                    limited[round] = await TryAsync(program, Limited, trial => trial.Total.AfterHundredths <= total);
            }

            scores.AtMost($"simulate, {kind}", $"{Rows:N0} receipts, cold; plain loop {Rounds.MedianOf(loop):N1} s", Rounds.MedianOf(seconds), MostSeconds, "s");
            scores.AtMost($"simulate with caps, {kind}", $"{Rows:N0} receipts, cold", Rounds.MedianOf(limited), MostSeconds, "s");
            var posted = await PostMeanwhileAsync(database);
            scores.AtLeast($"ingest while a scheme is tried, {kind}", $"{posted.Median(1):N0}/s, without {posted.Median(0):N0}/s", posted.Ratio(1, 0), LeastShare);
        }
    }

    /// <summary>Without trials, and with one after the other.</summary>
    private static async Task<Rounds> PostMeanwhileAsync(BenchmarkDatabase database)
    {
        await using var product = await Product.StartAsync(database);
        await Product.PutRosterAsync(product.Address, PostingClients.Collectors);
        using var http = Product.Http(product.Address);
        using var clients = await PostingClients.ConnectAsync(product.Address, Clients, Receipts);
        await clients.PostAsync(Warming);
        return await Rounds.RunAsync(
            async _ => (await clients.PostAsync(Duration)).PerSecond,
            async _ =>
            {
                using var over = new CancellationTokenSource();
                var trials = TryOnAsync(http, over.Token);
                var rate = (await clients.PostAsync(Duration)).PerSecond;
                await over.CancelAsync();
                await trials;
                return rate;
            });
    }

    /// <summary>Until told to stop, and then to the end of the trial that goes on.</summary>
    private static async Task TryOnAsync(HttpClient http, CancellationToken over)
    {
        var scheme = JsonDocument.Parse(Web.Api.ApiExamples.Scheme).RootElement;
        while (!over.IsCancellationRequested)
        {
            using var answer = await http.PostAsJsonAsync("api/v1/schemes/simulate", scheme, CancellationToken.None);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(CancellationToken.None));
        }
    }

    private static async Task FillAsync(BenchmarkDatabase database)
    {
        await using (await EmbeddedProgram.StartAsync(database))
        {
            await new FilledJournal
            {
                Rows = Rows,
                Members = Members,
                From = TimeProvider.System.Now().Plus(-TimeSpan.FromDays(88)),
                Over = TimeSpan.FromDays(88),
                HasDetails = true,
            }.FillAsync(database);
        }
    }

    /// <returns>Seconds.</returns>
    private static async Task<double> TryAsync(EmbeddedProgram program, SchemeRules rules, Func<SchemeTrial, bool> isRight)
    {
        var watch = Stopwatch.StartNew();
        var trial = await program.Grains.SchemeTrial().Run(rules, 10);
        if (trial.Receipts != Rows || trial.Gaining + trial.Losing + trial.Unchanged != Members || !isRight(trial))
            throw new InvalidOperationException($"{trial.Receipts} receipts, {trial.Total.AfterHundredths} points.");
        return watch.Elapsed.TotalSeconds;
    }

    /// <returns>All points under <see cref="Plain"/>, and the seconds it took.</returns>
    private static async Task<(long Points, double Seconds)> LoopAsync(BenchmarkDatabase database)
    {
        await using var connection = await FilledJournal.OpenAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT amount, details FROM journal WHERE kind = 1";
        var watch = Stopwatch.StartNew();
        await using var reader = await command.ExecuteReaderAsync();
        var points = 0L;
        while (await reader.ReadAsync())
        {
            var was = Domain.Recoveries.RecoveryDetails.Parse(reader.GetString(1));
            points += PointsPlan.Points(reader.GetInt64(0), Plain.Kinds.FactorOf(was.Kind), Plain.Buckets.FactorOf(was.Bucket), Plain.PointsPer100, 100);
        }

        return (points, watch.Elapsed.TotalSeconds);
    }
}
