using System.Diagnostics;

namespace Leaderboard.Benchmarks;

/// <summary>The published program from an empty folder: how soon it takes work, and what it costs when nobody asks for anything.</summary>
internal static class ColdStart
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Scoreboard scores)
    {
        await Product.PublishedAsync();
        var seconds = new double[Rounds.Count];
        for (var round = 0; round < seconds.Length; round++)
        {
            using var empty = await BenchmarkDatabase.CreateAsync(DatabaseKind.Sqlite);
            var watch = Stopwatch.StartNew();
            await using var product = await Product.StartAsync(empty);
            seconds[round] = watch.Elapsed.TotalSeconds;
            if (round == seconds.Length - 1)
                await MeasureIdleAsync(product, scores);
        }

        scores.AtMost("start", $"published build, empty folder, to ready", Rounds.MedianOf(seconds), 4, "s");
    }

    private static async Task MeasureIdleAsync(ChildProcess product, Scoreboard scores)
    {
        // A new process settles first: what the compiler does in the background is not idling.
        await Task.Delay(Idle);
        var (before, watch) = (product.ProcessorTime, Stopwatch.StartNew());
        var resident = product.ResidentBytes;
        await Task.Delay(Idle / 4);
        scores.AtMost("start, idle memory", $"resident after {Idle.TotalSeconds:N0} s", resident / (double)(1 << 20), 250, "MiB");
        scores.AtMost("start, idle processor", $"of one core, over {Idle.TotalSeconds / 4:N0} s", 100 * (product.ProcessorTime - before) / watch.Elapsed, 5, "%");
    }
}
