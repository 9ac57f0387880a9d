namespace Leaderboard.Domain.Celebrations;

/// <summary>Six days: 100, 200, 300 + 250, 400, nothing left, 500. The best is the third, 550, of five with anything.</summary>
public sealed class DayBestTests
{
    private static readonly DateOnly First = new(2026, 11, 2);

    private static (DateOnly, long)[] Days => [Day(0, 100), Day(1, 200), Day(2, 300), Day(2, 250), Day(3, 400), Day(4, 70), Day(4, -70), Day(5, 500)];

    [Fact]
    public void The_best_day_is_that_of_the_largest_sum() => Assert.Equal(new DayBest(550, 5), DayBest.Of(Days));

    [Theory]
    [InlineData(500, 551, true)]
    [InlineData(500, 550, false)]
    [InlineData(550, 551, true)]
    [InlineData(551, 900, false)]
    public void A_day_becomes_the_best_once_it_is_above_it(long before, long now, bool isPassed) => Assert.Equal(isPassed, DayBest.Of(Days).IsPassed(before, now));

    [Fact]
    public void Of_four_days_none_is_the_best() => Assert.False(DayBest.Of(Days.Where(d => d.Item1 != First)).IsPassed(0, 1_000));

    [Fact]
    public void Who_had_no_day_has_no_best() => Assert.False(DayBest.Of([]).IsPassed(0, 1_000));

    private static (DateOnly, long) Day(int plus, long amount) => (First.AddDays(plus), amount);
}
