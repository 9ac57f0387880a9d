using Leaderboard.Domain.Rewards;
using Leaderboard.Notices;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

/// <summary>When there is something to be reminded of, and when it is over.</summary>
public sealed class RemindersTests
{
    private static readonly Moment Asked = Moment.From(new DateTimeOffset(2026, 11, 1, 2, 15, 0, TimeSpan.Zero));
    private static readonly TimeSpan Blink = TimeSpan.FromMicroseconds(1);
    private static readonly RedemptionPolicy Policy = RedemptionPolicy.Of(new LeaderboardOptions(), 100);
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly RedemptionRecord Request = new()
    {
        Id = "r-1", Collector = "c-001", Reward = "cinema", RewardName = "Cinema ticket", Quantity = 2, PriceHundredths = 240_50, ValueMinor = 0,
        Step = RedemptionStep.Requested, RequestedAtMicros = Asked.UnixMicroseconds, RequestedBy = "c",
    };

    // Two days after it was asked for; seven days before the thirty, or the ninety, are over.
    [Theory]
    [InlineData(NoticeKind.RequestWaiting, false, 2)]
    [InlineData(NoticeKind.RedemptionExpiring, false, 23)]
    [InlineData(NoticeKind.RedemptionExpiring, true, 83)]
    public void It_is_time_at_the_moment_and_not_before_and_once(NoticeKind kind, bool isApproved, int days)
    {
        var redemption = isApproved ? Request.Approved("m", Asked)! : Request;
        var due = Asked.Plus(TimeSpan.FromDays(days));

        Assert.Same(redemption, redemption.Reminded(kind, Policy, due.Plus(-Blink)));
        var reminded = redemption.Reminded(kind, Policy, due);
        Assert.NotSame(redemption, reminded);
        Assert.Same(reminded, reminded.Reminded(kind, Policy, due.Plus(TimeSpan.FromDays(1))));
    }

    [Fact]
    public void Who_decides_is_reminded_of_nothing_that_was_approved_and_nobody_of_what_is_over()
    {
        var approved = Request.Approved("m", Asked)!;
        var over = Asked.Plus(TimeSpan.FromDays(30));

        Assert.Same(approved, approved.Reminded(NoticeKind.RequestWaiting, Policy, Asked.Plus(TimeSpan.FromDays(50))));
        Assert.All(Reminders.OfRedemptions, kind => Assert.Same(Request, Request.Reminded(kind, Policy, over)));
        var fulfilled = approved.Fulfilling("m", Asked)!.Fulfilled();
        Assert.All(Reminders.OfRedemptions, kind => Assert.Same(fulfilled, fulfilled.Reminded(kind, Policy, Asked.Plus(TimeSpan.FromDays(85)))));
    }

    // Approved, and taken back: who decides has two days again, and a reminder of its own.
    [Fact]
    public void What_was_decided_about_begins_to_wait_anew_under_another_id()
    {
        var late = Asked.Plus(TimeSpan.FromDays(3));
        var reminded = Request.Reminded(NoticeKind.RequestWaiting, Policy, late);
        var reopened = reminded.Approved("m", late)!.Reopened("m", late)!;

        Assert.Equal(RedemptionStep.Requested, reopened.Step);
        Assert.Same(reopened, reopened.Reminded(NoticeKind.RequestWaiting, Policy, late.Plus(TimeSpan.FromDays(2) - Blink)));
        var again = reopened.Reminded(NoticeKind.RequestWaiting, Policy, late.Plus(TimeSpan.FromDays(2)));
        Assert.Equal(["r-1/0/waiting/a", "r-1/0/waiting/b"], Of(NoticeKind.RequestWaiting, reminded).Select(n => n.Id));
        Assert.Equal(["r-1/2/waiting/a", "r-1/2/waiting/b"], Of(NoticeKind.RequestWaiting, again).Select(n => n.Id));
        Assert.True(Reminders.IsOver(Of(NoticeKind.RequestWaiting, reminded)[0], reopened, Policy, late));
        Assert.False(Reminders.IsOver(Of(NoticeKind.RequestWaiting, again)[0], again, Policy, late));
    }

    [Fact]
    public void After_the_first_of_two_approvals_it_still_waits_and_nobody_is_reminded_again()
    {
        var late = Asked.Plus(TimeSpan.FromDays(3));
        var reminded = (Request with { NeedsTwo = true }).Reminded(NoticeKind.RequestWaiting, Policy, late);
        var first = reminded.Approved("m", late)!;

        Assert.Equal((RedemptionStep.Requested, "m"), (first.Step, first.FirstApprovedBy));
        Assert.Same(first, first.Reminded(NoticeKind.RequestWaiting, Policy, late.Plus(TimeSpan.FromDays(4))));
        Assert.False(Reminders.IsOver(Of(NoticeKind.RequestWaiting, reminded)[0], first, Policy, late));
    }

