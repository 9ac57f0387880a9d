using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leaderboard.Domain.Notices;
using Leaderboard.Notices;

namespace Leaderboard.Silo.Notices;

/// <summary>How the way to the server is kept from others, with real TLS.</summary>
public sealed class MailLineTests
{
    private static readonly MailSettings Settings = new() { Host = "localhost", From = "leaderboard@bank.example", User = MailServer.User, Password = MailServer.Password };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task By_TLS_it_signs_in_and_the_mail_is_there(MailSecurity security)
    {
        using var certificate = NewCertificate();
        await using var server = new MailServer(certificate, security == MailSecurity.Tls);
        await server.StartAsync();

        Assert.Null(await SendAsync(server, security, trusts: certificate));

        Assert.Equal("Hello", Assert.Single(server.MailsTo("li@bank.example")).Subject);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_server_that_nobody_vouches_for_gets_neither_password_nor_mail(MailSecurity security)
    {
        using var certificate = NewCertificate();
        await using var server = new MailServer(certificate, security == MailSecurity.Tls);
        await server.StartAsync();

        Assert.Equal("No TLS that can be trusted.", await SendAsync(server, security, trusts: null));

        Assert.Empty(server.Mails());
    }

    [Fact]
    public async Task A_server_without_TLS_gets_nothing_where_it_is_asked_for()
    {
        await using var server = new MailServer();
        await server.StartAsync();

        Assert.Equal("The server does not offer what is configured.", await SendAsync(server, MailSecurity.StartTls, trusts: null));

        Assert.Empty(server.Mails());
    }

    [Fact]
    public async Task A_wrong_password_is_said_so_and_not_told()
    {
        using var certificate = NewCertificate();
        await using var server = new MailServer(certificate, isSecure: true);
        await server.StartAsync();

        Assert.Equal("The server refused user or password.", await SendAsync(server, MailSecurity.Tls, certificate, "an0ther"));
    }

    [Fact]
    public async Task A_host_that_there_is_not_is_said_so()
    {
        var settings = new MailSettings { Host = "no-such-host.invalid", Security = MailSecurity.None, From = Settings.From };

        var answer = await new MailLine().SendAsync(settings, Mail(), Cancel);

        Assert.True(answer.Error is "HostNotFound" or "TryAgain" or "NoData", answer.Error);
    }

    private static MimeKit.MimeMessage Mail() => MailMessages.Of(Settings.Sender!, "li@bank.example", new MailText("Hello", "Body"), "r/1/mail", new Moment(0));

    private static async Task<string?> SendAsync(MailServer server, MailSecurity security, X509Certificate2? trusts, string password = MailServer.Password)
    {
        var line = new MailLine(trusts is null ? null : (_, shown, _, _) => shown?.GetCertHashString() == trusts.GetCertHashString());
        var settings = new MailSettings { Host = "localhost", Port = server.Port, Security = security, User = Settings.User, Password = password, From = Settings.From };
        return (await line.SendAsync(settings, Mail(), Cancel)).Error;
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
