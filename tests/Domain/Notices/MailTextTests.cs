using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

public sealed class MailTextTests
{
    private static readonly DateTime At = new(2026, 11, 23, 10, 15, 0);

    private static readonly NoticeRecord Notice = new()
    {
        Id = "r-1/1/mail", Channel = "mail", Collector = "c-001", Redemption = "r-1", RewardName = "电影票", Quantity = 2, PriceHundredths = 240_50, Became = RedemptionState.Rejected, AtMicros = 0, DueMicros = 0,
    };

    [Fact]
    public void It_says_what_was_decided_why_and_when_in_Chinese()
    {
        var mail = MailText.Of(Notice, "小虎", "库存不足", At, NoticeText.Chinese);

        Assert.Equal("未获批准：电影票 × 2", mail.Subject);
        Assert.Equal("小虎：\n\n电影票 × 2 未获批准，积分已退回。\n\n原因：库存不足\n积分：240.5\n时间：2026年11月23日 10:15\n\n本邮件由龙虎榜发出。如不需要，可在账户页面关闭。", mail.Body);
    }

    [Fact]
    public void It_says_so_in_English()
    {
        var mail = MailText.Of(Notice with { RewardName = "Cinema ticket", Quantity = 1 }, "Tiger", "Out of season.", At, NoticeText.English);

        Assert.Equal("Not approved: Cinema ticket", mail.Subject);
        Assert.Equal(
            "Tiger,\n\nCinema ticket was not approved; the points are free again.\n\nReason: Out of season.\nPoints: 240.5\nDecided: 23 Nov 2026 10:15\n\nThis mail comes from Leaderboard. Turn such mails off on the page of your account.",
            mail.Body);
    }

    [Fact]
    public void Nobody_is_sent_to_pick_up_a_code()
    {
        var approved = Notice with { Became = RedemptionState.Approved, IsByCode = true };

        Assert.Contains("\n电影票 × 2 was approved; its code can be shown in the shop.\n", MailText.Of(approved, "Li", null, At, NoticeText.English).Body, StringComparison.Ordinal);
        Assert.Equal("Li：电影票 × 2 已批准，商城中可查看兑换码。", NoticeText.Of(approved, "Li", NoticeText.Chinese));
        Assert.EndsWith("已发放。", NoticeText.Of(approved with { Became = RedemptionState.Fulfilled }, "Li", NoticeText.Chinese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notNow", "Reason: Not now", "原因：暂不兑换")]
    [InlineData("wrongItem", "Reason: Wrong item", "原因：发错")]
    [InlineData("Not now", "Reason: Not now", "原因：Not now")]
    public void A_reason_that_was_tapped_is_read_in_the_readers_language(string reason, string english, string chinese)
    {
        Assert.Contains($"\n{english}\n", MailText.Of(Notice, "Li", reason, At, NoticeText.English).Body, StringComparison.Ordinal);
        Assert.Contains($"\n{chinese}\n", MailText.Of(Notice, "Li", reason, At, NoticeText.Chinese).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_reason_none_is_said()
    {
        var approved = Notice with { Became = RedemptionState.Approved };

        Assert.DoesNotContain("Reason", MailText.Of(approved, "Li", null, At, NoticeText.English).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("原因", MailText.Of(approved, "Li", null, At, NoticeText.Chinese).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedemptionState.Approved)]
    [InlineData(RedemptionState.Rejected)]
    [InlineData(RedemptionState.Fulfilled)]
    [InlineData(RedemptionState.Returned)]
    [InlineData(RedemptionState.Cancelled)]
    [InlineData(RedemptionState.Expired)]
    public void Every_decision_that_is_told_has_a_subject_in_both_languages(RedemptionState became)
    {
        var notice = Notice with { Became = became };

        Assert.EndsWith(": 电影票 × 2", MailText.Of(notice, "Li", null, At, NoticeText.English).Subject, StringComparison.Ordinal);
        Assert.EndsWith("：电影票 × 2", MailText.Of(notice, "Li", null, At, NoticeText.Chinese).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_begins_no_line()
    {
        var mail = MailText.Of(Notice with { RewardName = "Mug\r\nBcc: x@y.example" }, "Li\nReason: none", "a\u2028b", At, NoticeText.English);

        Assert.Equal("Not approved: Mug  Bcc: x@y.example × 2", mail.Subject);
        Assert.StartsWith("Li Reason: none,\n\n", mail.Body, StringComparison.Ordinal);
        Assert.Contains("\nReason: a b\n", mail.Body, StringComparison.Ordinal);
    }
}
