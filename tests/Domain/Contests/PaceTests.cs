using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>
/// Ten days, four of them gone, 120,000 so far: at this pace 120,000 ÷ 4/10 = 300,000. Six days are left: 30,000 behind the next place is
/// 5,000 a day; 80,000 short of a target of 200,000 is 13,333.33⅓ a day, so 13,333.34.
/// </summary>
public sealed class PaceTests
{
    private static readonly Moment Start = new(1_000_000);

    private static ContestRules Rules => new()
    {
        Name = "Sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.AllWhoReach,
        StartsAt = Start,
        EndsAt = Start.Plus(TimeSpan.FromDays(10)),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Target = 200_000_00,
        Prizes = [],
    };

    [Fact]
    public void A_pace_says_where_it_ends_and_what_the_next_place_and_the_target_take()
    {
        var pace = Pace.Of(Rules, "a", 120_000_00, 30_000_00, Start.Plus(TimeSpan.FromDays(4)), stepsLeft: 6);

        Assert.Equal((300_000_00L, 5_000_00L, 13_333_34L, 6_000), (pace.Projected, pace.ToNextPerStep, pace.ToTargetPerStep, pace.Reached));
    }

    [Fact]
    public void At_the_target_nothing_is_missing_and_the_share_goes_on()
    {
        var pace = Pace.Of(Rules, "a", 250_000_00, 0, Start.Plus(TimeSpan.FromDays(4)), stepsLeft: 6);

        Assert.Equal((0L, 0L, 12_500), (pace.ToTargetPerStep, pace.ToNextPerStep, pace.Reached));
    }

    [Fact]
    public void A_share_of_the_target_is_cut_off_and_never_below_nothing()
    {
        Assert.Equal(9_999, Pace.Of(Rules, "a", 199_999_99, 0, Start, 1).Reached);
        Assert.Equal(0, Pace.Of(Rules, "a", -5_00, 0, Start, 1).Reached);
    }

    [Fact]
    public void An_own_target_goes_before_that_of_everybody() =>
        Assert.Equal(100_00, Pace.Of(Rules with { Targets = [new MemberGoal { MemberId = "a", Value = 100_00 }] }, "a", 0, 0, Start, 1).Target);

    [Fact]
    public void Where_the_format_has_no_target_none_is_missing()
    {
        var pace = Pace.Of(Rules with { Format = ContestFormat.Best }, "a", 100, 0, Start, 1);

        Assert.Equal((null, null, null), (pace.Target, pace.Reached, pace.ToTargetPerStep));
    }

    [Theory]
    [InlineData(1, 3, 5, 2)]
    [InlineData(1, 2, 5, 3)]
    [InlineData(-1, 2, 5, -3)]
    [InlineData(7, 5, 5, 7)]
    [InlineData(7, 6, 5, 7)]
    public void Half_a_unit_is_rounded_away_from_zero_and_what_is_over_stands(long value, int passed, int whole, long projected) =>
        Assert.Equal(projected, Pace.Projected(value, TimeSpan.FromHours(passed), TimeSpan.FromHours(whole)));

    [Fact]
    public void Before_a_twentieth_of_the_time_nothing_is_projected()
    {
        var whole = TimeSpan.FromDays(10);
        Assert.Null(Pace.Projected(100, TimeSpan.FromMinutes(719), whole));
        Assert.Equal(2_000, Pace.Projected(100, TimeSpan.FromHours(12), whole));
        Assert.Null(Pace.Projected(100, TimeSpan.FromHours(-1), whole));
    }

    [Fact]
    public void The_largest_values_over_years_do_not_overflow() =>
        Assert.Equal(1_000_000_000_000_000, Pace.Projected(500_000_000_000_000, TimeSpan.FromDays(1_000), TimeSpan.FromDays(2_000)));

    [Fact]
    public void A_mix_and_what_is_measured_against_a_baseline_are_not_projected()
    {
        var later = Start.Plus(TimeSpan.FromDays(4));
        Assert.Null(Pace.Of(Rules with { Measure = BoardMeasure.Score }, "a", 100, 0, later, 6).Projected);
        Assert.Null(Pace.Of(Rules with { Format = ContestFormat.MostImproved }, "a", 100, 0, later, 6).Projected);
    }

    [Fact]
    public void When_nothing_is_left_no_pace_helps() => Assert.Null(Pace.PerStep(100, 0));
}
