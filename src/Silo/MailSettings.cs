using MimeKit;

namespace Leaderboard;

/// <summary>How the way to the mail server is kept from others.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: for a server on the same machine or in a private network.</summary>
    None = 1,

    /// <summary>In the clear until both have changed to TLS; nothing is sent to a server that does not.</summary>
    StartTls = 2,

    /// <summary>TLS from the first byte on.</summary>
    Tls = 3,
}

/// <summary>Section <c>Leaderboard:Mail</c>: the server that takes mails to the people a decision concerns.</summary>
public sealed class MailSettings
{
    public string Host { get; set; } = "";

    /// <summary>Null: 25, 587 with <see cref="MailSecurity.StartTls"/>, 465 with <see cref="MailSecurity.Tls"/>.</summary>
    public int? Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Empty: the server asks nobody who they are.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Whom mails are from, such as <c>Leaderboard &lt;leaderboard@bank.example&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>Of mails to people who have chosen none: <c>zh-Hans</c> or <c>en</c>.</summary>
    public string Language { get; set; } = Domain.Notices.NoticeText.Chinese;

    /// <summary>Local time from which mails wait; null: none ever does.</summary>
    public TimeOnly? QuietFrom { get; set; }

    /// <summary>Local time until which they do, on the next day unless it is later than <see cref="QuietFrom"/>.</summary>
    public TimeOnly? QuietTo { get; set; }

    internal int PortOrUsual => Port ?? Security switch { MailSecurity.StartTls => 587, MailSecurity.Tls => 465, _ => 25 };

    internal Domain.Notices.QuietHours? Quiet => QuietFrom is { } from && QuietTo is { } to ? new(from, to) : null;

    internal MailboxAddress? Sender => MailboxAddress.TryParse(From, out var sender) && Domain.Notices.MailAddress.IsOne(sender.Address) ? sender : null;

    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Host))
            yield return "Leaderboard:Mail:Host must be set.";
        if (Port is < 1 or > 65535)
            yield return "Leaderboard:Mail:Port must be 1 to 65535.";
        if (!Enum.IsDefined(Security))
            yield return "Leaderboard:Mail:Security must be None, StartTls or Tls.";
        if (User.Length > 0 != Password.Length > 0)
            yield return "Leaderboard:Mail:User and Password must both be set, or neither.";
        if (User.Length > 0 && Security == MailSecurity.None)
            yield return "Leaderboard:Mail:Security must be StartTls or Tls where there is a Password.";
        if (Sender is null)
            yield return "Leaderboard:Mail:From must be a mail address.";
        if (Language is not (Domain.Notices.NoticeText.Chinese or Domain.Notices.NoticeText.English))
            yield return "Leaderboard:Mail:Language must be zh-Hans or en.";
        if (QuietFrom is null != QuietTo is null || (QuietFrom is not null && QuietFrom == QuietTo))
            yield return "Leaderboard:Mail:QuietFrom and QuietTo must be two times, or neither.";
    }
}
