using Leaderboard.Notices;
using Leaderboard.Rewards;
using Leaderboard.Silo.Rewards;

namespace Leaderboard.Silo.Notices;

/// <summary>A silo whose mails go to a real server of mail, shared by the tests of a class. It is quiet from 20:00 to 08:00.</summary>
public abstract class MailFloor : IAsyncLifetime
{
    private LeaderboardCluster? _cluster;

    internal LeaderboardCluster Cluster => _cluster ?? throw new InvalidOperationException("Not started.");

    internal MailServer Server { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Server.StartAsync();
        _cluster = New(o =>
        {
            o.Mail = new MailSettings
            {
                Host = "127.0.0.1", Port = Server.Port, Security = MailSecurity.None, From = "龙虎榜 <leaderboard@bank.example>", Language = "zh-Hans", QuietFrom = new TimeOnly(20, 0), QuietTo = new TimeOnly(8, 0),
            };

            // What is asked for in the evening is there in the morning.
            (o.RequestsExpireAfter, o.UnclaimedExpireAfter) = (TimeSpan.FromDays(30), TimeSpan.FromDays(30));
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
