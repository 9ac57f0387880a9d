namespace Leaderboard.Silo.Notices;

/// <summary>
/// Silos that remind of a request after an hour, and half an hour before anything ends: what is asked for after two hours, what was approved after three.
/// Shared by the tests of a class.
/// </summary>
public abstract class ReminderFloor : IAsyncLifetime
{
    private LeaderboardCluster? _cluster;

    internal LeaderboardCluster Cluster => _cluster ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _cluster = New(o => (o.RemindOfRequestsAfter, o.RemindBeforeExpiry) = (TimeSpan.FromHours(1), TimeSpan.FromMinutes(30)));
        await _cluster.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract LeaderboardCluster New(Action<LeaderboardOptions> settings);
}

public sealed class SqliteReminderFloor : ReminderFloor
{
    protected override LeaderboardCluster New(Action<LeaderboardOptions> settings) => new SqliteCluster { Settings = settings };
}

/// <summary>Two silos, both of which find what is due.</summary>
public sealed class PostgreSqlReminderFloor : ReminderFloor
{
    protected override LeaderboardCluster New(Action<LeaderboardOptions> settings) => new PostgreSqlCluster { Settings = settings, SiloCount = 2 };
}
