using Leaderboard.Boards;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Silo.Boards;

public sealed class SqlitePeriodTotalsTests(SqliteCluster cluster) : PeriodTotalsTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlPeriodTotalsTests(PostgreSqlCluster cluster) : PeriodTotalsTests(cluster), IClassFixture<PostgreSqlCluster>;

/// <summary>Boards that read totals by day and month show what the entries say, whatever has been added up so far.</summary>
public abstract class PeriodTotalsTests(LeaderboardCluster cluster) : IAsyncLifetime
{
    private static readonly string[] Windows = ["day/2026-11-22", "week/2026-11-16", "month/2026-10", "month/2026-11", "quarter/2026-4", "year/2026", "year/2025", "all"];

    private readonly string _test = Guid.NewGuid().ToString("N");

    private Moment Now => cluster.Time.Now();

    private InstitutionCalendar Calendar => cluster.Services.GetRequiredService<InstitutionCalendar>();

    private PeriodTotals Totals => cluster.Services.GetRequiredService<PeriodTotals>();

    private int PartitionCount => cluster.Services.GetRequiredService<Installation>().Partitions.Count;

    /// <summary>What occurred in the test before is over.</summary>
    public ValueTask InitializeAsync()
    {
        cluster.Time.Advance(TimeSpan.FromDays(1));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_board_is_the_sum_of_its_entries_before_while_and_after_they_are_added_up()
    {
        var collectors = await Task.WhenAll(Enumerable.Range(0, 6).Select(HireAsync));
        await PostAsync(collectors, 300, new Random(1));
        await AssertBoardsAsync();
        for (var partition = 0; partition < PartitionCount; partition += 2)
            await AddAllAsync(partition);
        await AssertBoardsAsync();
        await PostAsync(collectors, 100, new Random(2));
        await AssertBoardsAsync();
        for (var partition = 0; partition < PartitionCount; partition++)
            await AddAllAsync(partition);
        await AssertBoardsAsync();
        Assert.Empty(await PeriodTotals.DifferencesAsync(cluster.Database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_occurs_today_waits_for_tomorrow_and_a_clock_that_is_behind_reads_the_entries()
    {
        var collector = await HireAsync(0);
        var grain = cluster.Grains.Collector(collector);
        var old = Now.Plus(-TimeSpan.FromDays(40));
        await grain.PostRecoveries([Receipts.Cash("r1-" + _test, 1_000, old)]);
        await grain.PostRecoveries([Receipts.Cash("r2-" + _test, 200, Now)]);
        await grain.PostReversals([Receipts.Reversal("v1-" + _test, "r1-" + _test, Now, 400)]);
        var partition = cluster.Services.GetRequiredService<Installation>().Partitions.Of(collector);
        await AddAllAsync(partition);

        var heads = await HeadsAsync();
        var (seqs, _) = await cluster.Services.GetRequiredService<JournalReader>().PositionAsync(PartitionCount, TestContext.Current.CancellationToken);
        Assert.True(heads.Seqs[partition] <= seqs[partition] - 2);
        foreach (var dayStart in new[] { Calendar.DayStart(Now), Calendar.DayStart(Now, -1), Calendar.DayStart(Now, -60) })
            await AssertBoardAsync(Calendar.Window("year/2026"), dayStart);
    }

    [Fact]
    public async Task Two_that_add_the_same_entries_count_them_once()
    {
        var collector = await HireAsync(0);
        await cluster.Grains.Collector(collector).PostRecoveries([.. Enumerable.Range(0, 50).Select(i => Receipts.Cash($"r{i}-{_test}", 100, Now.Plus(-TimeSpan.FromDays(3))))]);
        var partition = cluster.Services.GetRequiredService<Installation>().Partitions.Of(collector);
        var after = (await HeadsAsync()).Seqs[partition];
        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Totals.AddAsync(partition, after, Calendar.DayStart(Now), TestContext.Current.CancellationToken)));
        Assert.Single(added, a => a > 0);
        Assert.Equal(3, added.Count(a => a is null));
        Assert.Empty(await PeriodTotals.DifferencesAsync(cluster.Database, TestContext.Current.CancellationToken));
    }

    private async Task<CollectorId> HireAsync(int number)
    {
        var collector = new CollectorId($"c{number}-{_test}");
        await cluster.Grains.Collector(collector).Put(new CollectorChange { Name = "C", Team = new TeamId("t-" + _test) });
        return collector;
    }

    private async Task PostAsync(CollectorId[] collectors, int count, Random random)
    {
        for (var i = 0; i < count; i++)
        {
            var grain = cluster.Grains.Collector(collectors[random.Next(collectors.Length)]);
            if (random.Next(10) == 0)
                await grain.Put(new CollectorChange { Team = new TeamId($"t{random.Next(3)}-{_test}") });
            var at = Calendar.DayStart(Now).Plus(-TimeSpan.FromMinutes(random.Next(1, 500 * 24 * 60)));
            var id = $"r-{_test}-{random.Next()}";
            await grain.PostRecoveries([Receipts.Cash(id, random.Next(1, 100_000), at)]);
            if (random.Next(5) == 0)
                await grain.PostReversals([Receipts.Reversal("v" + id, id, at.Plus(TimeSpan.FromMinutes(random.Next(1, 60))))]);
        }
    }

    private async Task AddAllAsync(int partition)
    {
        var after = (await HeadsAsync()).Seqs[partition];
        while (await Totals.AddAsync(partition, after, Calendar.DayStart(Now), TestContext.Current.CancellationToken) is { } added and > 0)
            after += added;
    }

    private Task<PeriodHeads> HeadsAsync() => cluster.Database.SnapshotAsync(session => PeriodTotals.HeadsAsync(session, PartitionCount));

    private async Task AssertBoardsAsync()
    {
        var day = Calendar.DayStart(Now);
        foreach (var window in Windows)
            await AssertBoardAsync(Calendar.Window(window), day);
        await AssertBoardAsync(Custom(Now.Plus(-TimeSpan.FromDays(100)), Now.Plus(-TimeSpan.FromDays(1.5))), day);
        await AssertBoardAsync(Custom(Now.Plus(-TimeSpan.FromDays(3.3)), Now.Plus(-TimeSpan.FromDays(3.1))), day);
    }

    private static BoardWindow Custom(Moment from, Moment to) => new() { Key = "", Period = BoardPeriod.All, From = from, To = to };

    /// <summary>The plain way: every entry of the window, added up one by one.</summary>
    private async Task AssertBoardAsync(BoardWindow window, Moment dayStart)
    {
        var expected = new SortedDictionary<string, (long Amount, long Points, long Receipts, long AmountBefore, Moment Reached)>(StringComparer.Ordinal);
        var reader = cluster.Services.GetRequiredService<JournalReader>();
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            await foreach (var entry in reader.AfterAsync(partition, 0, TestContext.Current.CancellationToken))
            {
                var draft = entry.Draft;
                if (draft.ReceivedAt < (window.From ?? Moment.MinValue) || draft.ReceivedAt >= (window.To ?? Moment.MaxValue))
                    continue;
                var key = $"{draft.Collector} {draft.Team}";
                var sum = expected.GetValueOrDefault(key, (0, 0, 0, 0, Moment.MinValue));
                expected[key] = (
                    sum.Amount + draft.AmountMinor, sum.Points + draft.PointsHundredths, sum.Receipts + draft.Receipts,
                    sum.AmountBefore + (draft.OccurredAt < dayStart ? draft.AmountMinor : 0),
                    draft.OccurredAt > sum.Reached ? draft.OccurredAt : sum.Reached);
            }
        }

        Assert.True(window.From is not null || expected.Keys.Any(k => k.Contains(_test, StringComparison.Ordinal)));
        var loaded = await cluster.Services.GetRequiredService<BoardReader>().LoadAsync(window, dayStart);
        var actual = new SortedDictionary<string, (long Amount, long Points, long Receipts, long AmountBefore, Moment Reached)>(StringComparer.Ordinal);
        foreach (var cell in loaded.Cells)
        {
            var key = $"{cell.Collector} {cell.Team}";
            var sum = actual.GetValueOrDefault(key, (0, 0, 0, 0, Moment.MinValue));
            actual[key] = (
                sum.Amount + cell.Now.AmountMinor, sum.Points + cell.Now.PointsHundredths, sum.Receipts + cell.Now.Receipts,
                sum.AmountBefore + (cell.AtDayStart?.AmountMinor ?? 0),
                cell.Now.ReachedAt > sum.Reached ? cell.Now.ReachedAt : sum.Reached);
        }

        Assert.Equal(expected, actual);
    }
}
