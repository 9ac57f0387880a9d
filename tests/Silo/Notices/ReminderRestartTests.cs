using Leaderboard.Notices;
using Leaderboard.Rewards;
using Leaderboard.Silo.Rewards;
using Leaderboard.Testing;

namespace Leaderboard.Silo.Notices;

/// <summary>What became due while nothing ran is told at the next start, where it is still true.</summary>
public abstract class ReminderRestartTests(ReminderFloor floor)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly RewardFloor _rewards = new(floor.Cluster);

    /// <summary>One is two hours old at the start, and has ended; one has waited for seventy minutes.</summary>
    [Fact]
    public async Task A_reminder_that_was_missed_comes_once_and_none_of_what_is_over()
    {
        await AskedAsync("over", "wang");
        floor.Cluster.Time.Advance(TimeSpan.FromMinutes(50));
        await AskedAsync("waits", "li");

        await floor.Cluster.WhileDownAsync(() => floor.Cluster.Time.Advance(TimeSpan.FromMinutes(70)));
        await Eventually.TrueAsync(
            "the reminder was sent",
            Patience,
            () =>
            {
                floor.Cluster.Time.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(KindsOf("li").Length > 0 && KindsOf("wang").Length > 0);
            },
            TestContext.Current.CancellationToken);
        await floor.Cluster.WhileDownAsync(() => { });
        await floor.Cluster.Grains.Redemptions().Finish();

        Assert.Equal([NoticeKind.RequestWaiting], KindsOf("li"));
        Assert.Equal([NoticeKind.Decision], KindsOf("wang"));
        Assert.Equal(RedemptionState.Expired, (await _rewards.Redemption("over").Get())!.State);
    }

    private NoticeKind[] KindsOf(string name) => [.. floor.Cluster.Channel.TriedOf(new CollectorId(_rewards.Named(name))).Select(t => t.Notice.Kind)];

    private async Task AskedAsync(string id, string collector)
    {
        await _rewards.HireAsync(collector, 100_00);
        await _rewards.OfferAsync("mug", 10_00, 5);
        Assert.Equal(RedemptionOutcome.Done, (await _rewards.AskAsync(id, collector, "mug")).Outcome);
    }
}

public sealed class SqliteReminderRestartTests(SqliteReminderFloor floor) : ReminderRestartTests(floor), IClassFixture<SqliteReminderFloor>;

public sealed class PostgreSqlReminderRestartTests(PostgreSqlReminderFloor floor) : ReminderRestartTests(floor), IClassFixture<PostgreSqlReminderFloor>;
