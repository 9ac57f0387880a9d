using Microsoft.Extensions.Configuration;

namespace Leaderboard.Domain.Notices;

public sealed class MailSettingsTests
{
    /// <summary>What is changed about settings that work, and how many faults that makes.</summary>
    public static TheoryData<string, string?, int> Changes => new()
    {
        { "Host", " ", 1 },
        { "Port", "0", 1 },
        { "Port", "65536", 1 },
        { "Port", null, 0 },
        { "Security", "tls", 0 },
        { "Security", "9", 1 },
        { "Security", "none", 1 },
        { "User", null, 1 },
        { "Password", null, 1 },
        { "From", "leaderboard@bank.example", 0 },
        { "From", "leaderboard", 1 },
        { "From", "", 1 },
        { "From", "a@bank.example, b@bank.example", 1 },
        { "Language", "zh-Hans", 0 },
        { "Language", "fr", 1 },
        { "QuietTo", "20:00", 1 },
        { "QuietTo", null, 1 },
        { "QuietFrom", null, 1 },
    };

    [Fact]
    public void Settings_that_work_are_taken_as_they_are_written()
    {
        var mail = With("Port", "2525");

        Assert.Empty(mail.Faults());
        Assert.Equal(("smtp.bank.example", 2525, MailSecurity.StartTls), (mail.Host, mail.PortOrUsual, mail.Security));
        Assert.Equal(new QuietHours(new TimeOnly(20, 0), new TimeOnly(8, 0)), mail.Quiet);
        Assert.Equal(("Leaderboard", "leaderboard@bank.example"), (mail.Sender!.Name, mail.Sender.Address));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Settings_that_cannot_work_are_refused_at_start(string key, string? value, int faults)
    {
        var options = new LeaderboardOptions { Mail = With(key, value) };

        Assert.Equal(faults, new LeaderboardOptionsValidator().Validate(null, options).Failures?.Count() ?? 0);
    }

    [Theory]
    [InlineData(MailSecurity.None, 25)]
    [InlineData(MailSecurity.StartTls, 587)]
    [InlineData(MailSecurity.Tls, 465)]
    public void Without_a_port_it_is_the_usual_one(MailSecurity security, int port) => Assert.Equal(port, new MailSettings { Security = security }.PortOrUsual);

    private static MailSettings With(string key, string? value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Host"] = "smtp.bank.example", ["Security"] = "startTls", ["User"] = "leaderboard", ["Password"] = "s3cret", ["From"] = "Leaderboard <leaderboard@bank.example>",
            ["Language"] = "en", ["QuietFrom"] = "20:00", ["QuietTo"] = "08:00", [key] = value,
        };
        return new ConfigurationBuilder().AddInMemoryCollection(settings.Where(s => s.Value is not null)).Build().Get<MailSettings>()!;
    }
}
