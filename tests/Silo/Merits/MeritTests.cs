using Leaderboard.Boards;
using Leaderboard.Domain.Journal;
using Leaderboard.Domain.Points;
using Leaderboard.Journal;
using Leaderboard.Merits;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Schemes;
using Leaderboard.Targets;

namespace Leaderboard.Silo.Merits;

/// <summary>Streaks, badges and expiry as they come into ledgers. Each test publishes a scheme for a Monday to come, and goes there; a receipt of 1,000.00 gives 10.00 points.</summary>
public abstract class MeritTests(LeaderboardCluster cluster)
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private readonly string _tag = Guid.NewGuid().ToString("N")[..12];

    private Moment Now => cluster.Time.Now();

    private CollectorId Id => new("c-" + _tag);

    private TeamId Team => new("t-" + _tag);

    private ICollectorGrain Collector => cluster.Grains.Collector(Id);

    // Monday to Friday: 5 × 10, 10 for the first receipt, 50 for five in a row: 110. Wednesday bounces: 40 + 10. 1,000 for Wednesday come late: 110 again.
    [Fact]
    public async Task A_streak_is_given_taken_back_and_given_again_and_boards_sum_what_the_ledger_has()
    {
        var monday = await BeginAsync(r => r with { Streaks = new StreakRule { Days = 5, Points = 50_00 }, Badges = new BadgePoints { FirstReceipt = 10_00 } });
        await GoAsync(monday, 4);
        await PostAsync(monday, 4, 2, 0, 3, 1);
        await TendAsync();
        Assert.Equal((110_00L, 110_00L), await PointsAsync(monday));

        await Collector.PostReversals([Receipts.Reversal("v" + _tag, "2" + _tag, Now)]);
        await TendAsync();
        Assert.Equal((50_00L, 50_00L), await PointsAsync(monday));

        await PostAsync("late", At(monday, 2));
        await TendAsync();
        await TendAsync();
        Assert.Equal((110_00L, 110_00L), await PointsAsync(monday));

        var entries = (await Collector.ReadLedger(0, 100))!;
        Assert.Equal(["first-receipt/1", "streak/1", "streak/2", "streak/3"], entries.Where(e => e.Merit is not null).Select(e => $"{e.Merit!.Key.Split(':')[0]}/{e.Id.Value.Split('/')[^1]}"));
        Assert.All(entries.Where(e => e.Kind == EntryKind.Streak), e => Assert.Equal((MeritKind.Streak, Calendar.DayOf(At(monday, 4)), $"s{_tag}/1"), (e.Merit!.Kind, e.Merit.Day, e.Scheme)));
        Assert.Null((await cluster.Grains.JournalQuery().Verify()).FirstBroken);

        // Cheques clear on the seventh day: until then no point of the streak can be spent.
        Assert.Equal((Calendar.DayStart(monday, 11), 50_00L), (entries.Last(e => e.Kind == EntryKind.Streak).VestsAt, entries.Last(e => e.Kind == EntryKind.Streak).PointsHundredths));
        Assert.Contains((await Collector.GetPoints())!.Vesting, v => v.At == Calendar.DayStart(monday, 11) && v.PointsHundredths >= 50_00);
        var amount = await cluster.Grains.Board(Calendar.Window(BoardPeriod.Week, monday).Key).Find(new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount }, Id.Value);
        Assert.Equal(5_000_00, amount!.Value);
    }

    // Nothing on Wednesday: on the Monday after, it is the second in a row. With leave entered for Wednesday it is the fifth.
    [Fact]
    public async Task An_absence_that_is_entered_later_excuses_the_gap()
    {
        var monday = await BeginAsync(r => r with { Streaks = new StreakRule { Days = 5, Points = 50_00 } });
        await GoAsync(monday, 7);
        await PostAsync(monday, 0, 1, 3, 4, 7);
        await TendAsync();
        Assert.Equal(50_00, (await Collector.GetPoints())!.BalanceHundredths);
        Assert.Equal(3, (await Collector.GetMerits())!.Streak.Days);

        var wednesday = Calendar.DayOf(At(monday, 2));
        await cluster.Grains.Absences(Id).Put([new Absence { Id = "a", From = wednesday, To = wednesday, Kind = AbsenceKind.Leave }]);
        await TendAsync();

        Assert.Equal(100_00, (await Collector.GetPoints())!.BalanceHundredths);
        Assert.Equal(5, (await Collector.GetMerits())!.Streak.Days);
    }

    [Fact]
    public async Task Whoever_asks_at_the_same_time_each_thing_is_given_once()
    {
        var monday = await BeginAsync(r => r with { Badges = new BadgePoints { FirstReceipt = 10_00, OldDebt = 5_00 } });
        await PostAsync(monday, 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? Collector.Tend() : PostAsync("more" + i, At(monday, 0))));
        await cluster.Grains.Cluster().ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await Collector.Tend();

        Assert.Equal(10_00, (await Collector.ReadLedger(0, 100))!.Where(e => e.Merit is not null).Sum(e => e.PointsHundredths));
    }

    // 10.00 by transfer on Monday vest on Tuesday and last 10 days: until the end of the second Friday, day 11. Told from three days before it ends, day 9.
    // Nobody looks until day 13: 10.00 expire, once. Then the receipt bounces: −10.00, and it has never been earned.
    [Fact]
    public async Task Points_expire_after_notice_once_and_what_is_taken_back_afterwards_is_missing()
    {
        var monday = await BeginAsync(r => r with { Expiry = new PointsExpiry { Days = 10, NoticeDays = 3 } });
        await PostAsync(monday, 0);
        await GoAsync(monday, 8);
        Assert.Empty((await Collector.GetPoints())!.Expiring);
        await GoAsync(monday, 9);
        Assert.Equal([(Calendar.DayOf(At(monday, 11)), 10_00L)], (await Collector.GetPoints())!.Expiring.Select(e => (e.LastDay, e.PointsHundredths)));
        await TendAsync();
        Assert.Equal(10_00, (await Collector.GetPoints())!.BalanceHundredths);

        await GoAsync(monday, 13);
        await TendAsync();
        await TendAsync();
        var points = (await Collector.GetPoints())!;
        Assert.Equal((0L, 0L, 10_00L), (points.BalanceHundredths, points.VestedHundredths, points.LifetimeHundredths));
        Assert.Empty(points.Expiring);
        var entry = Assert.Single((await Collector.ReadLedger(0, 100))!, e => e.Kind == EntryKind.Expiry);
        Assert.Equal((-10_00L, Calendar.DayStart(monday, 12)), (entry.PointsHundredths, entry.ReceivedAt));
        Assert.Equal(10_00, (await Collector.History([monday], Calendar.DayStart(monday, 30)))[0].PointsHundredths);

        await Collector.PostReversals([Receipts.Reversal("v" + _tag, "0" + _tag, Now)]);
        await cluster.Grains.Cluster().ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await TendAsync();
        points = (await Collector.GetPoints())!;
        Assert.Equal((-10_00L, 0L), (points.BalanceHundredths, points.LifetimeHundredths));
        Assert.Null((await cluster.Grains.JournalQuery().Verify()).FirstBroken);
    }

    // 10.00 last for eleven days. 4.00 are held: the other 6.00 end, and those when they are free again. What ran out is not promised before the day's round has come.
    [Fact]
    public async Task Held_points_end_when_they_are_free_again_and_what_ran_out_is_not_promised()
    {
        var monday = await BeginAsync(r => r with { Expiry = new PointsExpiry { Days = 10, NoticeDays = 3 } });
        await PostAsync(monday, 0);
        await GoAsync(monday, 9);
        var hold = new PointsHold { Id = "h" + _tag, PointsHundredths = 4_00 };
        Assert.True(await Collector.Hold(hold));

        await GoAsync(monday, 13);
        Assert.False(await Collector.Hold(new PointsHold { Id = "i" + _tag, PointsHundredths = 1 }));
        var points = (await Collector.GetPoints())!;
        Assert.Equal((4_00L, 4_00L), (points.BalanceHundredths, points.HeldHundredths));

        await Collector.Release(hold);
        points = (await Collector.GetPoints())!;
        Assert.Equal((0L, 0L, 10_00L), (points.BalanceHundredths, points.HeldHundredths, points.LifetimeHundredths));
    }

    // 600 + 400 against a target of 1,000: the second reaches it. A cent of the first goes back: nobody does.
    [Fact]
    public async Task Who_brings_the_team_to_its_target_is_told_so_and_old_debt_and_the_level_are_shown_without_points()
    {
        var monday = await BeginAsync(r => r);
        var mate = new CollectorId("m-" + _tag);
        await cluster.Grains.Team(Team).Put(new TeamChange { Name = "Team" });
        await cluster.Grains.Collector(mate).Put(new CollectorChange { Name = "Mate", Team = Team });
        Assert.Equal(TargetsOutcome.Done, await cluster.Grains.Targets(Team, Calendar.Window(BoardPeriod.Month, monday).Key).Put(new TargetsChange { By = "l", Targets = [new TargetChange { AmountMinor = 1_000_00 }] }));
        await cluster.Grains.Accounts().Put([new Accounts.AccountSnapshot { Id = new AccountId("a-" + _tag), AsOf = monday, DaysPastDue = 200, AsOfGiven = true, RequestHash = Digest.Zero }]);
        await cluster.Grains.Collector(mate).PostRecoveries([Receipts.Cash("m" + _tag, 600_00, At(monday, 0))]);
        await Collector.PostRecoveries([Receipts.Cash("own" + _tag, 400_00, At(monday, 0).Plus(TimeSpan.FromMinutes(1)), new AccountId("a-" + _tag))]);

        var merits = (await Collector.GetMerits())!;
        Assert.Equal([MeritKind.FirstReceipt, MeritKind.OldDebt, MeritKind.TeamSaver], merits.Badges.Select(b => b.Kind));
        Assert.All(merits.Badges, b => Assert.Equal((Calendar.DayOf(monday), 0L), (b.Day, b.PointsHundredths)));

        // 400 × 1.4 ÷ 100
        Assert.Equal((1, 5_60L, 1_000_00L), (merits.Level.Number, merits.Level.LifetimeHundredths, merits.Level.NextHundredths));
        Assert.Equal((1, Calendar.DayOf(At(monday, 1))), (merits.Streak.Days, merits.Streak.NextDay));

        await cluster.Grains.Collector(mate).PostReversals([Receipts.Reversal("v" + _tag, "m" + _tag, Now, 1)]);
        Assert.DoesNotContain((await Collector.GetMerits())!.Badges, b => b.Kind == MeritKind.TeamSaver);
        Assert.Null(await cluster.Grains.Collector(new CollectorId("x" + _tag)).GetMerits());
    }

    private static Moment At(Moment monday, int day) => Calendar.DayStart(monday, day).Plus(TimeSpan.FromHours(10));

    /// <summary>Publishes for a Monday to come, and goes to its noon.</summary>
    private async Task<Moment> BeginAsync(Func<SchemeRules, SchemeRules> change)
    {
        await Collector.Put(new CollectorChange { Name = "Li Wei", Team = Team });
        var monday = Calendar.Window(BoardPeriod.Week, Calendar.DayStart(Now, 7)).From!.Value;
        var publication = await cluster.Grains.Schemes().Publish(new SchemeDraft { Id = "s" + _tag, EffectiveFrom = monday, Rules = change(PointsPlan.Default.Rules) }, "m");
        Assert.Empty(publication.Faults);
        await GoAsync(monday, 0);
        return monday;
    }

    private Task GoAsync(Moment monday, int day)
    {
        cluster.Time.Advance(At(monday, day).Plus(TimeSpan.FromHours(2)) - Now);
        return Task.CompletedTask;
    }

    private async Task PostAsync(Moment monday, params int[] days)
    {
        foreach (var day in days)
            await PostAsync($"{day}", At(monday, day));
    }

    private async Task PostAsync(string id, Moment at) => Assert.Equal(PostingStatus.Accepted, (await Collector.PostRecoveries([Receipts.Cash(id + _tag, 1_000_00, at)]))[0].Status);

    private async Task TendAsync()
    {
        while (await cluster.Grains.Merits(new Partitions(Partitions.Default).Of(Id)).Tend() > 0)
        {
            // Many collectors take more than one turn.
        }
    }

    /// <summary>Of the week, on its board and in the ledger.</summary>
    private async Task<(long Board, long Ledger)> PointsAsync(Moment monday)
    {
        var board = cluster.Grains.Board(Calendar.Window(BoardPeriod.Week, monday).Key);
        var value = (await board.Find(new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Points }, Id.Value))!.Value;
        Assert.Equal(value, (await board.Find(new BoardSelection { Subject = BoardSubject.Teams, Measure = BoardMeasure.Points }, Team.Value))!.Value);
        return (value, (await Collector.ReadLedger(0, 100))!.Sum(e => e.PointsHundredths));
    }
}

public sealed class SqliteMeritTests(SqliteCluster cluster) : MeritTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlMeritTests(PostgreSqlCluster cluster) : MeritTests(cluster), IClassFixture<PostgreSqlCluster>;
