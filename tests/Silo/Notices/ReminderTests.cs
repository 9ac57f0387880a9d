using Leaderboard.Domain.Notices;
using Leaderboard.Domain.Rewards;
using Leaderboard.Journal;
using Leaderboard.Notices;
using Leaderboard.Operations;
using Leaderboard.Rewards;
using Leaderboard.Silo.Rewards;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Leaderboard.Silo.Notices;

/// <summary>Who decides is reminded of what waits, and its owner told before it ends: once, by the clock, and of nothing that is settled.</summary>
public abstract class ReminderTests(ReminderFloor floor)
{
    private static readonly TimeSpan Blink = TimeSpan.FromMicroseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntilRequestEndsSoon = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan UntilClaimEndsSoon = TimeSpan.FromMinutes(150);
    private readonly RewardFloor _rewards = new(floor.Cluster);

    private CollectorId Li => new(_rewards.Named("li"));

    private IRedemptionGrain Redemption => _rewards.Redemption("r");

    private DocumentStore Documents => floor.Cluster.Services.GetRequiredService<DocumentStore>();

    private NoticeRecord[] Tried => [.. floor.Cluster.Channel.TriedOf(Li).Select(t => t.Notice)];

    [Fact]
    public async Task Who_decides_is_reminded_once_when_a_request_has_waited_long_and_no_moment_before()
    {
        await AskedAsync();
        floor.Cluster.Time.Advance(Patience - Blink);
        await TickAsync();
        Assert.False(await IsWrittenAsync("0/waiting"));
        var askedAt = (await Redemption.Get())!.RequestedAt;

        floor.Cluster.Time.Advance(Blink);
        await TickAsync();
        await Task.WhenAll(Notice("0/waiting").Send(), Notice("0/waiting").Send());
        await floor.Cluster.Grains.Cluster().ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        floor.Cluster.Time.Advance(TimeSpan.FromMinutes(10));
        await TickAsync();
        await Notice("0/waiting").Send();

        var told = Assert.Single(Tried);
        Assert.Equal((NoticeKind.RequestWaiting, "mug", 2, askedAt.Plus(Patience)), (told.Kind, told.RewardName, told.Quantity, new Moment(told.AtMicros)));
        Assert.Equal((askedAt.ToDateTimeOffset(), TimeSpan.FromHours(8)), (told.When!.Value.ToUniversalTime(), told.When.Value.Offset));
        Assert.Equal(NoticeState.Sent, (await Notice("0/waiting").Get())!.State);
    }

