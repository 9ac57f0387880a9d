using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leaderboard.Domain.Notices;
using Leaderboard.Notices;
using Leaderboard.Testing;
using MimeKit;

namespace Leaderboard.Silo.Notices;

/// <summary>Mails to a server that others wrote, in a process of its own: in the clear, and by TLS that is checked.</summary>
public sealed class MailProcessTests : IDisposable
{
    private const string Subject = "已批准：电影票 × 2";
    private const string Body = "小虎：\n\n电影票 × 2 已批准，可以领取。\n.\n时间：2026年11月23日 10:15";

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_Chinese_mail_arrives_as_it_was_written()
    {
        await using var server = await StartAsync(null);

        Assert.Null(await SendAsync(server, MailSecurity.None, "127.0.0.1"));

        AssertTaken(server);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task By_TLS_it_arrives_at_a_server_whose_authority_is_trusted(MailSecurity security)
    {
        using var authority = NewAuthority();
        await using var server = await StartAsync(Identity(authority, security));

        Assert.Null(await SendAsync(server, security, "localhost", authority));

        AssertTaken(server);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_server_of_another_authority_or_name_gets_no_mail(MailSecurity security)
    {
        using var authority = NewAuthority();
        using var another = NewAuthority();
        await using var server = await StartAsync(Identity(authority, security));

        Assert.Equal("No TLS that can be trusted.", await SendAsync(server, security, "localhost", another));
        Assert.Equal("No TLS that can be trusted.", await SendAsync(server, security, "127.0.0.1", authority));
        Assert.Equal("No TLS that can be trusted.", await SendAsync(server, security, "localhost"));

        Assert.Empty(server.Mails());
    }

    [Fact]
    public async Task A_server_that_asks_for_TLS_takes_nothing_in_the_clear()
    {
        using var authority = NewAuthority();
        await using var server = await StartAsync(Identity(authority, MailSecurity.StartTls));

        Assert.Equal("The server asks for TLS, or for user and password.", await SendAsync(server, MailSecurity.None, "127.0.0.1"));

        Assert.Empty(server.Mails());
    }

    [Fact]
    public async Task Killed_and_started_again_it_is_where_it_was_with_what_it_had()
    {
        await using var server = await StartAsync(null);
        Assert.Null(await SendAsync(server, MailSecurity.None, "127.0.0.1"));

        await server.KillAsync();

        Assert.Equal("ConnectionRefused", await SendAsync(server, MailSecurity.None, "127.0.0.1"));
        await server.StartAsync();
        AssertTaken(server);
        Assert.Null(await SendAsync(server, MailSecurity.None, "127.0.0.1"));
        Assert.Equal(2, server.Mails().Length);
    }

    private static async Task<SmtpProcess> StartAsync(SmtpIdentity? identity)
    {
        Assert.SkipUnless(SmtpProcess.IsInstalled, "No mail server is installed.");
        var server = new SmtpProcess(identity);
        await server.StartAsync();
        return server;
    }

    private static void AssertTaken(SmtpProcess server)
    {
        var mail = MimeMessage.Load(Assert.Single(server.Mails()), Cancel);
        Assert.Equal((Subject, Body), (mail.Subject, mail.TextBody!.ReplaceLineEndings("\n").TrimEnd()));
        Assert.Equal(("龙虎榜", "li@bank.example"), (mail.From.Mailboxes.Single().Name, mail.To.Mailboxes.Single().Address));
        Assert.Equal(("leaderboard@bank.example", "li@bank.example"), (mail.Headers["X-MailFrom"], mail.Headers["X-RcptTo"]));
    }

    /// <param name="server">Where to.</param>
    /// <param name="security">Of the way.</param>
    /// <param name="host">By which the server is called.</param>
    /// <param name="trusted">An authority; null: those of the machine.</param>
    private static async Task<string?> SendAsync(SmtpProcess server, MailSecurity security, string host, X509Certificate2? trusted = null)
    {
        var settings = new MailSettings { Host = host, Port = server.Port, Security = security, From = "龙虎榜 <leaderboard@bank.example>" };
        var mail = MailMessages.Of(settings.Sender!, "li@bank.example", new MailText(Subject, Body), "r/1/mail", new Moment(0));
        return (await new MailLine(trusted is null ? null : Trusting(trusted)).SendAsync(settings, mail, Cancel)).Error;
    }

    /// <summary>As a machine does that trusts one authority: by chain and name.</summary>
    private static RemoteCertificateValidationCallback Trusting(X509Certificate2 authority) => (_, shown, _, errors) =>
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && shown is X509Certificate2 certificate && chain.Build(certificate);
    };

    private static X509Certificate2 NewAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Authority " + Guid.NewGuid().ToString("N"), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
    }

    /// <summary>Of <c>localhost</c>, and of no address.</summary>
    private SmtpIdentity Identity(X509Certificate2 authority, MailSecurity security)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        var identity = new SmtpIdentity(_folder.File("server.pem"), _folder.File("server.key"), security == MailSecurity.Tls);
        File.WriteAllText(identity.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(identity.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return identity;
    }
}
