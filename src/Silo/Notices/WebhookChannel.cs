using Leaderboard.Domain.Notices;

namespace Leaderboard.Notices;

/// <summary>Posts notices to one webhook.</summary>
/// <param name="number">Its place in the settings, which is its name.</param>
internal sealed class WebhookChannel(int number, WebhookSettings settings, WebhookLine line, TimeProvider time) : INoticeChannel
{
    public string Name { get; } = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"webhook-{number}");

    public bool Takes(NoticeKind kind) => kind == NoticeKind.Decision || settings.Reminders;

    public Task<NoticeAnswer> SendAsync(NoticeRecord notice, string person, CancellationToken cancel) =>
        line.PostAsync(WebhookMessage.Of(settings, notice, person, time.Now()), notice.Id, settings.Kind is WebhookKind.WeCom or WebhookKind.DingTalk, cancel);
}
