using static Leaderboard.Domain.Merits.Receiver;

namespace Leaderboard.Domain.Merits;

public sealed class StreakTests
{
    // Thursday 12, Friday 13, (week-end), Monday 16, Tuesday 17, Wednesday 18: the fifth in a row.
    [Fact]
    public void A_week_end_neither_counts_nor_breaks()
    {
        Assert.Equal(["streak:2026-11-18"], History(On(12, 13, 16, 17, 18)).Streaks());

        // A receipt on Saturday is no working day: four in a row are four.
        Assert.Empty(History(On(12, 13, 14, 16, 17)).Streaks());
    }

    // 12 and 13, then Monday 16 is a holiday, then 17, 18, 19.
    [Fact]
    public void A_holiday_neither_counts_nor_breaks()
    {
        var calendar = WorkCalendar.Of("2026-11-16", "");
        Assert.Equal(["streak:2026-11-19"], History(On(12, 13, 17, 18, 19), calendar).Streaks());
        Assert.Empty(History(On(12, 13, 17, 18, 19)).Streaks());
    }

    // Saturday 14 makes up for a holiday: 12, 13, 14, 16, 17 are five in a row; without a receipt on it, it breaks.
    [Fact]
    public void A_Saturday_that_makes_up_counts_and_breaks()
    {
        var calendar = WorkCalendar.Of("", "2026-11-14");
        Assert.Equal(["streak:2026-11-17"], History(On(12, 13, 14, 16, 17), calendar).Streaks());
        Assert.Empty(History(On(12, 13, 16, 17, 18), calendar).Streaks());
    }

    // On leave from 17 to 19: 13, 16, 20, 23, 24. A receipt while on leave counts no more than the leave does.
    [Fact]
    public void An_absence_neither_counts_nor_breaks()
    {
        Assert.Equal(["streak:2026-11-24"], History(On(13, 16, 20, 23, 24), null, 17, 18, 19).Streaks());
        Assert.Equal(["streak:2026-11-24"], History(On(13, 16, 18, 20, 23, 24), null, 17, 18, 19).Streaks());
        Assert.Empty(History(On(13, 16, 20, 23, 24)).Streaks());
    }

    // 16 to 18, nothing on 19, 20 to 25: the fifth in a row is 26 at the earliest.
    [Fact]
    public void A_working_day_without_a_receipt_begins_it_anew() =>
        Assert.Equal(["streak:2026-11-26"], History(On(16, 17, 18, 20, 23, 24, 25, 26)).Streaks());

    // Ten in a row, 16 to 27: points at the fifth and the tenth; the badge of five once.
    [Fact]
    public void Every_fifth_day_earns_and_the_badge_comes_once()
    {
        var history = History(On(16, 17, 18, 19, 20, 23, 24, 25, 26, 27));
        Assert.Equal(["streak:2026-11-20", "streak:2026-11-27"], history.Streaks());
        Assert.Equal(["first-receipt", "five-day-streak:2026-11-20"], history.Keys().Where(k => k[0] == 'f'));
        Assert.All(history.Earned().Where(m => m.Key.StartsWith("streak", StringComparison.Ordinal)), m => Assert.Equal((50_00L, "keen/1"), (m.PointsHundredths, m.Scheme)));
    }

    // What came on Wednesday 18 was taken back: of five in a row two and two are left. A late receipt for 18 closes the gap.
    [Fact]
    public void What_is_taken_back_takes_the_streak_with_it_and_a_late_receipt_brings_it_back()
    {
        Assert.Empty(History([.. On(16, 17, 19, 20), new EarningDay(Day(18), 0, 0)]).Streaks());
        Assert.Equal(["streak:2026-11-20"], History([.. On(16, 17, 19, 20), new EarningDay(Day(18), 1, 0)]).Streaks());
    }

    // 17 to 20 are four in a row. On Saturday and on Monday morning they still are, and Monday 23 is the day to keep them; on Tuesday 24 they are gone.
    [Fact]
    public void A_day_that_is_not_over_breaks_nothing_and_it_is_said_which_day_keeps_it()
    {
        var history = History(On(17, 18, 19, 20));
        Assert.Equal((4, Day(23), 5), Told(20));
        Assert.Equal((4, Day(23), 5), Told(21));
        Assert.Equal((4, Day(23), 5), Told(23));
        Assert.Equal((0, Day(24), 5), Told(24));

        // With Monday's receipt five are complete, and Tuesday is next; ten are the next to earn.
        history = History(On(17, 18, 19, 20, 23));
        Assert.Equal((5, Day(24), 10), Told(23));
        Assert.Equal(50_00, history.StreakOn(Day(23)).RewardHundredths);

        (int, DateOnly?, int?) Told(int day) => history.StreakOn(Day(day)) is var s ? (s.Days, s.NextDay, s.RewardDays) : default;
    }

    [Theory]
    [InlineData("2026-10-01..2026-10-07, 2027-01-01", true)]
    [InlineData("", true)]
    [InlineData("2026-10-07..2026-10-01", false)]
    [InlineData("2026-02-30", false)]
    [InlineData("2000-01-01..2026-10-07", false)]
    [InlineData("2026-10-01..2026-10-02..2026-10-03", false)]
    [InlineData("soon", false)]
    public void Days_are_read_as_they_are_written(string days, bool read)
    {
        Assert.Equal(read, WorkCalendar.IsList(days));
        if (read && days.Length > 0)
            Assert.Equal((false, false, true, false), (Works(2026, 10, 1), Works(2026, 10, 7), Works(2026, 10, 8), Works(2027, 1, 1)));

        bool Works(int year, int month, int day) => WorkCalendar.Of(days, null).IsWorkDay(new DateOnly(year, month, day));
    }
}
