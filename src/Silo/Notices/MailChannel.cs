using Leaderboard.Domain.Notices;
using Leaderboard.Domain.Rewards;
using Leaderboard.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Notices;

/// <summary>Mails a notice to the person it is about. Nobody is told who has entered no address, or wants no mail: then it is done.</summary>
internal sealed class MailChannel(MailSettings settings, MailLine line, DocumentStore documents, InstitutionCalendar calendar, TimeProvider time) : INoticeChannel
{
    public string Name => NoticeChannelNames.Mail;

    public QuietHours? Quiet => settings.Quiet;

    /// <summary>Who may decide about requests is known to the web alone, and enters no address.</summary>
    public bool Takes(NoticeKind kind) => kind != NoticeKind.RequestWaiting;

    public async Task<NoticeAnswer> SendAsync(NoticeRecord notice, string person, CancellationToken cancel)
    {
        var (_, contact) = await documents.ReadAsync<ContactRecord>(ContactGrain.DocumentKind, notice.Collector);
        if (contact is not { WantsMail: true, Address: { } address })
            return NoticeAnswer.Taken;
        if (settings.Quiet?.EndAt(time.Now(), calendar) is { } end)
            return NoticeAnswer.Later(end);
        var from = settings.Sender ?? throw new InvalidOperationException("Nobody is configured to send it.");
        var text = MailText.Of(notice, person, await ReasonAsync(notice), calendar.LocalOf(new Moment(notice.AtMicros)), contact.Language ?? settings.Language);
        return await line.SendAsync(settings, MailMessages.Of(from, address, text, notice.Id, time.Now()), cancel);
    }

    /// <summary>A notice holds none: it goes to others too.</summary>
    private async Task<string?> ReasonAsync(NoticeRecord notice)
    {
        var (_, redemption) = await documents.ReadAsync<RedemptionRecord>(RedemptionGrain.DocumentKind, notice.Redemption);
        return redemption?.Decisions.ElementAtOrDefault(notice.Number - 1)?.Reason;
    }
}
