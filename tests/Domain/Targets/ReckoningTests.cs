using CsCheck;
using Leaderboard.Targets;

namespace Leaderboard.Domain.Targets;

public sealed class ReckoningTests
{
    private static readonly DaySpan November = new(new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1));

    [Fact]
    public void A_third_of_the_month_makes_a_third_of_the_target_due()
    {
        var own = Reckoning.Against(450_000, 1_200_000, Attendance.Always.PassedOf(November, new DayMoment(new DateOnly(2026, 11, 11), 0)));

        Assert.Equal((3750, 400_000, 50_000), (own.BasisPoints, own.ExpectedMinor, own.AheadMinor));

        // 40,000 a day is the target's pace: 50,000 are a day and a quarter.
        Assert.Equal(13, own.AheadTenthsOfDay);
    }

    [Fact]
    public void Half_of_today_counts_half()
    {
        var passed = Attendance.Always.PassedOf(November, new DayMoment(new DateOnly(2026, 11, 1), DayShare.PartsOfDay / 2));
        Assert.Equal(20_000, Reckoning.Against(0, 1_200_000, passed).ExpectedMinor);
    }

    [Fact]
    public void Nothing_becomes_due_on_days_of_absence()
    {
        var away = new Attendance([DaySpan.Through(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 10)), DaySpan.Through(new DateOnly(2026, 11, 6), new DateOnly(2026, 11, 10))]);
        DayShare PassedOn(int day) => away.PassedOf(November, new DayMoment(new DateOnly(2026, 11, day), 0));

        Assert.Equal(20, away.DaysThere(November));
        Assert.Equal(0, Reckoning.Against(0, 1_000_000, PassedOn(11)).ExpectedMinor);
        Assert.Equal(500_000, Reckoning.Against(0, 1_000_000, PassedOn(21)).ExpectedMinor);
        Assert.Equal(-100, Reckoning.Against(0, 1_000_000, PassedOn(21)).AheadTenthsOfDay);
    }

    [Theory]
    [InlineData("2026-10-31", 0)]
    [InlineData("2026-12-01", 1_000_000)]
    [InlineData("2027-03-01", 1_000_000)]
    public void Before_the_window_nothing_is_due_and_after_it_everything(string today, long due)
    {
        var passed = Attendance.Always.PassedOf(November, new DayMoment(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), 999_999));
        Assert.Equal(due, Reckoning.Against(0, 1_000_000, passed).ExpectedMinor);
    }

    [Fact]
    public void Nothing_is_due_from_who_is_not_there_at_all() =>
        Assert.Equal((0, 0, 0), Reckoning.Against(0, 1_000_000, default) is var a ? (a.ExpectedMinor, a.AheadMinor, a.AheadTenthsOfDay) : default);

    [Fact]
    public void What_is_a_cent_short_of_the_target_never_reads_a_hundred_percent()
    {
        Assert.Equal(9_999, Reckoning.Against(59_999_999, 60_000_000, default).BasisPoints);
        Assert.Equal(10_000, Reckoning.Against(60_000_000, 60_000_000, default).BasisPoints);
    }

    [Fact]
    public void A_teams_attainment_is_the_sum_over_the_sum_and_not_the_mean()
    {
        // 100 % of 10,000 and 50 % of 90,000: 55 %, where the mean would say 75 %.
        var team = Reckoning.Sum([Reckoning.Against(10_000, 10_000, default), Reckoning.Against(45_000, 90_000, default)], 30);
        Assert.Equal((55_000, 100_000, 5_500, 2), (team.ActualMinor, team.TargetMinor, team.BasisPoints, team.Targets));
    }

    [Fact]
    public void The_suggestion_is_the_median_of_whole_windows_for_the_days_there()
    {
        var suggestion = Reckoning.Suggest(
            [("m6", 90_000, 30, 30), ("m5", 62_000, 20, 31), ("m4", 120_000, 30, 30), ("m3", 100_000, 31, 31), ("m2", 50_000, 15, 30), ("m1", 80_000, 28, 28), ("m0", 999_999, 31, 31)],
            daysThere: 24,
            days: 30);

        // Whole: 90,000 96,100 120,000 100,000 100,000 80,000. In order, the middle two are 96,100 and 100,000. The seventh is too old.
        Assert.Equal([90_000, 96_100, 120_000, 100_000, 100_000, 80_000], suggestion.Windows.Select(w => w.WholeMinor));
        Assert.Equal((98_050L, 78_440L), (suggestion.MedianMinor, suggestion.AmountMinor));
    }

    [Theory]
    [InlineData(new long[] { }, null)]
    [InlineData(new long[] { 10, 20 }, null)]
    [InlineData(new long[] { 10, 30, 20 }, 20L)]
    [InlineData(new long[] { 10, 20, 30, 41 }, 25L)]
    [InlineData(new long[] { 10, 20, 31, 41 }, 26L)]
    public void Fewer_than_three_windows_suggest_nothing(long[] recovered, long? median)
    {
        var suggestion = Reckoning.Suggest(recovered.Select((r, i) => ($"w{i}", r, 30, 30)), 30, 30);
        Assert.Equal((median, median), (suggestion.MedianMinor, suggestion.AmountMinor));
    }

    [Fact]
    public void A_window_that_somebody_was_not_there_in_is_left_out()
    {
        var suggestion = Reckoning.Suggest([("a", 10, 30, 30), ("b", 0, 0, 31), ("c", 30, 30, 30), ("d", 20, 30, 30)], 30, 30);
        Assert.Equal(["a", "c", "d"], suggestion.Windows.Select(w => w.Key));
        Assert.Equal(20, suggestion.AmountMinor);
    }

    [Fact]
    public void Due_grows_with_time_and_ends_at_the_target() => Gen.Select(Gen.Long[1, 1_000_000_000_000], Gen.Int[1, 28].Array[0, 8]).Sample((target, absent) =>
    {
        var attendance = new Attendance([.. absent.Select(d => DaySpan.Through(new DateOnly(2026, 11, d), new DateOnly(2026, 11, d + 2)))]);
        var due = Enumerable.Range(0, 31).Select(d => Reckoning.Against(0, target, attendance.PassedOf(November, new DayMoment(November.From.AddDays(d), 0))).ExpectedMinor).ToList();
        return due[0] == 0 && due[^1] == target && due.Zip(due.Skip(1)).All(p => p.First <= p.Second);
    });

    [Fact]
    public void A_teams_numbers_are_the_sums_of_its_members() => Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[1, 1_000_000_000], Gen.Int[0, 30]).Array[1, 20].Sample(members =>
    {
        var own = Array.ConvertAll(members, m => Reckoning.Against(m.Item1, m.Item2, new DayShare((long)m.Item3 * DayShare.PartsOfDay, 30)));
        var team = Reckoning.Sum(own, 30);
        return team.ActualMinor == members.Sum(m => m.Item1) && team.TargetMinor == members.Sum(m => m.Item2) && team.AheadMinor == own.Sum(o => o.AheadMinor);
    });
}
