namespace Leaderboard;

/// <summary>What a webhook understands.</summary>
public enum WebhookKind
{
    /// <summary>A JSON object of our own, signed in a header.</summary>
    Plain = 1,
    Slack = 2,

    /// <summary>企业微信.</summary>
    WeCom = 3,

    /// <summary>钉钉; signed in the address.</summary>
    DingTalk = 4,
}

/// <summary>Section <c>Leaderboard:Webhooks:0</c> and on: where notices are posted to.</summary>
public sealed class WebhookSettings
{
    /// <summary>http or https; whoever has it can post there, so that it is as secret as the secret.</summary>
    public Uri? Url { get; set; }

    /// <summary>What posts are signed with; Slack and WeCom have theirs in the address.</summary>
    public string Secret { get; set; } = "";

    public WebhookKind Kind { get; set; } = WebhookKind.Plain;

    /// <summary>Of its sentences: <c>zh-Hans</c> or <c>en</c>.</summary>
    public string Language { get; set; } = Domain.Notices.NoticeText.Chinese;

    /// <summary>Whether it gets reminders beside decisions.</summary>
    public bool Reminders { get; set; } = true;

    internal IEnumerable<string> Faults(int number)
    {
        if (Url is not { IsAbsoluteUri: true } url || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            yield return $"Leaderboard:Webhooks:{number}:Url must be an http or https address.";
        if (!Enum.IsDefined(Kind))
            yield return $"Leaderboard:Webhooks:{number}:Kind must be Plain, Slack, WeCom or DingTalk.";
        if (Kind is WebhookKind.Plain or WebhookKind.DingTalk && string.IsNullOrWhiteSpace(Secret))
            yield return $"Leaderboard:Webhooks:{number}:Secret must be set.";
        if (Language is not (Domain.Notices.NoticeText.Chinese or Domain.Notices.NoticeText.English))
            yield return $"Leaderboard:Webhooks:{number}:Language must be zh-Hans or en.";
    }
}
