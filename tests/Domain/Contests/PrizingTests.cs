using CsCheck;
using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

public sealed class PrizingTests
{
    private static readonly ContestRules Rules = new()
    {
        Name = "November sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.Best,
        StartsAt = new Moment(0),
        EndsAt = new Moment(1_000_000),
        SettleDays = 3,
        Tie = TieRule.Competition,
        Prizes = [],
    };

    /// <summary>Below 80 % of 200,000 nothing; to 100 % 1 %; to 120 % 1.5 %; above 2 %.</summary>
    [Theory]
    [InlineData(150_000, 0)]
    [InlineData(160_000, 0)]
    [InlineData(180_000, 200)]
    [InlineData(200_000, 400)]
    [InlineData(230_000, 850)]
    [InlineData(260_000, 1_400)]
    public void Marginal_tiers_pay_each_rate_for_its_own_part(long value, long paid) =>
        Assert.Equal(paid * 100, Prizing.OfTiers(Accelerator, value * 100, 200_000_00));

    [Fact]
    public void A_tier_pays_nothing_without_a_target_and_rounds_once()
    {
        Assert.Equal(0, Prizing.OfTiers(Accelerator, 100, null));
        Assert.Equal(0, Prizing.OfTiers(Accelerator, 100, 0));

        // 333 fen are 66.6 above 80 % of themselves: × 1 % = 0.666, which is 1 fen. 306 are 39.6 above it: 0.396, which is none.
        Assert.Equal(1, Prizing.OfTiers(Accelerator, 333, 333));
        Assert.Equal(0, Prizing.OfTiers(Accelerator, 306, 333));
    }

    /// <summary>A pool of 3,000, half equally, half by effective amount: 100,000 and 300,000 → 750 + 375 and 750 + 1,125.</summary>
    [Fact]
    public void A_pool_is_shared_half_equally_and_half_by_value()
    {
        var shares = Prizing.Split(3_000_00, new PrizeSplit { ByValue = 5_000, Measure = BoardMeasure.Effective }, [("a", 100_000_00), ("b", 300_000_00)]);
        Assert.Equal([("a", 1_125_00L), ("b", 1_875_00L)], shares.OrderBy(s => s.Key).Select(s => (s.Key, s.Value)));
    }

    [Theory]
    [InlineData(600_000_00, true)]
    [InlineData(599_999_99, false)]
    public void A_team_that_misses_the_target_by_a_fen_gets_nothing_of_the_pool(long value, bool isPaid)
    {
        var rules = Rules with
        {
            Subject = BoardSubject.Teams,
            Format = ContestFormat.AllWhoReach,
            Target = 600_000_00,
            Prizes = [new ContestPrize { Unit = PrizeUnit.Money, Pool = 3_000_00 }],
        };
        var won = Prizing.Of(rules, Placing.Of(rules, [Result("t-1", value), Result("t-2", 700_000_00)]));
        Assert.Equal(isPaid ? ["t-2", "t-1"] : ["t-2"], won.Select(w => w.EntrantId));
        Assert.All(won, w => Assert.Equal(3_000_00, w.Value));
    }

    /// <summary>500 for the first, 200 each for the second and third. Two share first and second: (500 + 200) ÷ 2 = 350 each; the next is third: 200.</summary>
    [Fact]
    public void Who_stands_equal_shares_the_sum_of_the_places_occupied()
    {
        var rules = Rules with { Prizes = [Each(500_00, 1, 1), Each(200_00, 2, 3)] };
        var won = Prizing.Of(rules, Placing.Of(rules, [Result("b", 900), Result("a", 900), Result("c", 100), Result("d", 50)]));
        Assert.Equal([("a", 350_00L), ("b", 350_00L), ("c", 200_00L)], Sums(won));
    }

    /// <summary>Three share the first three places, which pay 500, 200 and 200: 900 ÷ 3 = 300.00 each, and not a third of each line, rounded.</summary>
    [Fact]
    public void Who_stands_equal_over_several_lines_is_paid_once_and_to_the_hundredth()
    {
        var rules = Rules with { Prizes = [Each(500_00, 1, 1), Each(200_00, 2, 3)] };
        var won = Prizing.Of(rules, Placing.Of(rules, [Result("b", 9), Result("a", 9), Result("c", 9)]));
        Assert.Equal([(0, "a", 300_00L), (0, "b", 300_00L), (0, "c", 300_00L)], won.Select(w => (w.Line, w.EntrantId, w.Value)));
    }

