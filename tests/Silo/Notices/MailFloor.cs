using Leaderboard.Notices;
using Leaderboard.Rewards;
using Leaderboard.Silo.Rewards;
using Leaderboard.Testing;
using MimeKit;

namespace Leaderboard.Silo.Notices;

/// <summary>A silo whose mails go to a mail server of its own process, shared by the tests of a class. It is quiet from 20:00 to 08:00.</summary>
public abstract class MailFloor : IAsyncLifetime
{
    private readonly MailSettings _settings = new()
    {
        Host = "127.0.0.1", Security = MailSecurity.None, From = "龙虎榜 <leaderboard@bank.example>", Language = "zh-Hans", QuietFrom = new TimeOnly(20, 0), QuietTo = new TimeOnly(8, 0),
    };

    private LeaderboardCluster? _cluster;

    internal LeaderboardCluster Cluster => _cluster ?? throw new InvalidOperationException("Not started.");

    internal SmtpProcess Server { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(SmtpProcess.IsInstalled, "No mail server is installed.");
        await Server.StartAsync();
        _settings.Port = Server.Port;
        _cluster = New(o =>
        {
            o.Mail = _settings;

            // What is asked for in the evening is there in the morning; who waits until the next evening is told that it ends.
            (o.RequestsExpireAfter, o.UnclaimedExpireAfter, o.RemindBeforeExpiry) = (TimeSpan.FromDays(2), TimeSpan.FromDays(2), TimeSpan.FromDays(1));
        });
        await _cluster.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>All that the server took, with whom its sender named before it.</summary>
    public (string From, string To, MimeMessage Message)[] Mails() =>
        [.. Server.Mails().Select(f => MimeMessage.Load(f)).Select(m => (m.Headers["X-MailFrom"] ?? "", m.Headers["X-RcptTo"] ?? "", m))];

    /// <summary>Those to one address.</summary>
    public MimeMessage[] MailsTo(string address) => [.. Mails().Where(m => m.To == address).Select(m => m.Message)];

    /// <summary>What is sent meanwhile goes to another server, such as one that refuses it.</summary>
    internal async Task WithServerAsync(MailServer other, Func<Task> act)
    {
        _settings.Port = other.Port;
        try
        {
            await act();
        }
        finally
        {
            _settings.Port = Server.Port;
        }
    }

    /// <summary>Moves the clock to the next time it is so late in the institution.</summary>
    public void WaitUntil(int hour, int minute)
    {
        var now = Cluster.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        var at = new DateTimeOffset(now.Date, now.Offset).AddHours(hour).AddMinutes(minute);
        if (at != now)
            Cluster.Time.SetUtcNow(at < now ? at.AddDays(1) : at);
    }

    protected abstract LeaderboardCluster New(Action<LeaderboardOptions> settings);
}

public sealed class SqliteMailFloor : MailFloor
{
    protected override LeaderboardCluster New(Action<LeaderboardOptions> settings) => new SqliteCluster { Settings = settings };
}

public sealed class PostgreSqlMailFloor : MailFloor
{
    protected override LeaderboardCluster New(Action<LeaderboardOptions> settings) => new PostgreSqlCluster { Settings = settings };
}
