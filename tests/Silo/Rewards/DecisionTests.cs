using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;

namespace Leaderboard.Silo.Rewards;

/// <summary>What managers decide about what was asked for, what they are shown to decide by, and what the clock decides.</summary>
public abstract class DecisionTests(LeaderboardCluster cluster)
{
    private readonly RewardFloor _floor = new(cluster);

    // Rejected by mistake: two mugs at 40.25 are held again, under the second attempt's ids; the third is gone by then for a second time.
    [Fact]
    public async Task What_was_rejected_comes_back_while_it_is_to_be_had()
    {
        await _floor.StockAsync();
        await _floor.HireAsync("wu", 200_00);
        await _floor.AskAsync("r", "li", "mug", 2);
        await _floor.Redemption("r").End(RedemptionState.Rejected, "late", "m");

        var back = await _floor.Redemption("r").Reopen("m");
        Assert.Equal((RedemptionOutcome.Done, RedemptionState.Requested), (back.Outcome, back.Redemption!.State));
        Assert.Equal((200_00, 80_50, 3, 2, 25_00, 0), await _floor.StateAsync("li", "mug"));

        await _floor.Redemption("r").End(RedemptionState.Rejected, "no", "m");
        await _floor.AskAsync("other", "wu", "mug", 2);
        var gone = await _floor.Redemption("r").Reopen("m");
        Assert.Equal((RedemptionOutcome.OutOfStock, RedemptionState.Rejected, "no"), (gone.Outcome, gone.Redemption!.State, gone.Redemption.Decisions[^1].Reason));
        Assert.Equal((200_00, 0, 3, 2, 25_00, 0), await _floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Approve("m")).Outcome);
        Assert.Equal([RedemptionState.Rejected, RedemptionState.Requested, RedemptionState.Rejected, RedemptionState.Requested, RedemptionState.Rejected], gone.Redemption.Decisions.Select(d => d.State));
    }

    // The envelope pays for a minute more: what was rejected then does not come back out of it.
    [Fact]
    public async Task What_was_rejected_does_not_come_back_out_of_an_envelope_that_is_closed()
    {
        var end = cluster.Time.Now().Plus(TimeSpan.FromMinutes(1));
        await _floor.Budget.Put(new BudgetTerms { Name = "Rewards", Unit = PrizeUnit.Money, Amount = 100_00, From = Moment.MinValue, To = end }, "m");
        await _floor.StockAsync();
        await _floor.AskAsync("r", "li", "mug", 2);
        await _floor.Redemption("r").End(RedemptionState.Rejected, "late", "m");
        cluster.Time.Advance(end - cluster.Time.Now());

        Assert.Equal((RedemptionOutcome.BudgetExhausted, RedemptionState.Rejected), Told(await _floor.Redemption("r").Reopen("m")));
        Assert.Equal((200_00, 0, 3, 0, 0, 0), await _floor.StateAsync("li", "mug"));
    }

    // 80.50 spent of 200.00 and given back: 200.00 again, earned once; the two mugs are on the shelf, or written off, and the envelope has its 25.00.
    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task What_came_back_has_its_opposite_in_the_ledger(bool toShelf, int stock)
    {
        await _floor.StockAsync();
        await _floor.AskAsync("r", "li", "mug", 2);
        await _floor.Redemption("r").Approve("m");
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Return(toShelf, "broken", "m")).Outcome);
        await _floor.Redemption("r").Fulfil("m");
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Reopen("m")).Outcome);

        Assert.Equal((RedemptionOutcome.Done, RedemptionState.Returned), Told(await _floor.Redemption("r").Return(toShelf, "broken", "m")));
        Assert.Equal((RedemptionOutcome.Done, RedemptionState.Returned), Told(await _floor.Redemption("r").Return(!toShelf, "again", "n")));

        Assert.Equal((200_00, 0, stock, 0, 0, 0), await _floor.StateAsync("li", "mug"));
        var points = (await _floor.Collector("li").GetPoints())!;
        Assert.Equal((200_00, 200_00), (points.VestedHundredths, points.LifetimeHundredths));
        Assert.Equal(
            [(EntryKind.Hold, 0L, 80_50L), (EntryKind.Capture, -80_50, -80_50), (EntryKind.Return, 80_50, 0)],
            (await _floor.Collector("li").ReadLedger(0, 10))!.Skip(1).Select(e => (e.Kind, e.PointsHundredths, e.HeldHundredths)));
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Fulfil("m")).Outcome);
        Assert.Contains(await cluster.Grains.Redemptions().Latest(RedemptionState.Returned, 1000), r => r.Id == _floor.Named("r"));
    }

    // Above 1,000.00 it takes two: the same person twice is one. The second takes the own approval back, everybody else both.
    [Fact]
    public async Task What_is_worth_much_takes_two()
    {
        await _floor.HireAsync("li", 200_00);
        await _floor.OfferAsync("phone", 50_00, 3, 1_000_01);
        await _floor.OfferAsync("tablet", 50_00, 3, 1_000_00);
        Assert.False((await _floor.AskAsync("one", "li", "tablet")).Redemption!.NeedsTwo);
        Assert.Equal(RedemptionState.Approved, (await _floor.Redemption("one").Approve("m")).Redemption!.State);

        Assert.True((await _floor.AskAsync("two", "li", "phone")).Redemption!.NeedsTwo);
        var first = await _floor.Redemption("two").Approve("m");
        Assert.Equal((RedemptionOutcome.Done, RedemptionState.Requested, "m"), (first.Outcome, first.Redemption!.State, first.Redemption.FirstApprovedBy));
        Assert.Equal(RedemptionState.Requested, (await _floor.Redemption("two").Approve("m")).Redemption!.State);
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("two").Fulfil("m")).Outcome);
        Assert.Equal(RedemptionState.Approved, (await _floor.Redemption("two").Approve("n")).Redemption!.State);

        Assert.Equal("m", (await _floor.Redemption("two").Reopen("n")).Redemption!.FirstApprovedBy);
        Assert.Equal(RedemptionState.Approved, (await _floor.Redemption("two").Approve("n")).Redemption!.State);
        Assert.Null((await _floor.Redemption("two").Reopen("m")).Redemption!.FirstApprovedBy);
        Assert.Equal(RedemptionState.Requested, (await _floor.Redemption("two").Approve("n")).Redemption!.State);
        Assert.Null((await _floor.Redemption("two").Reopen("k")).Redemption!.FirstApprovedBy);
    }

    // A request waits for two hours here, what was approved for three: a microsecond before it is there, and then all of it is free again.
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task What_waits_too_long_expires_by_the_clock(bool isApproved, int hours)
    {
        await _floor.StockAsync();
        var asked = await _floor.AskAsync("r", "li", "mug", 2);
        cluster.Time.Advance(TimeSpan.FromHours(1));
        if (isApproved)
            asked = await _floor.Redemption("r").Approve("m");
        var end = asked.Redemption!.ExpiresAt!.Value;
        Assert.Equal((isApproved ? cluster.Time.Now() : asked.Redemption.RequestedAt).Plus(TimeSpan.FromHours(hours)), end);

        cluster.Time.Advance(end - cluster.Time.Now() - TimeSpan.FromMicroseconds(1));
        await cluster.Grains.Redemptions().Finish();
        Assert.Equal((200_00, 80_50, 3, 2, 25_00, 0), await _floor.StateAsync("li", "mug"));

        cluster.Time.Advance(TimeSpan.FromMicroseconds(1));
        await cluster.Grains.Redemptions().Finish();
        Assert.Equal((200_00, 0, 3, 0, 0, 0), await _floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionState.Expired, (await _floor.Redemption("r").Get())!.State);
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Approve("m")).Outcome);
    }

    // 200.00 cleared, 500.00 not, 30.00 taken back; 12.50 given this year; 40.25 asked for, of an envelope with 87.50 - 12.50 left.
    [Fact]
    public async Task A_case_says_what_whoever_decides_has_to_know()
    {
        await _floor.StockAsync();
        await _floor.AskAsync("given", "li", "mug");
        await _floor.Redemption("given").Approve("m");
        await _floor.Redemption("given").Fulfil("m");
        await _floor.Collector("li").PostRecoveries([Receipts.Cash(_floor.Named("late"), 50_000_00, cluster.Time.Now()), Receipts.Cash(_floor.Named("bounced"), 3_000_00, cluster.Time.Now())]);
        await _floor.Collector("li").PostReversals([Receipts.Reversal(_floor.Named("back"), _floor.Named("bounced"), cluster.Time.Now())]);
        await _floor.AskAsync("open", "li", "mug");
        await cluster.Grains.Conduct(new CollectorId(_floor.Named("li"))).Hold(new Conduct.HoldOrder { Id = "h", Reason = Conduct.HoldReason.Investigation, From = cluster.Time.Now().Plus(-TimeSpan.FromDays(1)), By = "x" });

        var open = (await cluster.Grains.Redemptions().Cases(new RedemptionQueue { By = "m" }, 0, 100)).Single(c => c.Redemption.Id == _floor.Named("open"));

        Assert.Equal((159_75, 500_00, 40_25, 30_00), (open.Points.VestedHundredths, open.Points.ProvisionalHundredths, open.Points.HeldHundredths, open.ReversedHundredths));
        Assert.Equal((1, 12_50, 75_00, PrizeUnit.Money, true), (open.GivenCount, open.GivenMinor, open.BudgetLeft, open.BudgetUnit, open.IsOnHold));
        Assert.InRange(await cluster.Grains.Redemptions().Count(RedemptionState.Requested), 1, int.MaxValue);
    }

    [Fact]
    public async Task Lists_hold_what_waits_the_oldest_first_and_a_collector_sees_the_own()
    {
        await _floor.StockAsync();
        await _floor.AskAsync("a", "li", "mug");
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await _floor.AskAsync("b", "li", "mug");
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await _floor.AskAsync("c", "li", "mug");
        await _floor.Redemption("b").Approve("m");

        var own = await cluster.Grains.Redemptions().ListOf(new CollectorId(_floor.Named("li")));
        Assert.Equal(new[] { "a", "b", "c" }.Select(_floor.Named), own.Select(r => r.Id));
        var waiting = await cluster.Grains.Redemptions().List(RedemptionState.Requested, 0, 1000);
        Assert.Equal(new[] { "a", "c" }.Select(_floor.Named), waiting.Select(r => r.Id).Where(id => own.Any(o => o.Id == id)));
        Assert.Contains(await cluster.Grains.Redemptions().List(RedemptionState.Approved, 0, 1000), r => r.Id == _floor.Named("b"));
        await _floor.Redemption("a").End(RedemptionState.Rejected, "no", "m");
        Assert.Contains(await cluster.Grains.Redemptions().List(RedemptionState.Rejected, 0, 1000), r => r.Id == _floor.Named("a"));
        Assert.DoesNotContain(await cluster.Grains.Redemptions().List(RedemptionState.Cancelled, 0, 1000), r => r.Id == _floor.Named("a"));
    }

    // A code that nobody has seen is open, however long ago it was; of the cancelled the first three are left out.
    [Fact]
    public async Task A_collector_sees_all_that_is_open_and_the_last_of_what_is_over()
    {
        await _floor.StockAsync();
        await _floor.OfferAsync("card", 1_00, null);
        await _floor.Reward("card").CodeKey("k");
        await _floor.Reward("card").AddCodes(RewardFloor.Codes(0, 2), "m");
        foreach (var id in new[] { "unseen", "seen" })
        {
            await _floor.AskAsync(id, "li", "card");
            await _floor.Redemption(id).Approve("m");
            await _floor.Redemption(id).Fulfil("m");
        }

        await _floor.Redemption("seen").Show();
        await _floor.AskAsync("open", "li", "mug");
        Assert.Equal(RedemptionOutcome.OutOfStock, (await _floor.AskAsync("refused", "li", "card")).Outcome);
        var over = Enumerable.Range(0, IRedemptionsGrain.MaxOver + 2).Select(n => $"over-{n:D3}").ToArray();
        foreach (var id in over)
        {
            cluster.Time.Advance(TimeSpan.FromSeconds(1));
            await _floor.AskAsync(id, "li", "mug");
            await _floor.Redemption(id).End(RedemptionState.Cancelled, null, "li");
        }

        var (li, none) = (new CollectorId(_floor.Named("li")), new CollectorId(_floor.Named("none")));
        var own = await cluster.Grains.Redemptions().ListOf(li);
        Assert.Equal(new[] { "unseen", "open" }.Concat(over[2..]).Select(_floor.Named), own.OrderBy(r => r.RequestedAt).ThenBy(r => r.Id != _floor.Named("unseen")).Select(r => r.Id));
        Assert.Equal(own.OrderBy(r => r.RequestedAt).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => r.Id), own.Select(r => r.Id));
        Assert.Equal(over[..2].Select(_floor.Named), (await cluster.Grains.Redemptions().ListAmong([li, none], RedemptionState.Cancelled, 0, 2)).Select(r => r.Id));
        Assert.Equal(over[^2..].Select(_floor.Named), (await cluster.Grains.Redemptions().ListAmong([none, li], RedemptionState.Cancelled, over.Length - 2, 1000)).Select(r => r.Id));
        Assert.Empty(await cluster.Grains.Redemptions().ListAmong([none], RedemptionState.Cancelled, 0, 1000));
        Assert.Empty(await cluster.Grains.Redemptions().ListAmong([], RedemptionState.Cancelled, 0, 1000));
    }

    private static (RedemptionOutcome Outcome, RedemptionState State) Told(RedemptionAnswer answer) => (answer.Outcome, answer.Redemption!.State);
}

public sealed class SqliteDecisionTests(SqliteCluster cluster) : DecisionTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlDecisionTests(PostgreSqlCluster cluster) : DecisionTests(cluster), IClassFixture<PostgreSqlCluster>;
