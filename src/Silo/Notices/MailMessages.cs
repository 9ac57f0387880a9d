using System.Text;
using Leaderboard.Domain.Notices;
using MimeKit;

namespace Leaderboard.Notices;

/// <summary>Puts mails together.</summary>
internal static class MailMessages
{
    /// <param name="from">The installation.</param>
    /// <param name="to">An address that was checked.</param>
    /// <param name="text">Subject and body.</param>
    /// <param name="noticeId">The same at every try, so that who gets it twice knows it.</param>
    /// <param name="now">When it is sent.</param>
    public static MimeMessage Of(MailboxAddress from, string to, MailText text, string noticeId, Moment now)
    {
        var message = new MimeMessage
        {
            Subject = text.Subject,
            Date = now.ToDateTimeOffset(),
            MessageId = $"{Written(noticeId)}@{from.Domain}",
            Body = new TextPart("plain") { Text = text.Body },
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(Encoding.UTF8, "", to));

        // No machine answers it, such as one that says that somebody is away.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>Signs that an id of a mail may not have, in hex.</summary>
    private static string Written(string noticeId) => Uri.EscapeDataString(noticeId).Replace("%2F", "/", StringComparison.Ordinal);
}
