using Leaderboard.Boards;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Schemes;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Silo.Schemes;

/// <summary>
/// Schemes on a real silo. All tests of a database share its schemes: each publishes for days of its own, and moves the clock there; later days
/// are priced by what the test before left, so that each names all that it relies on.
/// </summary>
public abstract class SchemeTests(LeaderboardCluster cluster)
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private readonly string _tag = Guid.NewGuid().ToString("N")[..12];

    private Moment Now => cluster.Time.Now();

    private CollectorId Id => new("c-" + _tag);

    private ICollectorGrain Collector => cluster.Grains.Collector(Id);

    // 1,000.00 by transfer: 10.00 points under the default plan, 1,000 × 1.5 ÷ 100 × 2 = 30.00 under the new one, vesting after 5 days.
    [Fact]
    public async Task A_receipt_is_priced_by_the_scheme_in_force_when_it_came_and_goes_back_at_the_same_rate()
    {
        await HireAsync();
        var day = await PublishAsync("dear", rules => rules with
        {
            PointsPer100 = 200,
            Kinds = rules.Kinds with { Cash = 150 },
            Clearing = rules.Clearing with { Transfer = 5 },
        });

        var before = await PostAsync("before", 1_000_00, day.Plus(-TimeSpan.FromMicroseconds(1)));
        var after = await PostAsync("after", 1_000_00, day);
        var back = await Collector.PostReversals([Receipts.Reversal("v" + _tag, "after" + _tag, day, 333_33)]);

        // 333.33 × 1.5 ÷ 100 × 2 = 9.9999
        Assert.Equal((30_00, -10_00), (after, back[0].PointsHundredths));

        // Under a scheme with badges the first receipt may have earned one by now.
        var entries = (await Collector.ReadLedger(0, 10))!.Where(e => e.Kind is EntryKind.Recovery or EntryKind.Reversal).ToList();
        Assert.NotEqual($"dear{_tag}/1", entries[0].Scheme);
        Assert.Equal(before, entries[0].PointsHundredths);
        Assert.Equal([$"dear{_tag}/1", $"dear{_tag}/1"], entries.Skip(1).Select(e => e.Scheme));
        Assert.All(entries.Skip(1), e => Assert.Equal((150, 100, 200), (e.Rate!.KindFactor, e.Rate.BucketFactor, e.Rate.PointsPer100)));
        Assert.All(entries.Skip(1), e => Assert.Equal(Calendar.DayStart(day, 5), e.VestsAt));
    }

    // At most 100 points a day. 60 + 70 = 130 → 100; the 60 back → 70; a late 50 → 100 again. The board of the day says the same.
    [Fact]
    public async Task A_capped_day_stays_at_its_cap_on_ledger_and_board()
    {
        await HireAsync();
        var day = await PublishAsync("capped", rules => rules with { PointsPer100 = 100, Kinds = rules.Kinds with { Cash = 100 }, Caps = new DayCaps { CollectorPerDay = 100_00 } });

        await PostAsync("1", 6_000_00, At(day, 9));
        await PostAsync("2", 7_000_00, At(day, 10));
        Assert.Equal(100_00, await DayAsync(day));

        await Collector.PostReversals([Receipts.Reversal("v" + _tag, "1" + _tag, At(day, 11))]);
        Assert.Equal(70_00, await DayAsync(day));

        await PostAsync("3", 5_000_00, At(day, 8));
        Assert.Equal(100_00, await DayAsync(day));

        var entries = (await Collector.ReadLedger(0, 100))!;
        Assert.Equal([-30_00L, 30_00L, -20_00L], entries.Where(e => e.Kind == EntryKind.Cap).Select(e => e.PointsHundredths));
        Assert.Equal((120_00L, 100_00L), (entries[^1].Limited!.EarnedHundredths, entries[^1].Limited!.KeptHundredths));
        Assert.Equal((await Collector.GetPoints())!.BalanceHundredths, entries.Sum(e => e.PointsHundredths));

        // Amounts are what was received, whatever points the cap leaves, and nobody reached them later for it.
        var board = cluster.Grains.Board(Calendar.Window(BoardPeriod.Day, day).Key);
        var amount = await board.Find(new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount }, Id.Value);
        Assert.Equal((12_000_00L, At(day, 11)), (amount!.Value, amount.ReachedAt));
    }

    [Fact]
    public async Task Receipts_that_come_all_at_once_end_at_the_cap_and_repeats_change_nothing()
    {
        await HireAsync();
        var day = await PublishAsync("busy", rules => rules with { PointsPer100 = 100, Kinds = rules.Kinds with { Cash = 100 }, Caps = new DayCaps { CollectorPerDay = 100_00 } });
        var receipts = Enumerable.Range(0, 40).Select(i => Receipts.Cash($"{i}{_tag}", 1_000_00, At(day, 8).Plus(TimeSpan.FromMinutes(i)))).ToArray();

        await Task.WhenAll(receipts.Select(r => Collector.PostRecoveries([r])));
        var again = await Collector.PostRecoveries(receipts);
        var other = await Collector.PostRecoveries([Receipts.Cash("0" + _tag, 5, At(day, 8))]);

        Assert.Equal(100_00, await DayAsync(day));
        Assert.All(again, a => Assert.Equal((PostingStatus.Duplicate, 10_00L), (a.Status, a.PointsHundredths)));
        Assert.Equal(PostingStatus.Conflict, other[0].Status);
        Assert.Null((await cluster.Grains.JournalQuery().Verify()).FirstBroken);
    }

    [Fact]
    public async Task A_collector_who_wakes_up_in_the_middle_of_a_day_goes_on_with_its_caps()
    {
        await HireAsync();
        var day = await PublishAsync("woken", rules => rules with { PointsPer100 = 100, Kinds = rules.Kinds with { Cash = 100 }, Caps = new DayCaps { CollectorPerDay = 100_00 } });
        await PostAsync("1", 13_000_00, At(day, 9));

        await cluster.Grains.Cluster().ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);

        await Collector.PostReversals([Receipts.Reversal("v" + _tag, "1" + _tag, At(day, 11), 5_000_00)]);
        Assert.Equal(80_00, await DayAsync(day));
    }

    [Fact]
    public async Task What_nobody_has_is_not_limited_and_counts_when_somebody_is_credited()
    {
        var day = await PublishAsync("nobodys", rules => rules with { PointsPer100 = 100, Kinds = rules.Kinds with { Cash = 100 }, Caps = new DayCaps { CollectorPerDay = 100_00 } });
        await cluster.Grains.Collector(CollectorId.Unassigned).PostRecoveries([Receipts.Cash("u" + _tag, 50_000_00, At(day, 9))]);

        var entries = await cluster.Grains.Collector(CollectorId.Unassigned).Latest(day, Calendar.DayStart(day, 1), 10);

        Assert.Equal(500_00, Assert.Single(entries, e => e.Id.SenderId == "u" + _tag).PointsHundredths);
        Assert.DoesNotContain(entries, e => e.Kind == EntryKind.Cap);
    }

    [Fact]
    public async Task A_version_is_published_once_and_listed_where_it_stands()
    {
        var draft = Draft("listed", Calendar.DayStart(Now, 3650), rules => rules);
        var first = await cluster.Grains.Schemes().Publish(draft, "m");
        var again = await cluster.Grains.Schemes().Publish(draft, "n");
        var other = await cluster.Grains.Schemes().Publish(draft with { Rules = draft.Rules with { PointsPer100 = 110 } }, "n");

        Assert.Equal((true, $"listed{_tag}/1", SchemeState.Coming, "m"), (first.IsNew, first.Scheme!.Name, first.Scheme.State, first.Scheme.PublishedBy));
        Assert.Equal((false, $"listed{_tag}/1"), (again.IsNew, again.Scheme!.Name));
        Assert.Equal((true, $"listed{_tag}/2"), (other.IsNew, other.Scheme!.Name));
        Assert.Equal(
            [($"listed{_tag}/2", SchemeState.Coming), ($"listed{_tag}/1", SchemeState.Replaced)],
            (await cluster.Grains.Schemes().List()).Where(s => s.Id == "listed" + _tag).Select(s => (s.Name, s.State)));
    }

    [Fact]
    public async Task Another_node_knows_of_a_scheme_well_before_it_can_take_effect()
    {
        var other = new SchemeDirectory(cluster.Services.GetRequiredService<DocumentStore>(), cluster.Time);
        await other.FreshAsync();
        var day = Calendar.DayStart(Now, 7300);
        await cluster.Grains.Schemes().Publish(Draft("heard", day, rules => rules), "m");
        Assert.NotEqual($"heard{_tag}/1", other.Book.At(day).Name);

        cluster.Time.Advance(SchemeBook.MinLead / 4);
        await other.FreshAsync();

        Assert.Equal($"heard{_tag}/1", other.Book.At(day).Name);
    }

    [Fact]
    public async Task What_is_refused_is_not_published()
    {
        var refused = await cluster.Grains.Schemes().Publish(Draft("late", Calendar.DayStart(Now), rules => rules with { Conduct = new ConductMeasure { MinorComplaint = 0, SeriousBreach = 0 } }), "m");

        Assert.Null(refused.Scheme);
        Assert.Equal([("effectiveFrom", SchemeObjection.InPast), ("conduct", SchemeObjection.ConductMissing)], refused.Faults.Select(f => (f.Field, f.Objection)));
        Assert.DoesNotContain(await cluster.Grains.Schemes().List(), s => s.Id == "late" + _tag);
    }

    // Twice as many points for 100 and at most 100 a day: 60 and 70 on one day of 130 → 260 → 100; what is taken back stays back.
    [Fact]
    public async Task A_trial_tells_what_the_receipts_of_the_last_ninety_days_would_have_earned()
    {
        await HireAsync();
        var day = await PublishAsync("tried", rules => rules with { PointsPer100 = 100, Kinds = rules.Kinds with { Cash = 100 }, Caps = new DayCaps() });
        await PostAsync("1", 6_000_00, At(day, 9));
        await PostAsync("2", 7_000_00, At(day, 10));
        await PostAsync("3", 1_000_00, At(day, 11));
        await Collector.PostReversals([Receipts.Reversal("v" + _tag, "3" + _tag, At(day, 12))]);

        var plain = await cluster.Grains.SchemeTrial().Run(PointsPlan.Default.Rules with { PointsPer100 = 200 }, 100);
        var capped = await cluster.Grains.SchemeTrial().Run(PointsPlan.Default.Rules with { PointsPer100 = 200, Caps = new DayCaps { CollectorPerDay = 100_00 } }, 100);

        Assert.Equal((130_00L, 260_00L), Told(plain.Gainers.Single(r => r.Id == Id.Value)));
        Assert.Equal((130_00L, 260_00L), Told(plain.Teams.Single(r => r.Id == "t-" + _tag)));
        Assert.Equal((130_00L, 100_00L), Told(capped.Losers.Single(r => r.Id == Id.Value)));
        Assert.Equal(plain.Gaining + plain.Losing + plain.Unchanged, capped.Gaining + capped.Losing + capped.Unchanged);
    }

    // 60.00 by 6,000.00; the first receipt came long before the 90 days, so that a scheme that pays 5 for it gives nothing; who began in them has 5.
    // What a streak or a badge has earned is part of what was earned: 7 for the first day of the row.
    [Fact]
    public async Task A_trial_counts_streaks_and_badges_of_the_ninety_days()
    {
        await HireAsync();
        var novice = cluster.Grains.Collector(new CollectorId("n-" + _tag));
        await novice.Put(new CollectorChange { Name = "Wang Fang", Team = new TeamId("t-" + _tag) });
        var day = await PublishAsync("rewarding", rules => rules with
        {
            PointsPer100 = 100, Kinds = rules.Kinds with { Cash = 100 }, Caps = new DayCaps(), Badges = new BadgePoints { FirstReceipt = 7_00 },
        });
        await PostAsync("old", 1_000_00, Calendar.DayStart(day, -100));
        await PostAsync("1", 6_000_00, At(day, 9));
        await novice.PostRecoveries([Receipts.Cash("2" + _tag, 6_000_00, At(day, 9))]);
        await novice.Tend();

        var trial = await cluster.Grains.SchemeTrial().Run(PointsPlan.Default.Rules with { Badges = new BadgePoints { FirstReceipt = 5_00 } }, 100);

        Assert.DoesNotContain(trial.Gainers.Concat(trial.Losers), r => r.Id == Id.Value);
        Assert.Equal((67_00L, 65_00L), Told(trial.Losers.Single(r => r.Id == "n-" + _tag)));
        Assert.Equal((127_00L, 125_00L), Told(trial.Teams.Single(r => r.Id == "t-" + _tag)));
    }

    private static (long, long) Told(SchemeTrialRow row) => (row.BeforeHundredths, row.AfterHundredths);

    private static Moment At(Moment day, int hour) => day.Plus(TimeSpan.FromHours(hour));

    private SchemeDraft Draft(string name, Moment from, Func<SchemeRules, SchemeRules> change) => new() { Id = name + _tag, EffectiveFrom = from, Rules = change(PointsPlan.Default.Rules) };

    /// <summary>Publishes for the day after tomorrow, and goes to its noon.</summary>
    /// <returns>The day's first instant.</returns>
    private async Task<Moment> PublishAsync(string name, Func<SchemeRules, SchemeRules> change)
    {
        var day = Calendar.DayStart(Now, 2);
        var publication = await cluster.Grains.Schemes().Publish(Draft(name, day, change), "m");
        Assert.Empty(publication.Faults);
        cluster.Time.Advance(day.Plus(TimeSpan.FromHours(12)) - Now);
        return day;
    }

    private Task HireAsync() => Collector.Put(new CollectorChange { Name = "Li Wei", Team = new TeamId("t-" + _tag) });

    private async Task<long> PostAsync(string id, long amountMinor, Moment at) => (await Collector.PostRecoveries([Receipts.Cash(id + _tag, amountMinor, at)]))[0].PointsHundredths!.Value;

    /// <summary>Points of the day on its board; the same as on the ledger.</summary>
    private async Task<long> DayAsync(Moment day)
    {
        var board = cluster.Grains.Board(Calendar.Window(BoardPeriod.Day, day).Key);
        var value = (await board.Find(new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Points }, Id.Value))!.Value;
        Assert.Equal(value, (await Collector.History([day], Calendar.DayStart(day, 1)))[0].PointsHundredths);
        return value;
    }
}

public sealed class SqliteSchemeTests(SqliteCluster cluster) : SchemeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlSchemeTests(PostgreSqlCluster cluster) : SchemeTests(cluster), IClassFixture<PostgreSqlCluster>;