    [Fact]
    public void What_ends_is_told_in_the_institutions_time_and_no_more_once_it_has_ended()
    {
        var end = Asked.Plus(TimeSpan.FromDays(30));
        var notice = Of(NoticeKind.RedemptionExpiring, Request.Reminded(NoticeKind.RedemptionExpiring, Policy, end.Plus(TimeSpan.FromDays(-1))))[0];

        Assert.Equal("2026-12-01T10:15:00.0000000+08:00", notice.When!.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        Assert.False(Reminders.IsOver(notice, Request, Policy, end.Plus(-Blink)));
        Assert.True(Reminders.IsOver(notice, Request, Policy, end));
        Assert.True(Reminders.IsOver(notice, null, Policy, Asked));
        Assert.True(Reminders.IsOver(notice, Request.Approved("m", Asked), Policy, Asked));
    }

    [Theory]
    [InlineData(7, 24, 12)]
    [InlineData(0, 24, 0)]
    [InlineData(7, 720, 168)]
    public void It_is_told_at_half_its_time_at_the_earliest(int days, int lifeHours, int noticeHours)
    {
        var policy = RedemptionPolicy.Of(new LeaderboardOptions { RemindBeforeExpiry = TimeSpan.FromDays(days), RequestsExpireAfter = TimeSpan.FromHours(lifeHours) }, 100);

        Assert.Equal(TimeSpan.FromHours(noticeHours), policy.RequestNotice);
        Assert.Equal(days == 0, ReferenceEquals(Request, Request.Reminded(NoticeKind.RedemptionExpiring, policy, Asked.Plus(TimeSpan.FromHours(lifeHours)).Plus(-Blink))));
    }

    [Theory]
    [InlineData("0:59:59", "0", 1)]
    [InlineData("1:00:00", "-0:00:01", 1)]
    [InlineData("4000.00:00:00", "4000.00:00:00", 2)]
    [InlineData("1:00:00", "0", 0)]
    public void Settings_that_cannot_be_meant_are_refused_at_start(string requests, string expiry, int faults)
    {
        var options = new LeaderboardOptions { RemindOfRequestsAfter = Parsed(requests), RemindBeforeExpiry = Parsed(expiry) };

        Assert.Equal(faults, new LeaderboardOptionsValidator().Validate(null, options).Failures?.Count() ?? 0);
    }

    [Fact]
    public void Each_last_day_is_told_once_while_it_can_still_be_spent()
    {
        ExpiryStep[] announced = [Step(0, 10_00), Step(3, 20_00)];
        var first = PointsReminded.None.News([announced[0], Step(-1, 5_00)], Today);

        Assert.Equal([new EndingPoints(Today, 10_00)], first);
        var told = PointsReminded.None.With(first, Today);
        Assert.Equal([new EndingPoints(Today.AddDays(3), 20_00)], told.News(announced, Today));
        Assert.Empty(told.News([Step(0, 99_00)], Today));
        Assert.Equal([Today.AddDays(3)], told.With(told.News(announced, Today), Today.AddDays(1)).Days);
    }

    [Fact]
    public void What_is_sent_are_the_points_that_are_left()
    {
        var notice = Reminders.Of(new CollectorId("c-001"), [new EndingPoints(Today, 10_00), new EndingPoints(Today.AddDays(3), 20_00)], Asked, ["a"]).Single();

        Assert.Equal(("points/c-001/2026-11-23/a", 30_00L), (notice.Id, notice.PriceHundredths));
        Assert.Equal(27_00, Reminders.Left(notice, [Step(0, 7_00), Step(3, 20_00), Step(5, 1_00)], Today)!.PriceHundredths);
        Assert.Equal(20_00, Reminders.Left(notice, [Step(0, 7_00), Step(3, 20_00)], Today.AddDays(1))!.PriceHundredths);
        Assert.Null(Reminders.Left(notice, [Step(5, 1_00)], Today));
    }

    private static TimeSpan Parsed(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static ExpiryStep Step(int days, long hundredths) => new() { LastDay = Today.AddDays(days), PointsHundredths = hundredths };

    private static List<NoticeRecord> Of(NoticeKind kind, RedemptionRecord reminded) => [.. Reminders.Of(kind, reminded, Policy, Calendar, ["a", "b"])];
}