    /// <summary>Three share 100.00 for the first and nothing else: 33.34, 33.33, 33.33, the odd hundredth to the first id.</summary>
    [Fact]
    public void What_does_not_divide_goes_to_the_first_by_id()
    {
        var rules = Rules with { Prizes = [Each(100_00, 1, 1)] };
        var won = Prizing.Of(rules, Placing.Of(rules, [Result("c", 7), Result("a", 7), Result("b", 7)]));
        Assert.Equal([("a", 33_34L), ("b", 33_33L), ("c", 33_33L)], Sums(won));
    }

    /// <summary>Equal at the last paid place: places 3 and 4 are occupied, only 3 pays 200: 100 each.</summary>
    [Fact]
    public void Equal_at_the_last_paid_place_share_it()
    {
        var rules = Rules with { Prizes = [Each(200_00, 2, 3)] };
        var won = Prizing.Of(rules, Placing.Of(rules, [Result("a", 9), Result("b", 8), Result("c", 7), Result("d", 7)]));
        Assert.Equal([("b", 200_00L), ("c", 100_00L), ("d", 100_00L)], Sums(won));
    }

    [Theory]
    [InlineData(TieRule.Competition, new[] { 1, 1, 3 })]
    [InlineData(TieRule.Dense, new[] { 1, 1, 2 })]
    [InlineData(TieRule.First, new[] { 1, 2, 3 })]
    public void Ranks_follow_the_tie_rule(TieRule tie, int[] ranks) =>
        Assert.Equal(ranks, Placing.Of(Rules with { Tie = tie }, [Result("a", 5), Result("b", 5), Result("c", 1)]).Select(p => p.Rank));

    [Fact]
    public void With_first_the_earlier_of_equals_wins_alone()
    {
        var rules = Rules with { Tie = TieRule.First, Prizes = [Each(500_00, 1, 1)] };
        var won = Prizing.Of(rules, Placing.Of(rules, [new EntrantResult("a", 5, new Moment(20)), new EntrantResult("b", 5, new Moment(10))]));
        Assert.Equal([("b", 500_00L)], Sums(won));
    }

    /// <summary>b was at 100 before a, and has less in the end: b wins the race; c is not there and gets nothing, though prizes are left.</summary>
    [Fact]
    public void A_race_is_won_by_who_crossed_first()
    {
        var rules = Rules with { Format = ContestFormat.FirstToTarget, Target = 100, Prizes = [Each(500_00, 1, 1), Each(200_00, 2, 3)] };
        var places = Placing.Of(rules, [new EntrantResult("a", 300, new Moment(90), new Moment(30)), new EntrantResult("b", 120, new Moment(80), new Moment(20)), Result("c", 99)]);
        Assert.Equal(["b", "a", "c"], places.Select(p => p.Result.Id));
        Assert.Equal([("a", 200_00L), ("b", 500_00L)], Sums(Prizing.Of(rules, places)));
    }

    [Fact]
    public void Nothing_is_lost_and_nothing_is_made_however_it_is_shared() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Int[0, 10_000], Gen.Long[-1_000_000, 1_000_000_000].Array[1, 12])
            .Sample((total, byValue, values) =>
            {
                var members = values.Select((v, i) => (Id: $"m{i:00}", Value: v)).ToArray();
                var shares = Prizing.Split(total, new PrizeSplit { ByValue = byValue }, members);
                return shares.Values.Sum() == total && shares.Values.All(s => s >= 0) && shares.Count == members.Length;
            });

    [Fact]
    public void Prizes_by_rank_pay_as_much_as_there_are_places_whoever_stands_equal() =>
        Gen.Select(Gen.Int[1, 5].Array[1, 12], Gen.Enum<TieRule>()).Sample((values, tie) =>
        {
            var rules = Rules with { Tie = tie, Prizes = [Each(500_00, 1, 1), Each(200_01, 2, 3)] };
            var entrants = values.Select((v, i) => new EntrantResult($"m{i:00}", v, new Moment(i))).ToArray();
            var paid = Prizing.Of(rules, Placing.Of(rules, entrants)).Sum(w => w.Value);
            var places = tie == TieRule.Dense ? values.Distinct().Count() : values.Length;
            return paid == 500_00 + (200_01 * Math.Clamp(places - 1, 0, 2));
        });

    private static ContestPrize Accelerator { get; } = new()
    {
        Unit = PrizeUnit.Money,
        Tiers = [new PrizeTier { From = 8_000, Rate = 10_000 }, new PrizeTier { From = 10_000, Rate = 15_000 }, new PrizeTier { From = 12_000, Rate = 20_000 }],
    };

    private static ContestPrize Each(long value, int from, int to) => new() { Unit = PrizeUnit.Points, FromRank = from, ToRank = to, Each = value };

    private static EntrantResult Result(string id, long value) => new(id, value, new Moment(10));

    private static IEnumerable<(string, long)> Sums(List<PrizeWon> won) =>
        won.GroupBy(w => w.EntrantId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(w => w.Value)));
}
