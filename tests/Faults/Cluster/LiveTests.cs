using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Leaderboard.Displays;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>What is posted at one node is seen at the other, by many, and goes on being seen when a node dies.</summary>
[Collection(nameof(Alone))]
public sealed partial class LiveTests(ITestOutputHelper output)
{
    private const int Watchers = 1000;

    /// <summary>Connections that are opened at the same time: as people come in, not as a flood.</summary>
    private const int AtOnce = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostOpening = TimeSpan.FromMinutes(2);
    private static readonly DateTimeOffset Noon = new(2024, 3, 5, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_posted_at_one_node_moves_its_row_on_a_wall_at_the_other()
    {
        Assert.SkipUnless(Chromium.IsInstalled, "Chromium is not installed.");
        await using var cluster = await StartAsync();
        var (here, there) = (cluster.Webs[0].Http, cluster.Webs[1].Http);
        await PostAsync(here, Posting.Recovery("r-1", "a", 20_000, Noon), Posting.Recovery("r-2", "b", 10_000, Noon));
        await using var wall = await WallPage.OpenAsync(there.BaseAddress!, await there.PostDisplayAsync(Cancel), "all");
        await ShowsAsync(wall, new("a", 1, 20_000), new("b", 2, 10_000));

        var clock = Stopwatch.StartNew();
        await PostAsync(here, Posting.Recovery("r-3", "b", 15_000, Noon));
        await ShowsAsync(wall, new("b", 1, 25_000), new("a", 2, 20_000));
        Say($"On the wall at the other node {clock.ElapsedMilliseconds} ms after it was sent.");

        await PostAsync(here, Posting.Reversal("v-1", Posting.Recovery("r-3", "b", 15_000, Noon), null, 15_000));
        await ShowsAsync(wall, new("a", 1, 20_000), new("b", 2, 10_000));
    }

    [Fact]
    public async Task A_thousand_watchers_over_two_nodes_are_told_and_when_a_node_is_killed_its_watchers_are_at_the_other_within_10_seconds()
    {
        await using var cluster = await StartAsync();

        // Its display prefers the node that will be killed.
        await using var preferring = new TcpProxy(() => cluster.WebPorts(0));
        await using var wall = Chromium.IsInstalled
            ? await WallPage.OpenAsync(RunningCluster.AddressOf(preferring), await cluster.Webs[0].Http.PostDisplayAsync(Cancel), "all")
            : null;
        var watchers = Array.ConvertAll(new Watcher[Watchers], _ => new Watcher(cluster.Address, limit: 10));
        try
        {
            await Parallel.ForEachAsync(watchers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel }, async (watcher, _) => await watcher.StartAsync())
                .WaitAsync(MostOpening, Cancel);
            var walls = wall is null ? 0 : 2;
            Assert.Equal([(Watchers / 2) + walls, Watchers / 2], await Task.WhenAll(cluster.Webs.Select(WatchersAtAsync)));

            var clock = Stopwatch.StartNew();
            await PostAsync(cluster.Webs[0].Http, Posting.Recovery("r-1", "a", 10_000, Noon));
            await AllHaveAsync(watchers, wall, new WallRow("a", 1, 10_000));
            Say($"The last of {Watchers} watchers has it {Last(watchers, clock)} after it was sent; the first {First(watchers, clock)}.");

            await cluster.Webs[0].KillAsync();
            clock.Restart();
            await PostAsync(cluster.Webs[1].Http, Posting.Recovery("r-2", "b", 20_000, Noon));
            await AllHaveAsync(watchers, wall, new WallRow("b", 1, 20_000));
            Assert.Equal(Watchers + walls, await WatchersAtAsync(cluster.Webs[1]));
            Say($"The last of the killed node's watchers is at the other and has the next receipt {Last(watchers, clock)} after the kill, and the wall after at most {clock.Elapsed.TotalSeconds:0.0} s.");
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            if (wall is not null)
                Assert.Empty(await wall.UntrueAsync());
        }
        finally
        {
            await Task.WhenAll(watchers.Select(w => w.DisposeAsync().AsTask()));
        }
    }

    private static async Task<RunningCluster> StartAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        var cluster = await RunningCluster.StartAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), Cancel);
        await cluster.Webs[0].Http.PutRosterAsync(["a", "b"], Cancel);
        return cluster;
    }

    private static async Task PostAsync(HttpClient http, params Posting[] batch) => Assert.True((await http.PostAsync(batch, Cancel)).IsTaken);

    private static Task ShowsAsync(WallPage wall, params WallRow[] rows) =>
        Eventually.TrueAsync("the wall shows " + string.Join(", ", (IEnumerable<WallRow>)rows), Patience, async () => (await wall.RowsAsync()).SequenceEqual(rows), Cancel);

    /// <summary>Returns when all see who leads.</summary>
    private static Task AllHaveAsync(Watcher[] watchers, WallPage? wall, WallRow leader) => Eventually.TrueAsync(
        $"all see {leader}",
        Patience,
        async () => Array.TrueForAll(watchers, w => w.Last.Board is { } board && board.GetProperty("standings").EnumerateArray().Select(WallRows.Of).FirstOrDefault() == leader)
            && (wall is null || ((await wall.RowsAsync()).FirstOrDefault() == leader && await wall.IsLiveAsync())),
        Cancel);

    private static string Last(Watcher[] watchers, Stopwatch clock) => Since(watchers.Max(w => w.Last.At), clock);

    private static string First(Watcher[] watchers, Stopwatch clock) => Since(watchers.Min(w => w.Last.At), clock);

    private static string Since(long at, Stopwatch clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{(clock.Elapsed - Stopwatch.GetElapsedTime(at)).TotalMilliseconds:0} ms");

    private static async Task<int> WatchersAtAsync(RunningProgram web) => int.Parse(
        Count().Match(await web.Http.GetStringAsync(new Uri("metrics", UriKind.Relative), Cancel)).Groups["count"].Value, CultureInfo.InvariantCulture);

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^leaderboard_live_watchers\S* (?<count>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Count();
}
