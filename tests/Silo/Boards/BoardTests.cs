using System.Diagnostics;
using Leaderboard.Boards;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Boards;

public abstract class BoardTests(LeaderboardCluster cluster)
{
    /// <summary>Every test has its own team: boards are filtered by it.</summary>
    private readonly TeamId _team = new("t-" + Guid.NewGuid().ToString("N"));

    private Moment Now => cluster.Time.Now();

    private InstitutionCalendar Calendar { get; } = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private IBoardGrain Today => cluster.Grains.Board(Calendar.Window(BoardPeriod.Day, Now).Key);

    private BoardSelection Amounts => new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount, Team = _team };

    [Fact]
    public async Task A_read_that_follows_an_acknowledged_receipt_sees_it()
    {
        var collector = await HireAsync("a");
        for (var i = 1; i <= 20; i++)
        {
            await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r-{_team}-{i}", 100, Now)]);
            var page = await Today.Read(Amounts, 0, 10);
            Assert.Equal((1, i * 100L, i * 100L), (page.Total, page.Sum, page.Standings[0].Value));
        }
    }

    [Fact]
    public async Task A_reversal_counts_where_its_receipt_counts_and_takes_from_the_team_that_was_credited()
    {
        var collector = await HireAsync("a");
        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r-{_team}", 10_000, Now)]);
        await cluster.Grains.Collector(collector).Put(new CollectorChange { Team = new TeamId("t-other") });
        var whole = Receipts.Reversal($"v-{_team}", $"r-{_team}", Now.Plus(TimeSpan.FromMinutes(1)));
        var first = await cluster.Grains.Collector(collector).PostReversals([whole]);
        var again = await cluster.Grains.Collector(collector).PostReversals([whole]);
        var nothingLeft = await cluster.Grains.Collector(collector).PostReversals([whole with { Id = $"v2-{_team}" }]);

        Assert.Equal((PostingStatus.Accepted, -100L), (first[0].Status, first[0].PointsHundredths));
        Assert.Equal(PostingStatus.Duplicate, again[0].Status);
        Assert.Equal((PostingStatus.Rejected, Refusal.ExceedsRecovery), (nothingLeft[0].Status, nothingLeft[0].Refusal));
        var row = Assert.Single((await Today.Read(Amounts, 0, 10)).Standings);
        Assert.Equal((1, 0L, Now.Plus(TimeSpan.FromMinutes(1))), (row.Rank, row.Value, row.ReachedAt));
    }

    [Fact]
    public async Task A_teams_totals_equal_its_row_on_the_all_time_board()
    {
        await cluster.Grains.Team(_team).Put(new TeamChange { Name = "North", Region = "华北", Branch = "Beijing" });
        var collectors = new[] { await HireAsync("a"), await HireAsync("b") };
        foreach (var collector in collectors)
            await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r-{collector}", 12_345, Now.Plus(-TimeSpan.FromDays(400)))]);
        await cluster.Grains.Team(_team).Get();
        await cluster.Grains.Collector(collectors[0]).PostRecoveries([Receipts.Cash($"r2-{collectors[0]}", 5_000, Now)]);

        var summary = await cluster.Grains.Team(_team).Get();
        var teams = new BoardSelection { Subject = BoardSubject.Teams, Measure = BoardMeasure.Amount, Team = _team };
        var row = Assert.Single((await cluster.Grains.Board("all").Read(teams, 0, 10)).Standings);
        Assert.Equal((29_690L, 29_690L, 3L), (row.Value, summary!.AmountMinor, summary.Receipts));
        Assert.Equal(("North", 2), (row.Name, summary.Members.Length));
    }

    [Fact]
    public async Task A_transfer_announced_for_later_takes_effect_by_the_clock_and_moves_nothing_that_was_earned()
    {
        var collector = await HireAsync("a");
        var next = new TeamId("t-next-" + _team);
        var changes = Now.Plus(TimeSpan.FromHours(1));
        await cluster.Grains.Collector(collector).Put(new CollectorChange { Team = next, TeamFrom = changes });
        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r1-{_team}", 100, Now), Receipts.Cash($"r2-{_team}", 40, changes)]);

        Assert.Equal(100, (await Today.Read(Amounts, 0, 10)).Sum);
        Assert.Equal(40, (await Today.Read(Amounts with { Team = next }, 0, 10)).Sum);
        Assert.Equal(_team, (await cluster.Grains.Roster().Collectors()).Single(c => c.Id == collector).Team);
        cluster.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(next, (await cluster.Grains.Roster().Collectors()).Single(c => c.Id == collector).Team);
        Assert.Equal((100, 40), ((await Today.Read(Amounts, 0, 10)).Sum, (await Today.Read(Amounts with { Team = next }, 0, 10)).Sum));
    }

    [Fact]
    public async Task At_midnight_movement_is_measured_from_the_new_day()
    {
        var (a, b) = (await HireAsync("a"), await HireAsync("b"));
        var month = cluster.Grains.Board(Calendar.Window(BoardPeriod.Month, Now).Key);
        await cluster.Grains.Collector(a).PostRecoveries([Receipts.Cash($"r1-{_team}", 200, Now)]);
        await cluster.Grains.Collector(b).PostRecoveries([Receipts.Cash($"r2-{_team}", 100, Now)]);
        Assert.Equal([null, null], (await month.Read(Amounts, 0, 10)).Standings.Select(s => s.Movement));

        cluster.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal([0, 0], (await month.Read(Amounts, 0, 10)).Standings.Select(s => s.Movement));
        await cluster.Grains.Collector(b).PostRecoveries([Receipts.Cash($"r3-{_team}", 150, Now)]);
        Assert.Equal([(b.Value, 1), (a.Value, -1)], (await month.Read(Amounts, 0, 10)).Standings.Select(s => (s.Id, s.Movement ?? 0)));
    }

    [Fact]
    public async Task The_race_of_all_time_begins_with_the_first_receipt_and_ends_at_the_standings()
    {
        var collector = await HireAsync("a");
        var longAgo = Now.Plus(-TimeSpan.FromDays(3 * 365));
        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r1-{_team}", 200, longAgo), Receipts.Cash($"r2-{_team}", 50, Now)]);

        var race = await cluster.Grains.Board(Calendar.Window(BoardPeriod.All, Now).Key).Race(Amounts, 5);
        var line = Assert.Single(race.Lines);
        Assert.Equal((200, 250), (line.Values.First(v => v > 0), line.Values[^1]));
        Assert.InRange(race.Times[Array.FindIndex(line.Values, v => v > 0)] - longAgo, TimeSpan.Zero, TimeSpan.FromDays(40));
    }

    [Fact]
    public async Task A_watcher_hears_of_a_change()
    {
        var collector = await HireAsync("a");
        var observer = new Ear();
        var reference = cluster.Grains.CreateObjectReference<IBoardObserver>(observer);
        var view = new BoardView { Selection = Amounts, Limit = 10 };
        var snapshot = await Today.Watch(view, reference);
        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r-{_team}", 100, Now)]);

        // The push waits a moment for what came in the same request: time goes on while the board is asked.
        for (var asked = Stopwatch.StartNew(); !observer.Heard.Task.IsCompleted && asked.Elapsed < TimeSpan.FromSeconds(10);)
        {
            cluster.Time.Advance(TimeSpan.FromMilliseconds(20));
            await Today.Read(Amounts, 0, 1);
        }

        var (page, since) = await observer.Heard.Task.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Equal((snapshot.Revision, snapshot.Epoch), (since, page.Epoch));
        Assert.Equal(100, page.Standings.Single().Value);
    }

    private async Task<CollectorId> HireAsync(string name)
    {
        var id = new CollectorId($"c-{name}-{_team}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = _team });
        return id;
    }

    private sealed class Ear : IBoardObserver
    {
        public TaskCompletionSource<(BoardPage Page, long Since)> Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Changed(BoardPage page, long since)
        {
            if (page.Standings.Length > 0)
                Heard.TrySetResult((page, since));
            return Task.CompletedTask;
        }
    }
}

public sealed class SqliteBoardTests(SqliteCluster cluster) : BoardTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlBoardTests(PostgreSqlCluster cluster) : BoardTests(cluster), IClassFixture<PostgreSqlCluster>;
