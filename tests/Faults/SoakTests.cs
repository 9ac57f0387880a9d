using System.Diagnostics;
using System.Globalization;
using Leaderboard.Displays;
using Leaderboard.Testing;

namespace Leaderboard.Faults;

/// <summary>Hours of a floor in minutes: a steady load, a wall in Chromium, and nothing that grows.</summary>
[Collection(nameof(Alone))]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Senders = 4;
    private const long MiB = 1 << 20;

    /// <summary>What is measured, and what the second half may add to it. Both the server and the page have just collected their garbage.</summary>
    private static readonly (string Name, string Unit, Func<Sample, double> Of, double MostGrowth)[] Measures =
    [
        // SQLite's writer fills its page cache of 64 MiB, within some twenty minutes.
        ("resident", "MiB", s => s.Server.ResidentBytes / (double)MiB, 64),

        // Projections hold sums by collector, team and day, never entries: receipts add nothing. What moves is what requests in flight hold.
        ("heap", "MiB", s => s.Server.HeapBytes / (double)MiB, 2),

        // Connections of the senders, the wall and the database's pool come and go.
        ("handles", "", s => s.Server.Handles, 8),

        // The race gains a point a line every 20 s, and is fetched anew every five minutes.
        ("page heap", "MiB", s => s.Page.HeapBytes / (double)MiB, 1),
        ("page nodes", "", s => s.Page.Nodes, 100),
        ("page listeners", "", s => s.Page.Listeners, 20),
    ];

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"c-{i}"))];

    /// <summary>Of each sender: about eight entries a batch, reversals and repeats among them, make 200 entries a second of all.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(160);

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Two minutes, or what <c>LB_SOAK_MINUTES</c> says; <c>./test soak</c> takes thirty.</summary>
    private static TimeSpan Duration { get; } =
        TimeSpan.FromMinutes(Environment.GetEnvironmentVariable("LB_SOAK_MINUTES") is { Length: > 0 } minutes ? double.Parse(minutes, CultureInfo.InvariantCulture) : 2);

    [Fact]
    public async Task Under_steady_load_memory_handles_and_the_walls_page_stay_flat()
    {
        Assert.SkipUnless(Chromium.IsInstalled, "Chromium is not installed.");
        using var folder = new TempFolder();
        await using var program = await RunningProgram.StartAsync(new ProgramStart(folder.Path), Cancel);
        await program.Http.PutRosterAsync(Collectors, Cancel);
        await using var wall = await WallPage.OpenAsync(program.Http.BaseAddress!, await program.Http.PostDisplayAsync(Cancel), "all");
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var senders = Enumerable.Range(0, Senders).Select(i => new Sender(i, seed: 1, Collectors, now) { Pace = Pace }).ToList();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var load = senders.ConvertAll(s => s.RunAsync(program.Http, stop.Token));
        var seen = new List<ShownFigure>();
        var samples = await WatchAsync(program, wall, senders, seen);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        await Task.WhenAll(senders.Select(s => s.SettleAsync(program.Http, TimeSpan.FromSeconds(30), Cancel)));

        await AssertRightAsync(program, wall, senders, seen, Books.OfSqlite(folder.File("leaderboard.db")));
        AssertFlat(samples[(samples.Count / 2)..]);
    }

    /// <returns>A sample every five seconds.</returns>
    private async Task<List<Sample>> WatchAsync(RunningProgram program, WallPage wall, List<Sender> senders, List<ShownFigure> seen)
    {
        output.WriteLine($"| {"minute",6} | {"entries",8} | {string.Join(" | ", Measures.Select(m => $"{m.Name} {m.Unit}".Trim()))} |");
        output.WriteLine($"|--:|--:|{string.Concat(Measures.Select(_ => "--:|"))}");
        var samples = new List<Sample>();
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Between);
        while (clock.Elapsed < Duration && await timer.WaitForNextTickAsync(Cancel))
        {
            seen.AddRange(await wall.SeenAsync());
            var sample = new Sample(clock.Elapsed, await ProcessWeight.OfAsync(program, Cancel), await wall.WeighAsync());
            samples.Add(sample);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {sample.At.TotalMinutes,6:0.0} | {senders.Sum(s => s.Acknowledged.Count),8} | {string.Join(" | ", Measures.Select(m => m.Of(sample).ToString("0.##", CultureInfo.InvariantCulture)))} |"));
        }

        return samples;
    }

    /// <summary>It was the right load all the while: the books hold, the boards are theirs, and the wall shows them.</summary>
    private static async Task AssertRightAsync(RunningProgram program, WallPage wall, List<Sender> senders, List<ShownFigure> seen, Books books)
    {
        await books.AssertHoldAsync([.. senders.SelectMany(s => s.Acknowledged)], Cancel);
        await books.AssertBoardsAsync(program.Http, Cancel);
        var board = await program.Http.GetJsonAsync("api/v1/boards/collectors/amount/all?limit=10", Cancel);
        await wall.ShowsAsync(board, TimeSpan.FromSeconds(20), Cancel);
        await books.AssertShownAsync([.. seen.Concat(await wall.SeenAsync()).Select(f => (f.Id, f.Minor))], Cancel);
        Assert.Empty(await wall.UntrueAsync());
    }

    private void AssertFlat(List<Sample> samples)
    {
        var minutes = (samples[^1].At - samples[0].At).TotalMinutes;
        var grown = Measures.Select(m => (m.Name, m.Unit, Growth: Slope(samples, m.Of) * minutes, m.MostGrowth)).ToList();
        foreach (var (name, unit, growth, most) in grown)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {growth:+0.##;-0.##;0} {unit} in the last {minutes:0.#} minutes; at most {most:0.##}."));
        Assert.All(grown, g => Assert.True(g.Growth <= g.MostGrowth, $"{g.Name} is not flat."));
    }

    /// <summary>The median of the slopes of all pairs (Theil and Sen): a few samples that stick out do not move it. A minute.</summary>
    private static double Slope(List<Sample> samples, Func<Sample, double> of)
    {
        var slopes = samples.SelectMany((a, i) => samples.Skip(i + 1).Select(b => (of(b) - of(a)) / (b.At - a.At).TotalMinutes)).Order().ToList();
        return slopes[slopes.Count / 2];
    }

    private sealed record Sample(TimeSpan At, ProcessWeight Server, PageWeight Page);
}

/// <summary>What is measured runs when nothing else does: a machine that others keep busy lets a page's rows pile up.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
