using Leaderboard.Recoveries;

namespace Leaderboard.Web.Rewards;

public sealed class AffordingTests
{
    private static readonly VestingStep[] Vesting = [new() { At = new Moment(10), PointsHundredths = 30_00 }, new() { At = new Moment(20), PointsHundredths = 20_00 }];

    [Fact]
    public void What_is_there_buys_now() => Assert.Equal(new AffordableNow(), Affording.Of(100_00, 100_00, Vesting, 0, 30));

    // 100 there, 30 and then 20 to come: 130 is enough on the first day, 130.01 on the second.
    [Theory]
    [InlineData(100_01, 10)]
    [InlineData(130_00, 10)]
    [InlineData(130_01, 20)]
    [InlineData(150_00, 20)]
    public void What_is_to_come_buys_when_it_is_there(long price, long at) => Assert.Equal(new AffordableOn(new Moment(at)), Affording.Of(price, 100_00, Vesting, 0, 30));

    // 150 there or to come. 60 in 30 days are 2 a day: a hundredth more takes a day, 2 take one, 2.01 take two, 150 take 75.
    [Theory]
    [InlineData(150_01, 1)]
    [InlineData(152_00, 1)]
    [InlineData(152_01, 2)]
    [InlineData(300_00, 75)]
    public void The_rest_takes_days_at_the_pace_of_late_rounded_up(long price, long days) => Assert.Equal(new AffordableIn(days), Affording.Of(price, 100_00, Vesting, 60_00, 30));

    [Theory]
    [InlineData(0)]
    [InlineData(-5_00)]
    public void Without_a_pace_nothing_is_said_of_days(long earned) => Assert.Equal(new NoPace(), Affording.Of(150_01, 100_00, Vesting, earned, 30));

    // What bounced later takes more away than there is: 50 below 0, and 10 to come.
    [Fact]
    public void Who_owes_points_makes_up_for_them_first() =>
        Assert.Equal(new AffordableIn(60), Affording.Of(80_00, -50_00, [new() { At = new Moment(10), PointsHundredths = 10_00 }], 60_00, 30));

    [Fact]
    public void The_largest_price_is_still_a_number() =>
        Assert.Equal(new AffordableIn(30_000_000_000_000_000), Affording.Of(1_000_000_000_000_000, 0, [], 1, 30));
}
