using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Operations;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Leaderboard.Silo.Journal;

public abstract class JournalTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Moment Now => cluster.Time.Now();

    [Fact]
    public async Task Every_hash_fits_after_many_callers_have_appended_at_once()
    {
        var collectors = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => HireAsync($"{i}")));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 400).Select(i =>
            cluster.Grains.Collector(collectors[i % collectors.Length]).PostRecoveries([Receipts.Cash($"r-{_tag}-{i}", 100 + i, Now)])));
        var report = await cluster.Grains.JournalQuery().Verify();

        Assert.All(outcomes, o => Assert.Equal(PostingStatus.Accepted, o[0].Status));
        Assert.Null(report.FirstBroken);
        Assert.True(report.Entries >= 400);
    }

    [Fact]
    public async Task One_id_sent_by_many_at_once_is_written_once()
    {
        var collectors = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => HireAsync($"{i}")));
        var same = Receipts.Cash($"r-{_tag}", 100, Now);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => cluster.Grains.Collector(collectors[i % 8]).PostRecoveries([same])));

        Assert.Single(outcomes, o => o[0].Status == PostingStatus.Accepted);
        Assert.Equal(63, outcomes.Count(o => o[0].Status == PostingStatus.Duplicate));
    }

    [Fact]
    public async Task Reversals_that_race_never_take_back_more_than_was_received()
    {
        var collector = await HireAsync("a");
        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r-{_tag}", 1_000, Now)]);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            cluster.Grains.Collector(collector).PostReversals([Receipts.Reversal($"v-{_tag}-{i}", $"r-{_tag}", Now, 300)])));

        Assert.Equal(3, outcomes.Count(o => o[0].Status == PostingStatus.Accepted));
        Assert.Equal(17, outcomes.Count(o => o[0].Refusal == Refusal.ExceedsRecovery));
        Assert.Equal(1, (await cluster.Grains.Collector(collector).GetPoints())!.BalanceHundredths);
    }

    // A board that is activated subscribes while the runtime holds a lock that a message to it needs, too: whoever leaves one under the tail's lock never comes back.
    [Fact]
    public async Task Whoever_is_woken_finds_the_tail_free()
    {
        var reader = cluster.Services.GetRequiredService<JournalReader>();
        var count = cluster.Services.GetRequiredService<Installation>().Partitions.Count;
        var collector = await HireAsync("w");
        var tail = new JournalTail(reader, NullLogger<JournalTail>.Instance, count);
        await tail.StartAsync(Cancel);
        var (before, _) = await reader.PositionAsync(count, Cancel);
        var found = new List<bool>();
        var feed = new TailFeed(Moment.MinValue, Moment.MaxValue, () =>
        {
            using var asked = new ManualResetEventSlim();
            ThreadPool.QueueUserWorkItem(_ =>
            {
                tail.BehindBy(before);
                asked.Set();
            });
            found.Add(asked.Wait(TimeSpan.FromSeconds(5)));
        });
        using var subscription = tail.Subscribe(feed);

        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r1-{_tag}", 100, Now)]);
        var pushed = new List<JournalEntry>();
        await foreach (var entry in reader.AfterAsync(PartitionOf(collector), before[PartitionOf(collector)], Cancel))
            pushed.Add(entry);
        tail.Publish([.. pushed]);
        Assert.NotEmpty(feed.Take());

        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r2-{_tag}", 100, Now)]);
        await tail.ReachAsync((await reader.PositionAsync(count, Cancel)).Seqs);
        Assert.NotEmpty(feed.Take());

        Assert.True(found.Count >= 2, "It was not woken.");
        Assert.DoesNotContain(false, found);
    }

    [Fact]
    public async Task A_writer_that_lost_its_partition_is_refused_by_the_fence_and_the_others_in_its_lot_go_on()
    {
        var reader = cluster.Services.GetRequiredService<JournalReader>();
        var (mine, other) = (await HireAsync("mine"), await HireInOtherPartitionAsync("mine", reader));
        var heads = await reader.HeadsAsync(Cancel);
        await using var zombie = NewWriter();
        var stale = new PartitionChain(heads[PartitionOf(mine)]);
        await cluster.Grains.Collector(mine).PostRecoveries([Receipts.Cash($"r1-{_tag}", 100, Now)]);

        var live = new PartitionChain((await reader.HeadsAsync(Cancel))[PartitionOf(other)]);
        var refused = zombie.AppendAsync(stale, RequestOf(mine, $"z-{_tag}"));
        var taken = zombie.AppendAsync(live, RequestOf(other, $"y-{_tag}"));

        await Assert.ThrowsAsync<JournalUnavailableException>(() => refused);
        Assert.True((await taken).Entries[0].Written);
        Assert.True(stale.IsFenced);
        Assert.Empty(await reader.FindAsync([$"rec:z-{_tag}"], Cancel));
        Assert.Null((await cluster.Grains.JournalQuery().Verify()).FirstBroken);
        var steppedDown = await cluster.Grains.Collector(other).PostRecoveriesAgainAsync(Receipts.Cash($"r2-{_tag}", 100, Now));
        Assert.Equal(PostingStatus.Accepted, steppedDown.Status);
    }

    [Fact]
    public async Task A_decision_on_a_sum_is_stale_when_another_entry_came_between()
    {
        var reader = cluster.Services.GetRequiredService<JournalReader>();
        var collector = await HireAsync("a");
        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r-{_tag}", 100, Now)]);
        var last = await reader.LastSeqAsync(collector);
        var ledger = cluster.Grains.Ledger(PartitionOf(collector));

        var stale = await ledger.Append(RequestOf(collector, $"s-{_tag}") with { ExpectedLastSeq = last - 1 });
        var fits = await ledger.Append(RequestOf(collector, $"t-{_tag}") with { ExpectedLastSeq = last });
        Assert.Equal((true, false), (stale.Stale, fits.Stale));
    }

    [Fact]
    public async Task A_changed_row_is_named_by_verify()
    {
        var collector = await HireAsync("a");
        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r-{_tag}", 100, Now)]);
        await TamperAsync($"UPDATE journal SET amount = amount + 1 WHERE entry_id = 'rec:r-{_tag}'");
        var broken = await cluster.Grains.JournalQuery().Verify();
        await TamperAsync($"UPDATE journal SET amount = amount - 1 WHERE entry_id = 'rec:r-{_tag}'");

        Assert.StartsWith($"{PartitionOf(collector)}/", broken.FirstBroken, StringComparison.Ordinal);
        Assert.Null((await cluster.Grains.JournalQuery().Verify()).FirstBroken);
    }

    protected abstract Task TamperAsync(string sql);

    private int PartitionOf(CollectorId collector) => cluster.Services.GetRequiredService<Installation>().Partitions.Of(collector);

    private async Task<CollectorId> HireInOtherPartitionAsync(string than, JournalReader reader)
    {
        _ = reader;
        var taken = PartitionOf(new CollectorId($"c-{than}-{_tag}"));
        var name = Enumerable.Range(0, 100).Select(i => $"o{i}").First(n => PartitionOf(new CollectorId($"c-{n}-{_tag}")) != taken);
        return await HireAsync(name);
    }

    private async Task<CollectorId> HireAsync(string name)
    {
        var id = new CollectorId($"c-{name}-{_tag}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = new TeamId("t-a") });
        return id;
    }

    private JournalWriter NewWriter() => new(
        cluster.Database,
        cluster.Services.GetRequiredService<JournalReader>(),
        new JournalTail(cluster.Services.GetRequiredService<JournalReader>(), NullLogger<JournalTail>.Instance, 8),
        cluster.Time,
        cluster.Services.GetRequiredService<SiloMetrics>(),
        cluster.Services.GetRequiredService<IHostApplicationLifetime>(),
        Options.Create(new LeaderboardOptions()),
        NullLogger<JournalWriter>.Instance);

    private AppendRequest RequestOf(CollectorId collector, string id) => new()
    {
        Collector = collector,
        Entries =
        [
            Leaderboard.Domain.Recoveries.Pricing.Recovery(Receipts.Cash(id, 100, Now), collector, TeamId.None, null, Now, Leaderboard.Domain.Points.PointsPlan.Default, 100),
        ],
    };
}

internal static class Patience
{
    /// <summary>As a sender does: a partition that changes hands answers "unavailable", and the same again is taken.</summary>
    public static async Task<PostingOutcome> PostRecoveriesAgainAsync(this ICollectorGrain collector, PostRecovery recovery)
    {
        while (true)
        {
            try
            {
                return (await collector.PostRecoveries([recovery]))[0];
            }
            catch (JournalUnavailableException)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
