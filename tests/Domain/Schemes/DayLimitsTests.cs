using Leaderboard.Journal;

namespace Leaderboard.Domain.Schemes;

public sealed class DayLimitsTests
{
    // Cap 100.00 a day: 60 + 70 = 130, so 30 are taken. The 60 go back: 70 are below the cap, so the 30 are given back.
    [Fact]
    public void A_day_stays_at_its_cap_and_what_the_cap_took_comes_back_when_a_receipt_goes()
    {
        var first = Day.Receipt("1", "09:00", 60_00);
        var day = new Day(Day.Rules(day: 100_00)).Post(first).Post(Day.Receipt("2", "10:00", 70_00));
        Assert.Equal((100_00, -30_00), (day.Sum, Assert.Single(day.Caps).PointsHundredths));

        day.Post(Day.Back("v", first, 60_00));

        Assert.Equal(70_00, day.Sum);
        Assert.Equal([-30_00L, 30_00L], day.Caps.Select(c => c.PointsHundredths));
        Assert.Equal(["cap:c/2024-10-04/1", "cap:c/2024-10-04/2"], day.Caps.Select(c => c.Id.Value));
    }

    [Fact]
    public void A_cap_stands_at_the_first_instant_of_its_day_and_says_what_was_earned_and_kept()
    {
        var cap = Assert.Single(new Day(Day.Rules(day: 100_00)).Post(Day.Receipt("1", "09:00", 130_00)).Caps);

        Assert.Equal((EntryKind.Cap, Day.Start, Day.At("09:00"), "capped/1"), (cap.Kind, cap.ReceivedAt, cap.OccurredAt, cap.Scheme));
        Assert.Equal((0, 0, 0), (cap.AmountMinor, cap.EffectiveMinor, cap.Receipts));
        Assert.Equal("""{"earned":13000,"kept":10000}""", cap.Details);
        Assert.Equal((130_00L, 100_00L), (DayLimits.SumOf(cap.Details).EarnedHundredths, DayLimits.SumOf(cap.Details).KeptHundredths));
    }

    [Fact]
    public void Within_the_limits_nothing_is_taken() =>
        Assert.Empty(new Day(Day.Rules(day: 100_00, account: 60_00, coolDownMinutes: 30)).Post(Day.Receipt("1", "09:00", 60_00, "a"), Day.Receipt("2", "09:30", 40_00, "b")).Caps);

    // The receipt that goes over the cap gives what is over: 30 of team B's 70.
    [Fact]
    public void What_is_over_is_taken_from_the_team_that_went_over() => Assert.Equal(
        new Dictionary<(int, string), long> { [(0, "B")] = -30_00 },
        new Day(Day.Rules(day: 100_00)).Post(Day.Receipt("1", "10:00", 70_00, team: "B")).Post(Day.Receipt("2", "09:00", 60_00, team: "A")).CapsByPlace);

    // A cheque of 70 at 9 clears after 7 days, cash of 60 at 10 at once: the cash is spent today, and of the cheque 40 vest in a week.
    [Fact]
    public void What_clears_first_fills_the_cap_first()
    {
        var day = new Day(Day.Rules(day: 100_00)).Post(Day.Receipt("1", "09:00", 70_00, clearsAfterDays: 7), Day.Receipt("2", "10:00", 60_00));

        Assert.Equal(new Dictionary<(int, string), long> { [(7, "t")] = -30_00 }, day.CapsByPlace);
        Assert.Equal((60_00, 60_00, 100_00), (day.VestedAfter(0), day.VestedAfter(6), day.VestedAfter(7)));
    }

    // Account a: 40 + 40, at most 50; account b: 30. 50 + 30 = 80. With 70 a day: 70. What has no account has no cap of one.
    [Theory]
    [InlineData(null, 0, 80_00)]
    [InlineData(70_00L, 0, 70_00)]
    [InlineData(null, 90_00, 170_00)]
    public void An_account_gives_no_more_than_its_cap(long? perDay, long withoutAccount, long sum)
    {
        var day = new Day(Day.Rules(perDay, account: 50_00)).Post(Day.Receipt("1", "09:00", 40_00, "a"), Day.Receipt("2", "10:00", 40_00, "a"), Day.Receipt("3", "11:00", 30_00, "b"));
        if (withoutAccount > 0)
            day.Post(Day.Receipt("4", "12:00", withoutAccount));
        Assert.Equal(sum, day.Sum);
    }

    // 09:00, 09:59 and 10:59: the second comes 59 minutes after the first and earns nothing, the third exactly 60 after the second. Once
    // the first is gone, the second is the first.
    [Fact]
    public void Within_the_cool_down_of_the_one_before_a_receipt_earns_nothing_more()
    {
        var first = Day.Receipt("1", "09:00", 40_00, "a");
        var day = new Day(Day.Rules(coolDownMinutes: 60)).Post(first, Day.Receipt("2", "09:59", 30_00, "a"), Day.Receipt("3", "10:59", 20_00, "a"), Day.Receipt("4", "09:10", 5_00, "b"), Day.Receipt("5", "09:11", 5_00));
        Assert.Equal(40_00 + 20_00 + 5_00 + 5_00, day.Sum);

        day.Post(Day.Back("v", first, 40_00));

        Assert.Equal(30_00 + 20_00 + 5_00 + 5_00, day.Sum);
    }

    // Half of 0.05 is 0.025, and is 0.03: half away from zero.
    [Fact]
    public void A_cool_down_may_leave_a_part() =>
        Assert.Equal(40_00 + 3, new Day(Day.Rules(coolDownMinutes: 60, coolDownFactor: 50)).Post(Day.Receipt("1", "09:00", 40_00, "a"), Day.Receipt("2", "09:30", 5, "a")).Sum);
}
