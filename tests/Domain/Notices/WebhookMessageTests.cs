using System.Text;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

/// <summary>Signatures here were reckoned by another program.</summary>
public sealed class WebhookMessageTests
{
    private static readonly Moment Now = Moment.From(new DateTimeOffset(2026, 11, 23, 2, 15, 0, TimeSpan.Zero));

    private static readonly NoticeRecord Notice = new()
    {
        Id = "r-1/1/webhook-0", Channel = "webhook-0", Collector = "c-001", Redemption = "r-1", RewardName = "Cinema <ticket>", Quantity = 2, PriceHundredths = 240_50,
        Became = RedemptionState.Approved, AtMicros = Now.UnixMicroseconds, DueMicros = Now.UnixMicroseconds,
    };

    [Fact]
    public void A_plain_one_says_all_of_it_and_is_signed()
    {
        var message = Of(WebhookKind.Plain, "https://hooks.example/in", "s3cret", NoticeText.English);

        Assert.Equal(
            """{"id":"r-1/1/webhook-0","event":"redemption.approved","at":"2026-11-23T02:15:00.000000Z","redemptionId":"r-1","collectorId":"c-001","name":"小虎","reward":"Cinema <ticket>","quantity":2,"points":240.5,"text":"小虎: Cinema <ticket> × 2 was approved and can be picked up."}""",
            Encoding.UTF8.GetString(message.Body));
        Assert.Equal("sha256=8013129c0e12c6566ff1b19039226c2e1b942c7eaea8cf19fe9d03be77b4f3c3", message.Signature);
        Assert.Equal("https://hooks.example/in", message.Url.AbsoluteUri);
    }

    /// <summary>A reward by the name of a mark calls nobody.</summary>
    [Fact]
    public void Slack_has_a_text_without_marks() => Assert.Equal(
        """{"text":"小虎: Cinema &lt;ticket&gt; × 2 was approved and can be picked up."}""", Encoding.UTF8.GetString(Of(WebhookKind.Slack, "https://hooks.example/in", "", NoticeText.English).Body));

    [Theory]
    [InlineData(WebhookKind.WeCom)]
    [InlineData(WebhookKind.DingTalk)]
    public void WeCom_and_DingTalk_have_a_text_of_one_shape(WebhookKind kind) => Assert.Equal(
        """{"msgtype":"text","text":{"content":"小虎：Cinema <ticket> × 2 已批准，可以领取。"}}""", Encoding.UTF8.GetString(Of(kind, "https://hooks.example/in?key=k", "SECabc", NoticeText.Chinese).Body));

    [Theory]
    [InlineData("https://oapi.example/robot/send?access_token=t", "https://oapi.example/robot/send?access_token=t&timestamp=1795400100000&sign=VGsUP7Jt36M5hys5ODqUCWho6wsGMFpcw%2BDuMZSg2iQ%3D")]
    [InlineData("https://oapi.example/robot", "https://oapi.example/robot?timestamp=1795400100000&sign=VGsUP7Jt36M5hys5ODqUCWho6wsGMFpcw%2BDuMZSg2iQ%3D")]
    public void DingTalk_is_signed_in_its_address(string url, string expected) => Assert.Equal(expected, Of(WebhookKind.DingTalk, url, "SECabc", NoticeText.Chinese).Url.AbsoluteUri);

    [Theory]
    [InlineData(RedemptionState.Approved)]
    [InlineData(RedemptionState.Rejected)]
    [InlineData(RedemptionState.Fulfilled)]
    [InlineData(RedemptionState.Expired)]
    public void Every_decision_that_is_told_has_words_in_both_languages(RedemptionState became)
    {
        var notice = Notice with { Became = became, Quantity = 1 };

        Assert.StartsWith("Li: Cinema <ticket> w", NoticeText.Of(notice, "Li", NoticeText.English), StringComparison.Ordinal);
        Assert.StartsWith("Li：Cinema <ticket> ", NoticeText.Of(notice, "Li", NoticeText.Chinese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.example/in", WebhookKind.Plain, "s", "en", 0)]
    [InlineData("http://hooks.example/in", WebhookKind.Slack, "", "zh-Hans", 0)]
    [InlineData("ftp://hooks.example/in", WebhookKind.Slack, "", "en", 1)]
    [InlineData("/in", WebhookKind.Slack, "", "en", 1)]
    [InlineData("https://hooks.example/in", WebhookKind.Plain, " ", "en", 1)]
    [InlineData("https://hooks.example/in", WebhookKind.DingTalk, "", "fr", 2)]
    [InlineData("https://hooks.example/in", (WebhookKind)9, "", "en", 1)]
    public void Settings_that_cannot_work_are_refused_at_start(string url, WebhookKind kind, string secret, string language, int faults)
    {
        var options = new LeaderboardOptions();
        options.Webhooks.Add(new WebhookSettings { Url = new Uri(url, UriKind.RelativeOrAbsolute), Kind = kind, Secret = secret, Language = language });

        Assert.Equal(faults, new LeaderboardOptionsValidator().Validate(null, options).Failures?.Count() ?? 0);
    }

    private static WebhookMessage Of(WebhookKind kind, string url, string secret, string language) =>
        WebhookMessage.Of(new WebhookSettings { Url = new Uri(url), Kind = kind, Secret = secret, Language = language }, Notice, "小虎", Now);
}
