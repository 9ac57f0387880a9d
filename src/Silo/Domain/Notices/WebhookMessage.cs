using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Leaderboard.Notices;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

/// <summary>A notice as one kind of webhook takes it.</summary>
/// <param name="Url">Where it is posted to.</param>
/// <param name="Body">JSON in UTF-8.</param>
/// <param name="Signature">Of the body, for its header; null: the kind has none.</param>
internal sealed record WebhookMessage(Uri Url, byte[] Body, string? Signature)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="settings">Of the webhook, checked.</param>
    /// <param name="notice">Of a decision, or a reminder.</param>
    /// <param name="person">Whom it is about, as boards call them.</param>
    /// <param name="now">What DingTalk compares with its own clock.</param>
    public static WebhookMessage Of(WebhookSettings settings, NoticeRecord notice, string person, Moment now)
    {
        var url = settings.Url ?? throw new ArgumentException("It has no address.", nameof(settings));
        var text = NoticeText.Of(notice, person, settings.Language);
        return settings.Kind switch
        {
            WebhookKind.Plain => SignedBody(url, settings.Secret, Written(Plain(notice, person, text))),
            WebhookKind.Slack => new(url, Written(new { text = Harmless(text) }), null),
            WebhookKind.WeCom => new(url, Written(Text(text)), null),
            WebhookKind.DingTalk => new(SignedUrl(url, settings.Secret, now), Written(Text(text)), null),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "No such kind."),
        };
    }

    private static object Plain(NoticeRecord notice, string person, string text) => notice.Kind switch
    {
        NoticeKind.Decision => new
        {
            notice.Id,
            Event = "redemption." + Name(notice.Became),
            At = Time(new Moment(notice.AtMicros).ToDateTimeOffset()),
            RedemptionId = notice.Redemption,
            CollectorId = notice.Collector,
            Name = person,
            Reward = notice.RewardName,
            notice.Quantity,
            Points = Points(notice.PriceHundredths),
            Text = text,
        },
        NoticeKind.PointsExpiring => new
        {
            notice.Id,
            Event = "points.expiring",
            At = Time(new Moment(notice.AtMicros).ToDateTimeOffset()),
            CollectorId = notice.Collector,
            Name = person,
            Points = Points(notice.PriceHundredths),
            Expiring = notice.Ending.Select(e => new { e.LastDay, Points = Points(e.Hundredths) }),
            Path = ReminderText.PathOf(notice.Kind),
            Text = text,
        },
        _ => new
        {
            notice.Id,
            Event = notice.Kind == NoticeKind.RequestWaiting ? "redemption.waiting" : "redemption.expiring",
            At = Time(new Moment(notice.AtMicros).ToDateTimeOffset()),
            RedemptionId = notice.Redemption,
            CollectorId = notice.Collector,
            Name = person,
            Reward = notice.RewardName,
            notice.Quantity,
            Points = Points(notice.PriceHundredths),
            State = Name(notice.Became),
            WaitingSince = notice is { Kind: NoticeKind.RequestWaiting, When: { } since } ? Time(since) : null,
            ExpiresAt = notice is { Kind: NoticeKind.RedemptionExpiring, When: { } end } ? Time(end) : null,
            Path = ReminderText.PathOf(notice.Kind),
            Text = text,
        },
    };

    private static decimal Points(long hundredths) => hundredths / 100m;

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static object Text(string content) => new { msgtype = "text", text = new { content } };

    private static string Name(RedemptionState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>What Slack reads as marks, such as a call to a whole channel, is a text here.</summary>
    private static string Harmless(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static WebhookMessage SignedBody(Uri url, string secret, byte[] body) => new(url, body, "sha256=" + Convert.ToHexStringLower(Mac(secret, body)));

    /// <summary>DingTalk signs the moment, in milliseconds, and not the body.</summary>
    private static Uri SignedUrl(Uri url, string secret, Moment now)
    {
        var timestamp = now.ToDateTimeOffset().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Uri.EscapeDataString(Convert.ToBase64String(Mac(secret, Encoding.UTF8.GetBytes(timestamp + "\n" + secret))));
        var query = url.Query.Length > 1 ? url.Query + "&" : "?";
        return new UriBuilder(url) { Query = $"{query}timestamp={timestamp}&sign={sign}" }.Uri;
    }

    private static byte[] Mac(string secret, byte[] bytes) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes);

    private static byte[] Written(object body) => JsonSerializer.SerializeToUtf8Bytes(body, Json);
}
