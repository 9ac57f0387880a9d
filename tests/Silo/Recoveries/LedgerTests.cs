using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Recoveries;

/// <summary>What a collector's entries and their sums say, on both databases.</summary>
public abstract class LedgerTests(LeaderboardCluster cluster)
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private readonly CollectorId _id = new("c-" + Guid.NewGuid().ToString("N"));

    private Moment Now => cluster.Time.Now();

    private ICollectorGrain Collector => cluster.Grains.Collector(_id);

    private TeamId Team => new("t-" + _id);

    [Fact]
    public async Task Every_entry_is_there_in_order_and_sums_to_the_balance()
    {
        await HireAsync();
        await Collector.PostRecoveries([Cash("r1", 10_000, Now), Cash("r2", 150, Now)]);
        foreach (var (id, amount) in ((string, long?)[])[("v1", 50), ("v2", 50), ("v3", null)])
            await Collector.PostReversals([Receipts.Reversal($"{id}-{_id}", $"r2-{_id}", Now, amount)]);

        var entries = await Collector.ReadLedger(0, 1000) ?? [];

        Assert.Equal([100, 2, -1, 0, -1], entries.Select(e => e.PointsHundredths));
        Assert.Equal((await Collector.GetPoints())!.BalanceHundredths, entries.Sum(e => e.PointsHundredths));
        Assert.Equal([(0L, 0L), (50, 1), (100, 1)], entries.Where(e => e.Kind == EntryKind.Reversal).Select(e => (e.ReversedBeforeMinor, e.PointsBeforeHundredths)));
        Assert.All(entries, e => Assert.Equal((RecoveryKind.Cash, 100, 100), (e.Rate!.Kind, e.Rate.KindFactor, e.Rate.BucketFactor)));
        Assert.Equal(entries.Skip(2).Take(2).Select(e => e.Seq), (await Collector.ReadLedger(entries[1].Seq, 2) ?? []).Select(e => e.Seq));
    }

    [Fact]
    public async Task The_latest_of_a_window_are_those_received_or_reversed_in_it()
    {
        await HireAsync();
        var today = Calendar.DayStart(Now);
        var yesterday = Calendar.DayStart(Now, -1);
        await Collector.PostRecoveries([Cash("old", 100, yesterday.Plus(TimeSpan.FromHours(9))), Cash("older", 100, yesterday.Plus(-TimeSpan.FromHours(9))), Cash("new", 100, today)]);
        await Collector.PostReversals([Receipts.Reversal("v-" + _id, "old-" + _id, today.Plus(TimeSpan.FromHours(1)))]);

        Assert.Equal(["v", "new"], await NamesAsync(today, Calendar.DayStart(Now, 1), 10));
        Assert.Equal(["v", "old"], await NamesAsync(yesterday, today, 10));
        Assert.Equal(["v"], await NamesAsync(Moment.MinValue, Moment.MaxValue, 1));
    }

    [Fact]
    public async Task Days_sum_what_came_in_between_their_midnights_and_reversals_count_with_their_receipts()
    {
        await HireAsync();
        Moment[] starts = [Calendar.DayStart(Now, -2), Calendar.DayStart(Now, -1), Calendar.DayStart(Now)];
        var end = Calendar.DayStart(Now, 1);
        await Collector.PostRecoveries(
            [Cash("before", 1, starts[0].Plus(-TimeSpan.FromSeconds(1))), Cash("first", 200, starts[0]), Cash("last", 300, starts[2].Plus(-TimeSpan.FromSeconds(1))), Cash("today", 400, starts[2])]);
        await Collector.PostReversals([Receipts.Reversal("v-" + _id, "first-" + _id, Now)]);

        var own = await Collector.History(starts, end);
        var team = await cluster.Grains.Team(Team).History(starts, end);

        Assert.Equal([(starts[0], 0L, 0L), (starts[1], 300, 1), (starts[2], 400, 1)], own.Select(s => (s.From, s.AmountMinor, s.Receipts)));
        Assert.Equal(own, team);
    }

    // 250 × 1.00, enough for a snapshot; then, each time after being put away: 1.00 more, 2.00 back, and a look. 249.00, whoever wakes it first.
    [Fact]
    public async Task Points_are_the_same_whatever_wakes_a_collector_that_was_put_away()
    {
        await HireAsync();
        await Collector.PostRecoveries([.. Enumerable.Range(0, 250).Select(i => Cash($"r{i}", 10_000, Now))]);
        await PutAwayAsync();
        await Collector.PostRecoveries([Cash("more", 10_000, Now)]);
        await PutAwayAsync();
        await Collector.PostReversals([.. Enumerable.Range(0, 2).Select(i => Receipts.Reversal($"v{i}-{_id}", $"r{i}-{_id}", Now))]);
        await PutAwayAsync();
        Assert.Equal("Li Wei", (await Collector.Get())!.Name);

        Assert.Equal(249_00, (await Collector.GetPoints())!.BalanceHundredths);
        await PutAwayAsync();
        Assert.Equal(249_00, (await Collector.GetPoints())!.BalanceHundredths);
        Assert.Equal(249_00, ((await Collector.ReadLedger(0, 1000)) ?? []).Sum(e => e.PointsHundredths));
    }

    [Fact]
    public async Task Who_is_not_on_the_roster_has_no_ledger() => Assert.Null(await Collector.ReadLedger(0, 10));

    private Task HireAsync() => Collector.Put(new CollectorChange { Name = "Li Wei", Team = Team });

    private Task PutAwayAsync() => cluster.Grains.Cluster().ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);

    private PostRecovery Cash(string name, long amountMinor, Moment receivedAt) => Receipts.Cash($"{name}-{_id}", amountMinor, receivedAt);

    private async Task<string[]> NamesAsync(Moment from, Moment to, int limit) =>
        [.. (await Collector.Latest(from, to, limit)).Select(e => e.Id.SenderId.Replace("-" + _id, "", StringComparison.Ordinal))];
}

public sealed class SqliteLedgerTests(SqliteCluster cluster) : LedgerTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlLedgerTests(PostgreSqlCluster cluster) : LedgerTests(cluster), IClassFixture<PostgreSqlCluster>;
