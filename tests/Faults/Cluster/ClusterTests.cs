using System.Diagnostics;
using System.Globalization;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>What may happen to a cluster under load; after each, the same invariants.</summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    /// <summary>For how long the load goes on after what happened.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    /// <summary>For how long the journal's heads are kept from its writers: many times what a receipt takes to reach them.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(1);

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"c-{i}"))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receipts_posted_at_one_node_are_on_the_boards_of_the_other()
    {
        await using var cluster = await StartAsync();
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        var senders = NewSenders();
        await LoadAsync(cluster, senders, Calm, () => Task.CompletedTask);
        await AssertInvariantsAsync(cluster, audience, senders);
    }

    [Fact]
    public async Task A_killed_silo_costs_seconds_and_no_receipt()
    {
        await using var cluster = await StartAsync();
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        var senders = NewSenders();
        var outage = await LoadAsync(cluster, senders, Calm, cluster.Silos[0].KillAsync);
        Assert.InRange(outage, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await AssertInvariantsAsync(cluster, audience, senders);
    }

    [Fact]
    public async Task A_killed_web_node_hands_its_senders_to_the_other()
    {
        await using var cluster = await StartAsync();
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        var senders = NewSenders();
        var outage = await LoadAsync(cluster, senders, Calm, cluster.Webs[0].KillAsync);
        Assert.InRange(outage, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await cluster.StartWebAsync(0, Cancel);
        await AssertInvariantsAsync(cluster, audience, senders);
    }

    [Fact]
    public async Task A_frozen_silo_is_voted_out_and_what_it_writes_when_it_thaws_is_refused_by_the_fence()
    {
        await using var cluster = await StartAsync();
        await using var audience = await Audience.OpenAsync(cluster, Cancel);

        // Without repeats, or the thawed silo looks its ids up, finds that they were sent again elsewhere, and has nothing to write.
        var senders = NewSenders(24, repeats: false);
        var frozen = cluster.Silos[0];
        var outage = await LoadAsync(cluster, senders, Calm, async () =>
        {
            // Entries gather behind a lot that waits: they are what the frozen silo still has to write when it thaws.
            (var hold, frozen) = await cluster.HoldHeadsAsync(Cancel);
            await using (hold)
            {
                await Task.Delay(Held, Cancel);
                await frozen.FreezeAsync();
            }
        });
        Assert.InRange(outage, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        await frozen.ThawAsync();
        await Eventually.TrueAsync("the fence is seen", TimeSpan.FromSeconds(30), () => Task.FromResult(frozen.Output.Contains("Fence: partition", StringComparison.Ordinal)), Cancel);
        await AssertInvariantsAsync(cluster, audience, senders);
    }

    [Fact]
    public async Task PostgreSql_may_crash_and_come_back_and_walls_say_meanwhile_that_they_are_stale()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync();
        await using var cluster = await StartAsync(server);
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        var senders = NewSenders();
        var outage = await LoadAsync(cluster, senders, Calm, async () =>
        {
            await server.CrashAsync();
            if (audience.Wall is { } wall)
                await Eventually.TrueAsync("the wall says that its figures are old", TimeSpan.FromSeconds(30), wall.IsStaleAsync, Cancel);
            await server.RunAgainAsync();
        });
        Assert.InRange(outage, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await AssertInvariantsAsync(cluster, audience, senders);
    }

    [Fact]
    public async Task Every_process_is_restarted_in_turn_while_receipts_go_on()
    {
        await using var cluster = await StartAsync();
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        var senders = NewSenders();
        await LoadAsync(cluster, senders, Calm, async () =>
        {
            for (var place = 0; place < cluster.Silos.Length; place++)
            {
                Assert.Equal(0, await cluster.Silos[place].StopAsync());
                await cluster.StartSiloAsync(place, Cancel);
                Assert.Equal(0, await cluster.Webs[place].StopAsync());
                await cluster.StartWebAsync(place, Cancel);
            }
        });
        await AssertInvariantsAsync(cluster, audience, senders);
    }

    [Fact]
    public async Task One_file_sent_to_both_nodes_at_once_in_another_order_counts_once()
    {
        await using var cluster = await StartAsync();
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        var now = Now();
        var file = Enumerable.Range(0, 2000).Select(i => Posting.Recovery(string.Create(CultureInfo.InvariantCulture, $"f-{i}"), Collectors[i % Collectors.Length], 100 + i, now)).ToArray();
        await Task.WhenAll(cluster.Webs.Select((web, node) => SendAsync(web.Http, file, new Random(node))));
        await Invariants.AssertAsync(cluster, audience, file, Cancel);
    }

    [Fact]
    public async Task A_clock_that_jumps_on_one_silo_loses_nothing_and_moves_nothing()
    {
        await using var cluster = await StartAsync();
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        var senders = NewSenders();
        foreach (var offset in new[] { TimeSpan.FromHours(25), TimeSpan.FromHours(-2), TimeSpan.Zero })
        {
            var outage = await LoadAsync(cluster, senders, Calm, () => cluster.SetClockAsync(0, offset, Cancel));
            Assert.InRange(outage, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }

        await AssertInvariantsAsync(cluster, audience, senders);
    }

    private static async Task SendAsync(HttpClient http, Posting[] file, Random random)
    {
        var order = file.ToArray();
        random.Shuffle(order);
        foreach (var batch in order.Chunk(50))
            Assert.True((await http.PostAsync(batch, Cancel)).IsTaken);
    }

    private static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    private static async Task<RunningCluster> StartAsync(PostgresServer? server = null)
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        server ??= await PostgresServer.SharedAsync();
        var cluster = await RunningCluster.StartAsync(await server.CreateDatabaseAsync(), Cancel);
        await cluster.Webs[0].Http.PutRosterAsync(Collectors, Cancel);
        return cluster;
    }

    private static List<Sender> NewSenders(int count = 4, bool repeats = true)
    {
        var now = Now();
        return [.. Enumerable.Range(0, count).Select(i => new Sender(i, seed: 1, Collectors, now) { Repeats = repeats })];
    }

    /// <summary>Senders post at both nodes; something happens; the load goes on for a while.</summary>
    /// <returns>How long it took after that until every sender had its receipts taken again.</returns>
    private async Task<TimeSpan> LoadAsync(RunningCluster cluster, List<Sender> senders, TimeSpan calm, Func<Task> happen)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var load = senders.Select((s, i) => SendOnAsync(cluster, s, i, stop.Token)).ToList();
        var clock = Stopwatch.StartNew();
        try
        {
            await GoOnAsync(senders, load);
            await happen();
            clock.Restart();
            await GoOnAsync(senders, load);
        }
        catch
        {
            output.WriteLine(cluster.Output);
            throw;
        }

        var outage = clock.Elapsed;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All go on after {outage.TotalSeconds:0.0} s; {senders.Sum(s => s.Refusals)} refusals."));
        await Eventually.TrueAsync("the load goes on", TimeSpan.FromSeconds(60), () => Task.FromResult(clock.Elapsed > outage + calm), Cancel);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        return outage;
    }

    private static Task GoOnAsync(List<Sender> senders, List<Task> load)
    {
        var before = senders.ConvertAll(s => s.Acknowledged.Count);
        return Eventually.TrueAsync("every sender goes on", TimeSpan.FromSeconds(60), async () =>
        {
            // A sender that was answered what it may not be says so here.
            foreach (var broken in load.Where(l => l.IsFaulted))
                await broken;
            return senders.Select((s, i) => s.Acknowledged.Count > before[i] + 30).All(b => b);
        }, Cancel);
    }

    /// <summary>As behind a balancer: a sender whose node is gone goes to the next.</summary>
    private static async Task SendOnAsync(RunningCluster cluster, Sender sender, int node, CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; node++)
            await sender.RunAsync(cluster.Webs[node % cluster.Webs.Length].Http, stop);
    }

    /// <summary>After every sender has an answer to what it had sent.</summary>
    private async Task AssertInvariantsAsync(RunningCluster cluster, Audience audience, List<Sender> senders)
    {
        try
        {
            await Task.WhenAll(senders.Select((s, i) => s.SettleAsync(cluster.Webs[i % cluster.Webs.Length].Http, TimeSpan.FromSeconds(60), Cancel)));
            await Invariants.AssertAsync(cluster, audience, [.. senders.SelectMany(s => s.Acknowledged)], Cancel);
        }
        catch
        {
            output.WriteLine(cluster.Output);
            throw;
        }
    }
}
