using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>What may happen to a cluster under load; after each, the same invariants.</summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    /// <summary>For how long the load goes on after what happened.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    /// <summary>Longer than it takes until everything goes on after a kill.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

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
        await AssertInvariantsAsync(cluster, audience, file);
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

    [Fact]
    public async Task Partitions_of_the_other_silo_go_on_while_one_is_killed()
    {
        await using var cluster = await StartAsync();
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        var now = Now();
        var collectors = Enumerable.Range(0, 64).Select(i => $"p-{i}").ToArray();
        await cluster.Webs[0].Http.PutRosterAsync(collectors, Cancel);
        Assert.True((await cluster.Webs[0].Http.PostAsync([.. collectors.Select(c => Posting.Recovery("first-" + c, c, 100, now))], Cancel)).IsTaken);
        var (killed, spared) = await SpreadAsync(cluster);

        // Asked of the journal, which knows the partition of each collector.
        var partitions = await cluster.Books.PartitionsAsync(Cancel);
        var probes = collectors.Where(c => spared.Contains(partitions[c])).Take(8).ToArray();
        Assert.NotEmpty(probes);
        var posted = new ConcurrentBag<Posting>();
        var times = new ConcurrentBag<(long Began, double Milliseconds)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var probing = probes.Select((collector, i) => ProbeAsync(cluster.Webs[i % cluster.Webs.Length].Http, collector, now, posted, times, stop.Token)).ToList();
        await Eventually.TrueAsync("the probes run", TimeSpan.FromSeconds(30), () => Task.FromResult(times.Count > 100), Cancel);
        var before = P99(times.Select(t => t.Milliseconds));
        times.Clear();
        await cluster.Silos[killed].KillAsync();
        var dead = Stopwatch.GetTimestamp();
        var clock = Stopwatch.StartNew();
        await Eventually.TrueAsync("the outage is over", TimeSpan.FromSeconds(60), () => Task.FromResult(clock.Elapsed > Outage), Cancel);
        await stop.CancelAsync();
        await Task.WhenAll(probing);

        // What was on its way through the dead silo is answered when its call has timed out; what came after goes another way.
        double[] after = [.. times.Where(t => t.Began > dead).Select(t => t.Milliseconds)];
        double[] underWay = [.. times.Where(t => t.Began <= dead).Select(t => t.Milliseconds)];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All {after.Length} posts to spared partitions: p99 {P99(after):0} ms (before {before:0} ms), longest {after.Max():0} ms; of {underWay.Length} under way {underWay.Count(t => t > 1000)} over a second."));

        // On a machine that other tests keep busy, a second may be too little even before.
        Assert.InRange(P99(after), 0, Math.Max(1000, 2 * before));
        Assert.All(underWay, t => Assert.InRange(t, 0, Outage.TotalMilliseconds));
        await AssertInvariantsAsync(cluster, audience, [.. collectors.Select(c => Posting.Recovery("first-" + c, c, 100, now)), .. posted]);
    }

    private static double P99(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return sorted[sorted.Length * 99 / 100];
    }

    /// <summary>Waits until both silos write partitions.</summary>
    /// <returns>The place of one silo, and the partitions of the other.</returns>
    private static async Task<(int Killed, HashSet<int> Spared)> SpreadAsync(RunningCluster cluster)
    {
        var writers = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        await Eventually.TrueAsync(
            "both silos write",
            TimeSpan.FromSeconds(60),
            async () =>
            {
                var view = await cluster.Webs[0].Http.GetJsonAsync("api/v1/operations", Cancel);
                writers = view.GetProperty("partitions").EnumerateArray()
                    .Where(p => p.GetProperty("writer").ValueKind == System.Text.Json.JsonValueKind.String)
                    .GroupBy(p => p.GetProperty("writer").GetString() ?? "", p => p.GetProperty("partition").GetInt32(), StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => g.ToHashSet(), StringComparer.Ordinal);
                return writers.Count == 2;
            },
            Cancel);
        var killed = Array.IndexOf(cluster.Endpoints, writers.Keys.First());
        return (killed, writers.Values.Last());
    }

    /// <summary>Receipts for one collector at a steady pace, whether or not the one before has been answered.</summary>
    private static async Task ProbeAsync(HttpClient http, string collector, DateTimeOffset now, ConcurrentBag<Posting> posted, ConcurrentBag<(long Began, double Milliseconds)> times, CancellationToken stop)
    {
        var underWay = new List<Task>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!stop.IsCancellationRequested && await pace.WaitForNextTickAsync(Cancel))
            underWay.Add(PostAsync(Posting.Recovery(string.Create(CultureInfo.InvariantCulture, $"probe-{collector}-{underWay.Count}"), collector, 100, now)));
        await Task.WhenAll(underWay);

        async Task PostAsync(Posting posting)
        {
            var began = Stopwatch.GetTimestamp();
            for (var isTaken = false; !isTaken;)
            {
                var reply = await http.PostAsync([posting], Cancel);
                isTaken = reply.IsTaken;
                Assert.True(isTaken || reply.Code == HttpStatusCode.ServiceUnavailable, $"{reply.Code}");
            }

            times.Add((began, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
            posted.Add(posting);
        }
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
    private static async Task AssertInvariantsAsync(RunningCluster cluster, Audience audience, List<Sender> senders)
    {
        await Task.WhenAll(senders.Select((s, i) => s.SettleAsync(cluster.Webs[i % cluster.Webs.Length].Http, TimeSpan.FromSeconds(60), Cancel)));
        await AssertInvariantsAsync(cluster, audience, [.. senders.SelectMany(s => s.Acknowledged)]);
    }

    /// <summary>
    /// Nothing acknowledged is lost, nothing counts twice, boards at every node equal plain SQL, every hash fits; who looked on
    /// was shown the journal, in its order, or told that figures were old, and sees the board of the API in the end. Whoever adds
    /// facts of money or points adds what must hold of them here.
    /// </summary>
    private static async Task AssertInvariantsAsync(RunningCluster cluster, Audience audience, Posting[] expected)
    {
        await cluster.Books.AssertHoldAsync(expected, Cancel);
        foreach (var web in cluster.Webs)
        {
            await cluster.Books.AssertBoardsAsync(web.Http, Cancel);
            await web.Http.AssertWholeAsync(expected.Length, Cancel);
        }

        await audience.AssertSawAsync(cluster, Cancel);
    }
}
