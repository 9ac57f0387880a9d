using CsCheck;
using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

public sealed class PrizeBoundTests
{
    private static readonly ContestRules Rules = new()
    {
        Name = "Sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.Best,
        StartsAt = new Moment(0),
        EndsAt = new Moment(1_000),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Prizes = [],
    };

    private static readonly BudgetTerms Terms = new() { Name = "Q4", Unit = PrizeUnit.Points, Amount = 0, From = new Moment(500), To = new Moment(1_000) };

    private static ContestPrize Tiers => new() { Unit = PrizeUnit.Money, Tiers = [new PrizeTier { From = 8_000, Rate = 10_000 }] };

    /// <summary>500 for the first and 200 for each of the next two: 900. In a duel there is no third: 700.</summary>
    [Fact]
    public void Ranks_are_paid_once_each_and_no_more_than_there_are_entrants()
    {
        var rules = Rules with { Prizes = [Each(500, 1, 1), Each(200, 2, 3)] };
        Assert.Equal(900, PrizeBound.Of(rules));
        Assert.Equal(700, PrizeBound.Of(rules with { Format = ContestFormat.Duel, Members = ["a", "b"] }));
        Assert.Equal(500, PrizeBound.Of(rules with { Members = ["a"] }));
        Assert.Null(PrizeBound.Of(rules with { Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Each = 5 }] }));
        Assert.Equal(0, PrizeBound.Of(Rules));
    }

    /// <summary>A pool of 3,000 is paid once among collectors; to each of two named teams it is 6,000; teams that nobody named have no bound.</summary>
    [Fact]
    public void A_pool_is_paid_once_or_to_each_named_team()
    {
        var rules = Rules with { Prizes = [Pool(3_000)] };
        Assert.Equal(3_000, PrizeBound.Of(rules));
        Assert.Equal(6_000, PrizeBound.Of(rules with { Subject = BoardSubject.Teams, Teams = ["x", "y"] }));
        Assert.Null(PrizeBound.Of(rules with { Subject = BoardSubject.Teams }));
        Assert.Null(PrizeBound.Of(rules with { Subject = BoardSubject.Regions }));
        Assert.Equal(3_000, PrizeBound.Of(rules with { Subject = BoardSubject.Regions, Tie = TieRule.First, Prizes = [Pool(3_000) with { ToRank = 1 }] }));

        // Both teams may stand first together, and each has a pool then.
        Assert.Equal(6_000, PrizeBound.Of(rules with { Subject = BoardSubject.Teams, Teams = ["x", "y"], Prizes = [Pool(3_000) with { ToRank = 1 }] }));
        Assert.Null(PrizeBound.Of(rules with { Prizes = [Tiers] }));
    }

    [Fact]
    public void Why_prizes_do_not_fit_an_envelope_is_said()
    {
        var rules = Rules with { Prizes = [Pool(3_000)], Teams = ["x"] };
        Assert.Equal(ContestOutcome.BudgetUnknown, PrizeBound.FaultOf(rules, null));
        Assert.Null(PrizeBound.FaultOf(rules, Terms));
        Assert.Equal(ContestOutcome.BudgetUnit, PrizeBound.FaultOf(rules, Terms with { Unit = PrizeUnit.Money }));
        Assert.Equal(ContestOutcome.BudgetUnbounded, PrizeBound.FaultOf(rules with { Prizes = [Tiers] }, Terms with { Unit = PrizeUnit.Money }));
        Assert.Equal(ContestOutcome.BudgetPeriod, PrizeBound.FaultOf(rules, Terms with { To = new Moment(999) }));
        Assert.Equal(ContestOutcome.BudgetPeriod, PrizeBound.FaultOf(rules, Terms with { From = new Moment(1_000), To = new Moment(2_000) }));
        Assert.Equal(ContestOutcome.BudgetTeam, PrizeBound.FaultOf(rules, Terms with { Team = new TeamId("y") }));
        Assert.Equal(ContestOutcome.BudgetTeam, PrizeBound.FaultOf(rules with { Teams = ["x", "y"] }, Terms with { Team = new TeamId("x") }));
        Assert.Null(PrizeBound.FaultOf(rules, Terms with { Team = new TeamId("x") }));
    }

    /// <summary>Whoever stands where, with whatever tie rule, and whoever is barred: no more is won than the bound.</summary>
    [Fact]
    public void No_more_is_won_than_the_bound() => Gen.Select(
            Gen.Long[0, 3].Array[0, 8],
            Gen.Select(Gen.Long[1, 1_000], Gen.Int[1, 4], Gen.Int[0, 4], Gen.Bool).Array[0, 4],
            Gen.Int[1, 3],
            Gen.Bool,
            Gen.Int[0, 255])
        .Sample((values, prizes, tie, isOfTeams, bars) =>
        {
            var ids = values.Select((_, i) => "e" + i).ToArray();
            var rules = Rules with
            {
                Tie = (TieRule)tie,
                Subject = isOfTeams ? BoardSubject.Teams : BoardSubject.Collectors,
                Teams = isOfTeams ? ids : [],
                Prizes = [.. prizes.Select(p => p.Item4 ? Pool(p.Item1) with { FromRank = p.Item2, ToRank = p.Item2 + p.Item3 } : Each(p.Item1, p.Item2, p.Item2 + p.Item3))],
            };
            var places = Placing.Of(rules, values.Select((v, i) => new EntrantResult(ids[i], v, new Moment(i))));
            var barred = ids.Where((_, i) => (bars >> i & 1) == 1).ToHashSet(StringComparer.Ordinal);
            if (isOfTeams && ids.Length == 0)
                return;
            Assert.InRange(Prizing.Of(rules, places).Sum(w => w.Value), 0, PrizeBound.Of(rules)!.Value);
            Assert.InRange(Prizing.Of(rules, places, barred).Sum(w => w.Value), 0, PrizeBound.Of(rules)!.Value);
        });

    /// <summary>
    /// a 400, b 300, c 200, d 100; 500 for the first, 200 for the second. With a and c barred b has 500 and d 200, and all keep the ranks
    /// that are shown; c was passed over, too, though third: without c's bar the 200 were c's.
    /// </summary>
    [Fact]
    public void Prizes_pass_over_who_is_barred_to_the_next_and_shown_ranks_stay()
    {
        var rules = Rules with { Prizes = [Each(500, 1, 1), Each(200, 2, 2)] };
        var places = Placing.Of(rules, [new("a", 400, default), new("b", 300, default), new("c", 200, default), new("d", 100, default)]);
        var barred = new HashSet<string>(StringComparer.Ordinal) { "a", "c", "elsewhere" };

        Assert.Equal([("b", 2, 500L), ("d", 4, 200L)], Prizing.Of(rules, places, barred).Select(w => (w.EntrantId, w.Rank, w.Value)));
        Assert.Equal(["a", "c"], Passing.Over(rules, places, barred).Order());
        Assert.Empty(Passing.Over(rules, places, new HashSet<string> { "d" }));
        Assert.Equal([("a", 1, 500L), ("b", 2, 200L)], Prizing.Of(rules, places, new HashSet<string>()).Select(w => (w.EntrantId, w.Rank, w.Value)));
    }

    private static ContestPrize Each(long value, int from, int to) => new() { Unit = PrizeUnit.Points, FromRank = from, ToRank = to, Each = value };

    private static ContestPrize Pool(long value) => new() { Unit = PrizeUnit.Points, Pool = value };
}
