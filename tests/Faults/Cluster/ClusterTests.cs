using System.Diagnostics;
using System.Globalization;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>What may happen to a cluster under load; after each, the same invariants.</summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const int Senders = 4;

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"c-{i}"))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receipts_posted_at_one_node_are_on_the_boards_of_the_other()
    {
        await using var cluster = await StartAsync();
        var senders = NewSenders();
        await LoadAsync(cluster, senders, TimeSpan.FromSeconds(2), () => Task.CompletedTask);
        await AssertInvariantsAsync(cluster, senders);
    }

    [Fact]
    public async Task A_killed_silo_costs_seconds_and_no_receipt()
    {
        await using var cluster = await StartAsync();
        var senders = NewSenders();
        await LoadAsync(cluster, senders, TimeSpan.FromSeconds(15), cluster.Silos[0].KillAsync);
        await AssertInvariantsAsync(cluster, senders);
    }

    private static async Task<RunningCluster> StartAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        var cluster = await RunningCluster.StartAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), Cancel);
        await cluster.Webs[0].Http.PutRosterAsync(Collectors, Cancel);
        return cluster;
    }

    private static List<Sender> NewSenders()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return [.. Enumerable.Range(0, Senders).Select(i => new Sender(i, seed: 1, Collectors, now))];
    }

    /// <summary>Senders post at both nodes; after a while something happens; they go on, and tell how long they waited.</summary>
    private async Task LoadAsync(RunningCluster cluster, List<Sender> senders, TimeSpan duration, Func<Task> happen)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var load = senders.Select((s, i) => s.RunAsync(cluster.Webs[i % cluster.Webs.Length].Http, stop.Token)).ToList();
        await Eventually.TrueAsync("the load runs", TimeSpan.FromSeconds(30), () => Task.FromResult(senders.TrueForAll(s => s.Acknowledged.Count > 50)), Cancel);
        await happen();
        var clock = Stopwatch.StartNew();
        var before = senders.ConvertAll(s => s.Acknowledged.Count);
        await Eventually.TrueAsync(
            "every sender goes on", TimeSpan.FromSeconds(60), () => Task.FromResult(senders.Select((s, i) => s.Acknowledged.Count > before[i] + 50).All(b => b)), Cancel);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All go on after {clock.Elapsed.TotalSeconds:0.0} s; {senders.Sum(s => s.Refusals)} refusals."));
        await Eventually.TrueAsync("the time is over", TimeSpan.FromSeconds(60), () => Task.FromResult(clock.Elapsed > duration), Cancel);
        await stop.CancelAsync();
        await Task.WhenAll(load);
    }

    /// <summary>
    /// Nothing acknowledged is lost, nothing counts twice, boards at every node equal plain SQL, every hash fits. Whoever adds
    /// facts of money or points adds what must hold of them here.
    /// </summary>
    private static async Task AssertInvariantsAsync(RunningCluster cluster, List<Sender> senders)
    {
        await Task.WhenAll(senders.Select((s, i) => s.SettleAsync(cluster.Webs[i % cluster.Webs.Length].Http, TimeSpan.FromSeconds(60), Cancel)));
        var expected = senders.SelectMany(s => s.Acknowledged).ToList();
        await cluster.Books.AssertHoldAsync(expected, Cancel);
        foreach (var web in cluster.Webs)
        {
            await cluster.Books.AssertBoardsAsync(web.Http, Cancel);
            await web.Http.AssertWholeAsync(expected.Count, Cancel);
        }
    }
}
