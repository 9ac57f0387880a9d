using Leaderboard.Boards;
using Leaderboard.Domain.Journal;
using Leaderboard.Domain.Notices;
using Leaderboard.Domain.Points;
using Leaderboard.Journal;
using Leaderboard.Notices;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Schemes;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Silo.Notices;

/// <summary>
/// Whose points end is told once of each last day. A receipt of 1,000.00 on a Monday gives 10.00 points that vest on Tuesday and last for ten days, until the end of the
/// second Friday, day 11; three days before that ends, as day 9 begins, it is told.
/// </summary>
public abstract class PointsReminderTests(LeaderboardCluster cluster)
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));
    private static readonly TimeSpan Blink = TimeSpan.FromMicroseconds(1);

    private readonly string _tag = Guid.NewGuid().ToString("N")[..12];

    private CollectorId Id => new("c-" + _tag);

    private ICollectorGrain Collector => cluster.Grains.Collector(Id);

    [Fact]
    public async Task The_owner_is_told_once_as_the_day_of_the_notice_begins_and_no_moment_before()
    {
        var monday = await BeginAsync();
        GoTo(Calendar.DayStart(monday, 9).Plus(-Blink));
        await TendAsync();
        Assert.False(await IsWrittenAsync(monday));

        GoTo(Calendar.DayStart(monday, 9));
        await TendAsync();
        await Notice(monday).Send();
        await cluster.Grains.Cluster().ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        GoTo(Calendar.DayStart(monday, 10));
        await TendAsync();
        await Notice(monday).Send();

        var told = Assert.Single(cluster.Channel.TriedOf(Id));
        Assert.Equal((NoticeKind.PointsExpiring, "Li Wei", 10_00L), (told.Notice.Kind, told.Person, told.Notice.PriceHundredths));
        Assert.Equal([(Calendar.DayOf(Calendar.DayStart(monday, 11)), 10_00L)], told.Notice.Ending.Select(e => (e.LastDay, e.Hundredths)));
    }

    [Fact]
    public async Task What_was_spent_since_is_not_told_of()
    {
        var monday = await BeginAsync();
        cluster.Channel.Answer(Id, () => "HTTP 500");
        GoTo(Calendar.DayStart(monday, 9));
        await TendAsync();
        await Notice(monday).Send();
        Assert.Equal(NoticeState.Waiting, (await Notice(monday).Get())!.State);

        // 4.00 are promised before the second try, the rest before the third.
        Assert.True(await Collector.Hold(new PointsHold { Id = "h" + _tag, PointsHundredths = 4_00 }));
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        await Notice(monday).Send();
        Assert.Equal([10_00, 6_00], cluster.Channel.TriedOf(Id).Select(t => t.Notice.PriceHundredths));
        Assert.True(await Collector.Hold(new PointsHold { Id = "i" + _tag, PointsHundredths = 6_00 }));
        cluster.Channel.Answer(Id, () => null);
        cluster.Time.Advance(TimeSpan.FromMinutes(2));
        await Notice(monday).Send();

        Assert.Equal(NoticeState.Dropped, (await Notice(monday).Get())!.State);
        Assert.Equal(2, cluster.Channel.TriedOf(Id).Length);
    }

    [Fact]
    public async Task A_round_that_two_go_at_once_tells_once()
    {
        var monday = await BeginAsync();
        GoTo(Calendar.DayStart(monday, 9));

        await Task.WhenAll(TendAsync(), TendAsync(), TendAsync());
        await Task.WhenAll(Notice(monday).Send(), Notice(monday).Send());

        Assert.Single(cluster.Channel.TriedOf(Id));
    }

    // No tick until the last day begins: still true. None until it is over: gone, and nobody is told of what they cannot spend.
    [Theory]
    [InlineData(11, 1)]
    [InlineData(12, 0)]
    public async Task What_was_missed_while_nothing_ran_comes_with_the_next_tick_if_it_is_still_true(int day, int told)
    {
        var monday = await BeginAsync();

        GoTo(Calendar.DayStart(monday, day));
        await cluster.Grains.Cluster().ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await TendAsync();
        await Notice(monday).Send();
        await TendAsync();

        Assert.Equal(told, cluster.Channel.TriedOf(Id).Length);
        Assert.Equal(told * 10_00L, (await Collector.GetPoints())!.BalanceHundredths);
    }

    private string NoticeId(Moment monday) => $"points/{Id}/{Calendar.DayOf(Calendar.DayStart(monday, 11)):yyyy-MM-dd}/test";

    private INoticeGrain Notice(Moment monday) => cluster.Grains.Notice(NoticeId(monday));

    private async Task<bool> IsWrittenAsync(Moment monday) =>
        (await cluster.Services.GetRequiredService<DocumentStore>().ReadAsync<NoticeRecord>(NoticeGrain.DocumentKind, NoticeId(monday))).Document is not null;

    /// <summary>Without the ticks in between: weeks of them would keep every other class waiting, and each test does what they do.</summary>
    private void GoTo(Moment at) => cluster.Time.AdjustTime(cluster.Time.GetUtcNow() + (at - cluster.Time.Now()));

    /// <summary>Publishes for a Monday to come, and earns on it.</summary>
    private async Task<Moment> BeginAsync()
    {
        await Collector.Put(new CollectorChange { Name = "Li Wei" });
        var monday = Calendar.Window(BoardPeriod.Week, Calendar.DayStart(cluster.Time.Now(), 7)).From!.Value;
        var rules = PointsPlan.Default.Rules with { Expiry = new PointsExpiry { Days = 10, NoticeDays = 3 } };
        Assert.Empty((await cluster.Grains.Schemes().Publish(new SchemeDraft { Id = "s" + _tag, EffectiveFrom = monday, Rules = rules }, "m")).Faults);
        var at = monday.Plus(TimeSpan.FromHours(10));
        GoTo(at);
        Assert.Equal(PostingStatus.Accepted, (await Collector.PostRecoveries([Receipts.Cash("r" + _tag, 1_000_00, at)]))[0].Status);
        return monday;
    }

    private async Task TendAsync()
    {
        while (await cluster.Grains.Merits(new Partitions(Partitions.Default).Of(Id)).Tend() > 0)
        {
            // Many collectors take more than one turn.
        }
    }
}

public sealed class SqlitePointsReminderTests(SqliteCluster cluster) : PointsReminderTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlPointsReminderTests(PostgreSqlCluster cluster) : PointsReminderTests(cluster), IClassFixture<PostgreSqlCluster>;