    [Fact]
    public async Task Its_owner_is_told_once_before_a_request_ends_and_once_before_what_was_approved_does()
    {
        await AskedAsync();
        floor.Cluster.Time.Advance(UntilRequestEndsSoon - Blink);
        await TickAsync();
        Assert.False(await IsWrittenAsync("0/ending"));
        floor.Cluster.Time.Advance(Blink);
        await TickAsync();
        await Notice("0/ending").Send();
        await Notice("0/ending").Send();

        Assert.Equal(RedemptionOutcome.Done, (await Redemption.Approve("m")).Outcome);
        var ends = (await Redemption.Get())!.ExpiresAt!.Value;
        floor.Cluster.Time.Advance(UntilClaimEndsSoon - Blink);
        await TickAsync();
        Assert.False(await IsWrittenAsync("1/ending"));
        floor.Cluster.Time.Advance(Blink);
        await TickAsync();
        await TickAsync();
        await Notice("1/ending").Send();
        await Notice("1/ending").Send();

        var told = Tried.Where(n => n.Kind == NoticeKind.RedemptionExpiring).OrderBy(n => n.AtMicros).ToArray();
        Assert.Equal([RedemptionState.Requested, RedemptionState.Approved], told.Select(n => n.Became));
        Assert.Equal(ends.ToDateTimeOffset(), told[1].When!.Value.ToUniversalTime());
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_was_settled_before()
    {
        await AskedAsync();
        floor.Cluster.Time.Advance(Patience - Blink);
        await Redemption.Approve("m");
        floor.Cluster.Time.Advance(UntilClaimEndsSoon - Blink);
        await Redemption.Fulfil("m");
        floor.Cluster.Time.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        await Redemption.Remind();

        foreach (var name in new[] { "0/waiting", "0/ending", "1/ending" })
            Assert.False(await IsWrittenAsync(name));
        Assert.DoesNotContain(Tried, n => n.Kind != NoticeKind.Decision);
    }

    [Fact]
    public async Task A_reminder_on_its_way_is_dropped_when_the_request_is_decided_or_has_ended()
    {
        await AskedAsync();
        floor.Cluster.Channel.Answer(Li, () => "HTTP 500");
        floor.Cluster.Time.Advance(Patience);
        await TickAsync();
        await Notice("0/waiting").Send();
        Assert.Equal(NoticeState.Waiting, (await Notice("0/waiting").Get())!.State);
        await Redemption.Approve("m");
        floor.Cluster.Time.Advance(UntilClaimEndsSoon);
        await TickAsync();
        await Notice("1/ending").Send();
        Assert.Equal(NoticeState.Waiting, (await Notice("1/ending").Get())!.State);
        floor.Cluster.Time.Advance(TimeSpan.FromMinutes(30));
        await Redemption.Finish();
        Assert.Equal(RedemptionState.Expired, (await Redemption.Get())!.State);
        floor.Cluster.Channel.Answer(Li, () => null);

        foreach (var name in new[] { "0/waiting", "1/ending" })
        {
            await Notice(name).Send();
            Assert.Equal(NoticeState.Dropped, (await Notice(name).Get())!.State);
        }
    }

    [Fact]
    public async Task A_process_that_ends_behind_the_mark_loses_no_reminder_and_doubles_none()
    {
        await AskedAsync();
        var crashes = 0;
        foreach (var faults in floor.Cluster.AllServices.Select(s => s.GetRequiredService<FaultPoints<RedemptionPoint>>()))
        {
            faults.OnPass = (id, point) =>
            {
                if (id == _rewards.Named("r") && point == RedemptionPoint.RemindedStored && Interlocked.Increment(ref crashes) == 1)
                    throw new InconsistentStateException("The process ends here.");
            };
        }

        floor.Cluster.Time.Advance(Patience);

        // Whether this or the clock comes first, one of them falls.
        await Record.ExceptionAsync(Redemption.Remind);
        await TickAsync();
        await Notice("0/waiting").Send();

        Assert.Equal((1, 1), (crashes, Tried.Length));
        Assert.Equal(NoticeState.Sent, (await Notice("0/waiting").Get())!.State);
        foreach (var services in floor.Cluster.AllServices)
            services.GetRequiredService<FaultPoints<RedemptionPoint>>().OnPass = null;
    }

    [Fact]
    public async Task Neither_the_mark_nor_its_notice_is_there_without_the_other()
    {
        await AskedAsync();
        var id = $"{_rewards.Named("r")}/0/waiting/test";
        var stored = await StoredAsync();
        var inTheWay = NoticeRecord.Of(null, stored.Approved("m", floor.Cluster.Time.Now())!, ["test"]).Single() with { Id = id };
        await Documents.SaveAsync(NoticeGrain.DocumentKind, id, 0, inTheWay.Sent(floor.Cluster.Time.Now()));
        floor.Cluster.Time.Advance(Patience);

        await Assert.ThrowsAsync<DocumentConflictException>(Redemption.Remind);

        Assert.Null((await StoredAsync()).RemindedAtMicros);

        // What stands in its way keeps nobody from going on.
        Assert.Equal(RedemptionOutcome.Done, (await Redemption.End(RedemptionState.Cancelled, null, "c")).Outcome);
    }

    private INoticeGrain Notice(string name) => floor.Cluster.Grains.Notice($"{_rewards.Named("r")}/{name}/test");

    private async Task<bool> IsWrittenAsync(string name) => (await Documents.ReadAsync<NoticeRecord>(NoticeGrain.DocumentKind, $"{_rewards.Named("r")}/{name}/test")).Document is not null;

    private async Task<RedemptionRecord> StoredAsync() => (await Documents.ReadAsync<RedemptionRecord>(RedemptionGrain.DocumentKind, _rewards.Named("r"))).Document!;

    /// <summary>As the clocks of two silos do it.</summary>
    private Task TickAsync() => Task.WhenAll(floor.Cluster.Grains.Redemptions().Finish(), floor.Cluster.Grains.Redemptions().Finish(), Redemption.Remind());

    private async Task AskedAsync()
    {
        await _rewards.HireAsync("li", 100_00);
        await _rewards.OfferAsync("mug", 10_00, 5);
        Assert.Equal(RedemptionOutcome.Done, (await _rewards.AskAsync("r", "li", "mug", 2)).Outcome);
    }
}

public sealed class SqliteReminderTests(SqliteReminderFloor floor) : ReminderTests(floor), IClassFixture<SqliteReminderFloor>;

public sealed class PostgreSqlReminderTests(PostgreSqlReminderFloor floor) : ReminderTests(floor), IClassFixture<PostgreSqlReminderFloor>;
