using System.Text;
using Leaderboard.Notices;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

/// <summary>What reminders say, in both languages, by every way.</summary>
public sealed class ReminderTextTests
{
    private static readonly Moment Now = Moment.From(new DateTimeOffset(2026, 11, 23, 2, 15, 0, TimeSpan.Zero));

    private static readonly NoticeRecord Request = new()
    {
        Id = "r-1/0/waiting/webhook-0", Channel = "webhook-0", Kind = NoticeKind.RequestWaiting, Collector = "c-001", Redemption = "r-1", RewardName = "电影票", Quantity = 2, PriceHundredths = 240_50,
        Became = RedemptionState.Requested, AtMicros = Now.UnixMicroseconds, DueMicros = Now.UnixMicroseconds, When = new DateTimeOffset(2026, 11, 21, 10, 15, 0, TimeSpan.FromHours(8)),
    };

    private static readonly NoticeRecord Points = Request with
    {
        Id = "points/c-001/2026-12-01/webhook-0", Kind = NoticeKind.PointsExpiring, Redemption = "", RewardName = "", Quantity = 0, When = null,
        Ending = [new EndingPoints(new DateOnly(2026, 12, 1), 40_00), new EndingPoints(new DateOnly(2026, 12, 9), 200_50)],
    };

    [Fact]
    public void Who_decides_reads_what_waits_since_when_and_where()
    {
        Assert.Equal("Li: 电影票 × 2 has waited for a decision since 21 Nov 2026. Decide about it: /manage/redemptions", NoticeText.Of(Request, "Li", NoticeText.English));
        Assert.Equal("Li：电影票 × 2 自2026年11月21日起等待审批。前往审批：/manage/redemptions", NoticeText.Of(Request, "Li", NoticeText.Chinese));
    }

    [Theory]
    [InlineData(RedemptionState.Requested, false, "电影票 × 2 is not decided yet; the request ends on 21 Nov 2026 10:15, and the points are free again. See what you asked for: /shop#requests", "电影票 × 2 尚未审批，2026年11月21日 10:15 自动结束，积分退回。查看申请：/shop#requests")]
    [InlineData(RedemptionState.Requested, true, "电影票 × 2 is not decided yet; the request ends on 21 Nov 2026 10:15, and the points are free again. See what you asked for: /shop#requests", "电影票 × 2 尚未审批，2026年11月21日 10:15 自动结束，积分退回。查看申请：/shop#requests")]
    [InlineData(RedemptionState.Approved, false, "电影票 × 2 was approved and can be picked up until 21 Nov 2026 10:15. Pick it up: /shop#requests", "电影票 × 2 已批准，领取截止2026年11月21日 10:15。前往领取：/shop#requests")]
    [InlineData(RedemptionState.Approved, true, "电影票 × 2 was approved; its code can be shown until 21 Nov 2026 10:15. Show the code: /shop#requests", "电影票 × 2 已批准，查看兑换码截止2026年11月21日 10:15。查看兑换码：/shop#requests")]
    public void Its_owner_reads_what_ends_when_and_what_there_is_to_do(RedemptionState became, bool isByCode, string english, string chinese)
    {
        var ending = Request with { Kind = NoticeKind.RedemptionExpiring, Became = became, IsByCode = isByCode };

        Assert.Equal("Li: " + english, NoticeText.Of(ending, "Li", NoticeText.English));
        Assert.Equal("Li：" + chinese, NoticeText.Of(ending, "Li", NoticeText.Chinese));
    }

    [Fact]
    public void Whose_points_end_reads_how_many_until_which_day()
    {
        var one = Points with { Ending = [Points.Ending[0]], PriceHundredths = 40_00 };

        Assert.Equal("Li: 40 points can be spent until 1 Dec 2026. See what ends when, and spend it: /me", NoticeText.Of(one, "Li", NoticeText.English));
        Assert.Equal("Li：40 积分有效期至2026年12月1日。查看到期明细并兑换：/me", NoticeText.Of(one, "Li", NoticeText.Chinese));
        Assert.StartsWith("Li: 240.5 points end one after the other: 40 can be spent until 1 Dec 2026, the last until 9 Dec 2026.", NoticeText.Of(Points, "Li", NoticeText.English), StringComparison.Ordinal);
        Assert.StartsWith("Li：240.5 积分即将陆续过期：40 积分有效期至2026年12月1日，最后一批至2026年12月9日。", NoticeText.Of(Points, "Li", NoticeText.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_says_it_to_the_person_and_has_no_decision()
    {
        var mail = MailText.Of(Request with { Kind = NoticeKind.RedemptionExpiring, Became = RedemptionState.Approved, RewardName = "Mug\r\nBcc: x@y.example" }, "Li\nReason: none", null, default, NoticeText.English);
        var points = MailText.Of(Points, "李", null, default, NoticeText.Chinese);

        Assert.Equal("Ends soon: Mug  Bcc: x@y.example × 2", mail.Subject);
        Assert.Equal(
            "Li Reason: none,\n\nMug  Bcc: x@y.example × 2 was approved and can be picked up until 21 Nov 2026 10:15.\nPick it up: /shop#requests\n\nThis mail comes from Leaderboard. Turn such mails off on the page of your account.",
            mail.Body);
        Assert.Equal("积分即将过期：240.5", points.Subject);
        Assert.StartsWith("李：\n\n240.5 积分即将陆续过期", points.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_is_told_the_figures_with_the_text()
    {
        Assert.Equal(
            """{"id":"r-1/0/waiting/webhook-0","event":"redemption.waiting","at":"2026-11-23T02:15:00.000000Z","redemptionId":"r-1","collectorId":"c-001","name":"Li","reward":"电影票","quantity":2,"points":240.5,"state":"requested","waitingSince":"2026-11-21T02:15:00.000000Z","path":"/manage/redemptions","text":"Li: 电影票 × 2 has waited for a decision since 21 Nov 2026. Decide about it: /manage/redemptions"}""",
            BodyOf(Request));
        Assert.StartsWith(
            """{"id":"r-1/0/waiting/webhook-0","event":"redemption.expiring","at":"2026-11-23T02:15:00.000000Z","redemptionId":"r-1","collectorId":"c-001","name":"Li","reward":"电影票","quantity":2,"points":240.5,"state":"approved","expiresAt":"2026-11-21T02:15:00.000000Z","path":"/shop#requests","text":""",
            BodyOf(Request with { Kind = NoticeKind.RedemptionExpiring, Became = RedemptionState.Approved }),
            StringComparison.Ordinal);
        Assert.StartsWith(
            """{"id":"points/c-001/2026-12-01/webhook-0","event":"points.expiring","at":"2026-11-23T02:15:00.000000Z","collectorId":"c-001","name":"Li","points":240.5,"expiring":[{"lastDay":"2026-12-01","points":40},{"lastDay":"2026-12-09","points":200.5}],"path":"/me","text":""",
            BodyOf(Points),
            StringComparison.Ordinal);
    }

    private static string BodyOf(NoticeRecord notice) =>
        Encoding.UTF8.GetString(WebhookMessage.Of(new WebhookSettings { Url = new Uri("https://hooks.example/in"), Secret = "s3cret", Language = NoticeText.English }, notice, "Li", Now).Body);
}
