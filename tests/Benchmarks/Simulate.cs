using System.Diagnostics;
using Leaderboard.Domain.Points;
using Leaderboard.Schemes;

namespace Leaderboard.Benchmarks;

/// <summary>
/// A scheme tried on a million receipts of the last 90 days by a program that has just started; beside it a plain loop over the same rows, which
/// parses and prices each. The second scheme has limits, so that every collector's days are summed up too.
/// </summary>
internal static class Simulate
{
    private const int Rows = 1_000_000;
    private const int Members = 1_000;
    private const double MostSeconds = 5;

    private static readonly SchemeRules Plain = PointsPlan.Default.Rules with { PointsPer100 = 150 };

    private static readonly SchemeRules Limited = Plain with { Caps = new DayCaps { CollectorPerDay = 50_000_00 } };

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
