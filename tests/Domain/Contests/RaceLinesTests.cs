using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>
/// A team x in four steps. a brings 100 in the first and 50 in the third; b 200 in the second, of which 60 are taken back in the fourth; c brings
/// 500 in the second of an account that earns nothing, and 10 of another in the fourth.
/// </summary>
public sealed class RaceLinesTests
{
    private static readonly RaceStep[] Steps =
    [
        new("x", "a", 0, 100_00, true), new("x", "a", 2, 50_00, true), new("x", "b", 1, 200_00, true), new("x", "b", 3, -60_00, true),
        new("x", "c", 1, 500_00, false), new("x", "c", 1, -500_00, false), new("x", "c", 3, 10_00, true), new("y", "d", 0, 7_00, true),
    ];

    /// <summary>100, 300, 350, 300.</summary>
    [Fact]
    public void Sums_run_up_and_what_earns_nothing_is_not_in_them() => Assert.Equal([100_00L, 300_00, 350_00, 300_00], LineOf(BoardMeasure.Amount));

    /// <summary>100 ÷ 1; 300 ÷ 2; 350 ÷ 2; 300 ÷ 3, since c is there with the 10 alone.</summary>
    [Fact]
    public void Per_head_is_over_who_had_brought_in_anything_by_then() => Assert.Equal([100_00L, 150_00, 175_00, 100_00], LineOf(BoardMeasure.PerHead));

    /// <summary>Of a base of 1,000: 10 %, 30 %, 35 %, 30 %. As an index of 1,000 shrunk by 1,000: (100 + 1,000) ÷ 2,000 = 55.00, 65.00, 67.50, 65.00.</summary>
    [Fact]
    public void A_ratio_is_over_what_counts_now()
    {
        Assert.Equal([10_00L, 30_00, 35_00, 30_00], LineOf(BoardMeasure.Rate, 1_000_00));
        Assert.Equal([55_00L, 65_00, 67_50, 65_00], LineOf(BoardMeasure.Index, 1_000_00, 1_000_00));
    }

    /// <summary>
    /// Four of ten days are gone and 120 of 600 came in, 20 %: at this pace 300 of 600, 50 %. An index of 600 shrunk by 400 has (120 + 400) ÷ 1,000 = 52.00
    /// and ends at (300 + 400) ÷ 1,000 = 70.00. 30 points of the hundred to a target of 50 % are 5 a day for six days.
    /// </summary>
    [Fact]
    public void A_ratio_ends_at_what_its_numerator_ends_at()
    {
        var rules = RulesOf(BoardMeasure.Rate) with { Format = ContestFormat.AllWhoReach, Target = 50_00 };
        var now = rules.StartsAt.Plus(TimeSpan.FromDays(4));

        var pace = Pace.Of(rules, "x", 20_00, 0, now, stepsLeft: 6, new PaceRatio(120_00, 600_00, 0));
        Assert.Equal((50_00L, 5_00L, 4_000), (pace.Projected, pace.ToTargetPerStep, pace.Reached));
        Assert.Equal(70_00, Pace.Of(RulesOf(BoardMeasure.Index), "x", 52_00, 0, now, 6, new PaceRatio(120_00, 600_00, 400_00)).Projected);
        Assert.Equal(250_00, Pace.Of(RulesOf(BoardMeasure.PerHead), "x", 100_00, 0, now, 6).Projected);
    }

    [Fact]
    public void A_mix_and_an_improvement_are_not_followed()
    {
        var mix = RulesOf(BoardMeasure.Score);
        var improved = RulesOf(BoardMeasure.Amount) with { Format = ContestFormat.MostImproved };
        Assert.False(Pace.CanFollow(mix) || Pace.CanFollow(improved));
        Assert.Null(Pace.Of(mix, "x", 80_00, 0, mix.StartsAt.Plus(TimeSpan.FromDays(4)), 6).Projected);
    }

    private static long[] LineOf(BoardMeasure measure, long? denominator = null, long shrink = 0) => Assert.Single(RaceLines.Of(
        RulesOf(measure), [new Standing { Rank = 1, Tied = false, Id = "x", Name = "X", Value = 0, ReachedAt = default, GapToNext = 0, DenominatorMinor = denominator }], Steps, 4, shrink)).Values;

    private static ContestRules RulesOf(BoardMeasure measure) => new()
    {
        Name = "Race",
        Subject = BoardSubject.Teams,
        Measure = measure,
        Format = ContestFormat.Best,
        StartsAt = new Moment(1_000_000),
        EndsAt = new Moment(1_000_000).Plus(TimeSpan.FromDays(10)),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Prizes = [],
    };
}
