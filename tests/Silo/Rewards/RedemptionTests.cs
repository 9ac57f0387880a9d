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
        await _floor.StockAsync();

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
        await _floor.StockAsync();
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

    // Seen for 40.25, and dearer or cheaper since: neither is agreed to. The same request again is the same whatever it costs by now.
    [Fact]
    public async Task Who_asks_for_a_price_gets_it_for_no_other()
    {
        await _floor.StockAsync();
        await _floor.ChangeAsync("mug", t => t with { PriceHundredths = 40_26 });
        Assert.Equal(RedemptionOutcome.PriceChanged, (await AskForAsync(40_25)).Outcome);
        Assert.Equal(RedemptionOutcome.Done, (await AskForAsync(40_26)).Outcome);
        await _floor.ChangeAsync("mug", t => t with { PriceHundredths = 1 });
        Assert.Equal((RedemptionOutcome.Done, false, 40_26L), await AskForAsync(40_26) is var again ? (again.Outcome, again.IsNew, again.Redemption!.PriceHundredths) : default);
    }

    // Two of three mugs are handed over while a manager has the form open: what is stored with it are the words, not the three.
    [Fact]
    public async Task A_change_of_words_leaves_the_stock_as_it_is_by_then()
    {
        await _floor.StockAsync();
        var shown = (await _floor.Reward("mug").Get())!.Terms;
        await _floor.AskAsync("r", "li", "mug", 2);
        await _floor.Redemption("r").Approve("m");
        await _floor.Redemption("r").Fulfil("m");

        var changed = await _floor.Reward("mug").Put(shown with { Name = "Big mug" }, "m", keepsStock: true);
        Assert.Equal(("Big mug", 1), (changed.Terms.Name, changed.Terms.Stock));
        Assert.Equal(3, (await _floor.Reward("mug").Put(shown, "m")).Terms.Stock);
    }

    // Who was given up and comes late, with what was on its way, holds and sets aside nothing any more.
    [Fact]
    public async Task What_was_released_before_it_came_is_not_held()
    {
        await _floor.StockAsync();
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
        await _floor.StockAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _floor.AskAsync("r", "li", "mug", 2)));

        Assert.All(answers, a => Assert.Equal(RedemptionOutcome.Done, a.Outcome));
        Assert.Single(answers, a => a.IsNew);
        Assert.Equal((200_00, 80_50, 3, 2, 25_00, 0), await _floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionOutcome.Conflict, (await _floor.AskAsync("r", "li", "mug", 1)).Outcome);
    }

    private Task<RedemptionAnswer> AskForAsync(long priceHundredths) => _floor.Redemption("r").Request(
        new RedemptionRequest { Collector = new CollectorId(_floor.Named("li")), Reward = _floor.Named("mug"), Quantity = 1, ShownPriceHundredths = priceHundredths }, "c");

    /// <summary>Cleared by now.</summary>
    private async Task ReceiveAsync(string id, long amountMinor) => Assert.Equal(
        PostingStatus.Accepted,
        (await _floor.Collector("li").PostRecoveries([Receipts.Cash(_floor.Named(id), amountMinor, cluster.Time.Now().Plus(-TimeSpan.FromDays(3)))]))[0].Status);
}

public sealed class SqliteRedemptionTests(SqliteCluster cluster) : RedemptionTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlRedemptionTests(PostgreSqlCluster cluster) : RedemptionTests(cluster), IClassFixture<PostgreSqlCluster>;
