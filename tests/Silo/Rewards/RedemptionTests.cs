using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Rewards;

/// <summary>Points become rewards: held, set aside and reserved at first, spent when it is handed over, all back to the hundredth when it is not.</summary>
public abstract class RedemptionTests(LeaderboardCluster cluster)
{
    private readonly RewardFloor _floor = new(cluster);

    // 200.00 points; two of three mugs at 40.25 each, which cost 12.50 each of 100.00. Held 80.50, two set aside, 25.00 reserved; handed over: 119.50 left.
    [Fact]
    public async Task What_was_held_is_spent_when_it_is_handed_over()
    {
        await StockedAsync();

        var asked = await _floor.AskAsync("r", "li", "mug", 2);
        Assert.Equal((RedemptionOutcome.Done, true, RedemptionState.Requested, 80_50L, 25_00L), (asked.Outcome, asked.IsNew, asked.Redemption!.State, asked.Redemption.PriceHundredths, asked.Redemption.ValueMinor));
        Assert.Equal((200_00, 80_50, 3, 2, 25_00, 0), await _floor.StateAsync("li", "mug"));

        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Fulfil("m")).Outcome);
        Assert.Equal(RedemptionState.Approved, (await _floor.Redemption("r").Approve("m")).Redemption!.State);
        Assert.Equal(RedemptionState.Fulfilled, (await _floor.Redemption("r").Fulfil("m")).Redemption!.State);
        Assert.Equal(RedemptionOutcome.Done, (await _floor.Redemption("r").Fulfil("m")).Outcome);
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").End(RedemptionState.Cancelled, null, "m")).Outcome);

        Assert.Equal((119_50, 0, 1, 0, 0, 25_00), await _floor.StateAsync("li", "mug"));
        var points = (await _floor.Collector("li").GetPoints())!;
        Assert.Equal((119_50, 200_00), (points.VestedHundredths, points.LifetimeHundredths));
        var entries = (await _floor.Collector("li").ReadLedger(0, 10))!;
        Assert.Equal([(EntryKind.Payout, 200_00L, 0L), (EntryKind.Hold, 0, 80_50), (EntryKind.Capture, -80_50, -80_50)], entries.Select(e => (e.Kind, e.PointsHundredths, e.HeldHundredths)));
    }

    [Theory]
    [InlineData(RedemptionState.Rejected, false)]
    [InlineData(RedemptionState.Cancelled, false)]
    [InlineData(RedemptionState.Rejected, true)]
    public async Task What_ends_otherwise_gives_all_of_it_back(RedemptionState end, bool wasApproved)
    {
        await StockedAsync();
        await _floor.AskAsync("r", "li", "mug", 2);
        if (wasApproved)
            await _floor.Redemption("r").Approve("m");

        var ended = await _floor.Redemption("r").End(end, "late", "m");

        Assert.Equal((RedemptionOutcome.Done, end, "late"), (ended.Outcome, ended.Redemption!.State, ended.Redemption.Decisions[^1].Reason));
        Assert.Equal((200_00, 0, 3, 0, 0, 0), await _floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Approve("m")).Outcome);
    }

    // 100.00 points: 60 and 40 fit, a hundredth more does not; nor do points that have not cleared.
    [Fact]
    public async Task Only_points_that_are_vested_and_free_can_be_promised()
    {
        await _floor.HireAsync("li", 100_00);
        await _floor.Collector("li").PostRecoveries([Receipts.Cash(_floor.Named("late"), 50_000_00, cluster.Time.Now())]);
        await _floor.OfferAsync("big", 60_00, null);
        await _floor.OfferAsync("small", 40_00, null);
        await _floor.OfferAsync("least", 1, null);

        Assert.Equal(RedemptionOutcome.Done, (await _floor.AskAsync("1", "li", "big")).Outcome);
        Assert.Equal(RedemptionOutcome.InsufficientPoints, (await _floor.AskAsync("2", "li", "big")).Outcome);
        Assert.Equal(RedemptionOutcome.Done, (await _floor.AskAsync("3", "li", "small")).Outcome);
        Assert.Equal(RedemptionOutcome.InsufficientPoints, (await _floor.AskAsync("4", "li", "least")).Outcome);
        Assert.Null(await _floor.Redemption("4").Get());

        // What was refused may be asked for again under its id.
        await _floor.Redemption("3").End(RedemptionState.Cancelled, null, "c");
        Assert.True((await _floor.AskAsync("4", "li", "least")).IsNew);
    }

    // 100.00 by a receipt; 60 held. The receipt bounces: 0 vested, 60 held. Nothing is approved or handed over until 60 are there again.
    [Fact]
    public async Task What_bounced_since_stands_in_the_way()
    {
        await _floor.HireAsync("li", 0);
        await ReceiveAsync("first", 10_000_00);
        await _floor.OfferAsync("mug", 60_00, 3);
        Assert.Equal(RedemptionOutcome.Done, (await _floor.AskAsync("r", "li", "mug")).Outcome);
        await _floor.Collector("li").PostReversals([Receipts.Reversal(_floor.Named("back"), _floor.Named("first"), cluster.Time.Now())]);
        Assert.Equal(RedemptionOutcome.InsufficientPoints, (await _floor.Redemption("r").Approve("m")).Outcome);

        await ReceiveAsync("second", 6_000_00);
        Assert.Equal(RedemptionOutcome.Done, (await _floor.Redemption("r").Approve("m")).Outcome);
        await _floor.Collector("li").PostReversals([Receipts.Reversal(_floor.Named("again"), _floor.Named("second"), cluster.Time.Now())]);
        Assert.Equal(RedemptionOutcome.InsufficientPoints, (await _floor.Redemption("r").Fulfil("m")).Outcome);
        Assert.Equal(RedemptionState.Approved, (await _floor.Redemption("r").Get())!.State);
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").End(RedemptionState.Cancelled, null, "c", onlyRequested: true)).Outcome);
    }

    [Fact]
    public async Task What_is_not_to_be_had_is_refused_and_nothing_is_held()
    {
        await _floor.HireAsync("li", 100_00);
        await _floor.OfferAsync("gone", 1_00, 0);
        await _floor.OfferAsync("old", 1_00, null, isActive: false);
        await _floor.OfferAsync("dear", 1_00, null, valueMinor: 10_01, withBudget: true);
        Assert.Equal(RedemptionOutcome.BudgetExhausted, (await _floor.AskAsync("r0", "li", "dear")).Outcome);
        await _floor.FillAsync(10_00);

        Assert.Equal(RedemptionOutcome.OutOfStock, (await _floor.AskAsync("r1", "li", "gone")).Outcome);
        Assert.Equal(RedemptionOutcome.RewardInactive, (await _floor.AskAsync("r2", "li", "old")).Outcome);
        Assert.Equal(RedemptionOutcome.BudgetExhausted, (await _floor.AskAsync("r3", "li", "dear")).Outcome);
        Assert.Equal(RedemptionOutcome.UnknownReward, (await _floor.AskAsync("r4", "li", "none")).Outcome);
        Assert.Equal(RedemptionOutcome.UnknownCollector, (await _floor.AskAsync("r5", "nobody", "gone")).Outcome);

        Assert.Equal((100_00, 0), ((await _floor.Collector("li").GetPoints())!.BalanceHundredths, (await _floor.Collector("li").GetPoints())!.HeldHundredths));
        Assert.Equal((0, 0, 10_00), ((await _floor.Reward("dear").Get())!.Reserved, (await _floor.Budget.Get())!.Reserved, (await _floor.Budget.Get())!.Left));
    }

    /// <summary>From the first moment on, and not at the last; a microsecond decides.</summary>
    [Theory]
    [InlineData(0, 1, RedemptionOutcome.Done)]
    [InlineData(1, 2, RedemptionOutcome.RewardInactive)]
    [InlineData(-1, 0, RedemptionOutcome.RewardInactive)]
    [InlineData(null, 0, RedemptionOutcome.RewardInactive)]
    [InlineData(1, null, RedemptionOutcome.RewardInactive)]
    [InlineData(0, null, RedemptionOutcome.Done)]
    public async Task A_reward_is_had_in_its_time_alone(int? fromMicros, int? toMicros, RedemptionOutcome expected)
    {
        await _floor.HireAsync("li", 100_00);
        await _floor.OfferAsync("mug", 10_00, 3);
        Moment? At(int? micros) => micros is { } plus ? cluster.Time.Now().Plus(TimeSpan.FromMicroseconds(plus)) : null;
        await _floor.ChangeAsync("mug", t => t with { From = At(fromMicros), To = At(toMicros) });

        Assert.Equal(expected, (await _floor.AskAsync("r", "li", "mug")).Outcome);
        var isDone = expected == RedemptionOutcome.Done;
        Assert.Equal((100_00, isDone ? 10_00 : 0, 3, isDone ? 1 : 0, 0, 0), await _floor.StateAsync("li", "mug"));
    }

    [Fact]
    public async Task A_reward_of_some_teams_is_not_for_others_and_what_was_asked_for_before_stays()
    {
        await _floor.HireAsync("li", 100_00);
        await _floor.OfferAsync("mug", 10_00, 3);
        Assert.Equal(RedemptionOutcome.Done, (await _floor.AskAsync("before", "li", "mug")).Outcome);
        await _floor.ChangeAsync("mug", t => t with { Teams = RewardTerms.JoinTeams([_floor.Named("north"), _floor.Named("south")]) });

        Assert.Equal(RedemptionOutcome.NotForThem, (await _floor.AskAsync("r", "li", "mug")).Outcome);
        Assert.Equal((100_00, 10_00, 3, 1, 0, 0), await _floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionOutcome.Done, (await _floor.Redemption("before").Approve("m")).Outcome);

        await _floor.Collector("li").Put(new CollectorChange { Team = new TeamId(_floor.Named("south")) });
        Assert.True((await _floor.AskAsync("r", "li", "mug")).IsNew);
    }

    [Theory]
    [InlineData(-2, -1, false)]
    [InlineData(1, 2, false)]
    [InlineData(-1, 1, true)]
    public async Task An_envelope_pays_in_its_period_and_for_its_team_alone(int fromDays, int toDays, bool isOfAnotherTeam)
    {
        await _floor.HireAsync("li", 100_00);
        await _floor.Budget.Put(
            new BudgetTerms
            {
                Name = "Rewards",
                Unit = PrizeUnit.Points,
                Amount = 1_000_00,
                From = cluster.Time.Now().Plus(TimeSpan.FromDays(fromDays)),
                To = cluster.Time.Now().Plus(TimeSpan.FromDays(toDays)),
                Team = isOfAnotherTeam ? new TeamId("t-other") : null,
            },
            "m");
        await _floor.OfferAsync("mug", 10_00, 3, withBudget: true);

        Assert.Equal(RedemptionOutcome.BudgetExhausted, (await _floor.AskAsync("r", "li", "mug")).Outcome);
        Assert.Equal((100_00, 0, 3, 0, 0, 0), await _floor.StateAsync("li", "mug"));
    }

    // Rejected by mistake: two mugs at 40.25 are held again, under the second attempt's ids; the third is gone by then for a second time.
    [Fact]
    public async Task What_was_rejected_comes_back_while_it_is_to_be_had()
    {
        await StockedAsync();
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

    // Above 1,000.00 it takes two: the same person twice is one, and who takes it back takes both back.
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

        Assert.Null((await _floor.Redemption("two").Reopen("n")).Redemption!.FirstApprovedBy);
        Assert.Equal(RedemptionState.Requested, (await _floor.Redemption("two").Approve("n")).Redemption!.State);
        Assert.Null((await _floor.Redemption("two").Reopen("n")).Redemption!.FirstApprovedBy);
    }

    // A request waits for two hours here, what was approved for three: a microsecond before it is there, and then all of it is free again.
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task What_waits_too_long_expires_by_the_clock(bool isApproved, int hours)
    {
        await StockedAsync();
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
        await StockedAsync();
        await _floor.AskAsync("given", "li", "mug");
        await _floor.Redemption("given").Approve("m");
        await _floor.Redemption("given").Fulfil("m");
        await _floor.Collector("li").PostRecoveries([Receipts.Cash(_floor.Named("late"), 50_000_00, cluster.Time.Now()), Receipts.Cash(_floor.Named("bounced"), 3_000_00, cluster.Time.Now())]);
        await _floor.Collector("li").PostReversals([Receipts.Reversal(_floor.Named("back"), _floor.Named("bounced"), cluster.Time.Now())]);
        await _floor.AskAsync("open", "li", "mug");
        await cluster.Grains.Conduct(new CollectorId(_floor.Named("li"))).Hold(new Conduct.HoldOrder { Id = "h", Reason = Conduct.HoldReason.Investigation, From = cluster.Time.Now().Plus(-TimeSpan.FromDays(1)), By = "x" });

        var open = (await cluster.Grains.Redemptions().Cases(0, 100)).Single(c => c.Redemption.Id == _floor.Named("open"));

        Assert.Equal((159_75, 500_00, 40_25, 30_00), (open.Points.VestedHundredths, open.Points.ProvisionalHundredths, open.Points.HeldHundredths, open.ReversedHundredths));
        Assert.Equal((1, 12_50, 75_00, PrizeUnit.Money, true), (open.GivenCount, open.GivenMinor, open.BudgetLeft, open.BudgetUnit, open.IsOnHold));
        Assert.InRange(await cluster.Grains.Redemptions().Count(RedemptionState.Requested), 1, int.MaxValue);
    }

    // Who was given up and comes late, with what was on its way, holds and sets aside nothing any more.
    [Fact]
    public async Task What_was_released_before_it_came_is_not_held()
    {
        await StockedAsync();
        var hold = new PointsHold { Id = _floor.Named("late") + "/1", PointsHundredths = 1_00 };

        await _floor.Collector("li").Release(hold);
        Assert.False(await _floor.Collector("li").Hold(hold));
        Assert.False(await _floor.Collector("li").Capture(hold));
        Assert.Equal(StockOutcome.Done, await _floor.Reward("mug").Release(hold.Id));
        Assert.Equal(StockOutcome.Conflict, await _floor.Reward("mug").Reserve(hold.Id, 1));

        Assert.Equal((200_00, 0, 3, 0, 0, 0), await _floor.StateAsync("li", "mug"));
        Assert.Equal((EntryKind.Release, 0L, 0L), (await _floor.Collector("li").ReadLedger(0, 10))!.Select(e => (e.Kind, e.PointsHundredths, e.HeldHundredths)).Last());
    }

    [Fact]
    public async Task Two_hundred_racing_for_the_last_item_are_told_apart()
    {
        await _floor.OfferAsync("last", 1_00, 1);
        for (var i = 0; i < 10; i++)
            await _floor.HireAsync($"c{i}", 100_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _floor.AskAsync($"r{i}", $"c{i % 10}", "last")));

        Assert.Single(answers, a => a.Outcome == RedemptionOutcome.Done);
        Assert.Equal(199, answers.Count(a => a.Outcome == RedemptionOutcome.OutOfStock));
        var held = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i => (await _floor.Collector($"c{i}").GetPoints())!.HeldHundredths));
        Assert.Equal(1_00, held.Sum());
        Assert.Equal((1, 1), ((await _floor.Reward("last").Get())!.Terms.Stock, (await _floor.Reward("last").Get())!.Reserved));
    }

    [Fact]
    public async Task Two_hundred_racing_for_the_last_points_are_told_apart()
    {
        await _floor.OfferAsync("many", 10_00, 1000);
        await _floor.HireAsync("li", 19_99);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _floor.AskAsync($"r{i}", "li", "many")));

        Assert.Single(answers, a => a.Outcome == RedemptionOutcome.Done);
        Assert.Equal(199, answers.Count(a => a.Outcome == RedemptionOutcome.InsufficientPoints));
        Assert.Equal((19_99, 10_00, 1000, 1, 0, 0), await _floor.StateAsync("li", "many"));
    }

    [Fact]
    public async Task The_same_two_hundred_times_is_asked_for_once()
    {
        await StockedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _floor.AskAsync("r", "li", "mug", 2)));

        Assert.All(answers, a => Assert.Equal(RedemptionOutcome.Done, a.Outcome));
        Assert.Single(answers, a => a.IsNew);
        Assert.Equal((200_00, 80_50, 3, 2, 25_00, 0), await _floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionOutcome.Conflict, (await _floor.AskAsync("r", "li", "mug", 1)).Outcome);
    }

    [Fact]
    public async Task Lists_hold_what_waits_the_oldest_first_and_a_collector_sees_the_own()
    {
        await StockedAsync();
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

    /// <summary>Cleared by now.</summary>
    private async Task ReceiveAsync(string id, long amountMinor) => Assert.Equal(
        PostingStatus.Accepted,
        (await _floor.Collector("li").PostRecoveries([Receipts.Cash(_floor.Named(id), amountMinor, cluster.Time.Now().Plus(-TimeSpan.FromDays(3)))]))[0].Status);

    /// <summary>200 points, three mugs at 40.25 that cost 12.50 each, an envelope of 100.</summary>
    private async Task StockedAsync()
    {
        await _floor.HireAsync("li", 200_00);
        await _floor.FillAsync(100_00);
        await _floor.OfferAsync("mug", 40_25, 3, 12_50, withBudget: true);
    }
}

public sealed class SqliteRedemptionTests(SqliteCluster cluster) : RedemptionTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlRedemptionTests(PostgreSqlCluster cluster) : RedemptionTests(cluster), IClassFixture<PostgreSqlCluster>;
