using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using Leaderboard.Domain.Notices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Leaderboard.Notices;

/// <summary>The line to the mail server, opened for each mail.</summary>
/// <param name="check">Of the server's certificate; null: as the machine trusts others.</param>
internal sealed class MailLine(RemoteCertificateValidationCallback? check = null)
{
    public async Task<NoticeAnswer> SendAsync(MailSettings settings, MimeMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient { ServerCertificateValidationCallback = check, CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(settings.Host, settings.PortOrUsual, OptionOf(settings.Security), cancel);
            if (settings.User.Length > 0)
                await client.AuthenticateAsync(settings.User, settings.Password, cancel);
            await client.SendAsync(message, cancel);
        }
        catch (Exception failure) when (ErrorOf(failure) is not null)
        {
            return NoticeAnswer.Failed(ErrorOf(failure) ?? "");
        }

        await HangUpAsync(client, cancel);
        return NoticeAnswer.Taken;
    }

    /// <summary>The mail was taken, whatever comes of the farewell.</summary>
    private static async Task HangUpAsync(SmtpClient client, CancellationToken cancel)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException or ProtocolException)
        {
            // The line is closed all the same.
        }
    }

    private static SecureSocketOptions OptionOf(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, "No such security."),
    };

    /// <summary>Codes and words of our own: what a server writes may hold addresses. Null: no failure of mail.</summary>
    private static string? ErrorOf(Exception failure) => failure switch
    {
        SmtpCommandException refused => string.Create(CultureInfo.InvariantCulture, $"SMTP {(int)refused.StatusCode} {refused.ErrorCode}"),
        AuthenticationException => "The server refused user or password.",
        ServiceNotAuthenticatedException => "The server asks for TLS, or for user and password.",
        SslHandshakeException => "No TLS that can be trusted.",
        NotSupportedException => "The server does not offer what is configured.",
        SocketException unreached => unreached.SocketErrorCode.ToString(),
        IOException or ProtocolException => "The line was cut.",
        _ => null,
    };
}
