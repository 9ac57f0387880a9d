using Leaderboard.Boards;
using Leaderboard.Roster;
using Leaderboard.Targets;

namespace Leaderboard.Silo.Targets;

public abstract class TargetTests(LeaderboardCluster cluster)
{
    private readonly TeamId _team = new("t-" + Guid.NewGuid().ToString("N"));

    private static InstitutionCalendar Calendar { get; } = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private Moment Now => cluster.Time.Now();

    private ITargetsGrain Month => cluster.Grains.Targets(_team, Calendar.Window(BoardPeriod.Month, Now).Key);

    [Fact]
    public async Task A_team_is_measured_by_what_its_board_says()
    {
        var (a, b) = (await HireAsync("a"), await HireAsync("b"));
        await PostAsync(a, "r1", 90_000, Now);
        await PostAsync(b, "r2", 30_000, Now);
        Assert.Equal(TargetsOutcome.Done, await Month.Put(Change((a, 100_000), (b, 200_000))));

        var view = await Month.Get();

        Assert.Equal((120_000, 300_000, 4_000), (view!.Attainment!.ActualMinor, view.Attainment.TargetMinor, view.Attainment.BasisPoints));
        var page = await cluster.Grains.Board(view.WindowKey).Read(new BoardSelection { Subject = BoardSubject.Teams, Measure = BoardMeasure.Amount, Team = _team }, 0, 10);
        Assert.Equal(page.Sum, view.RecoveredMinor);
        Assert.Equal(0, view.OthersMinor);
    }

    [Fact]
    public async Task The_last_six_months_suggest_a_target_and_absence_lowers_it()
    {
        var a = await HireAsync("a");
        long[] months = [50_000, 10_000, 20_000, 30_000, 40_000, 60_000];
        for (var back = 1; back <= months.Length; back++)
            await PostAsync(a, $"r{back}", months[back - 1], Calendar.StartOfDay(new DateOnly(2026, 11, 1).AddMonths(-back)));

        var before = Assert.Single((await Month.Get())!.Members).Suggestion;
        await cluster.Grains.Absences(a).Put([new Absence { Id = "x", From = new DateOnly(2026, 11, 1), To = new DateOnly(2026, 11, 15), Kind = AbsenceKind.Leave }]);
        var after = Assert.Single((await Month.Get())!.Members).Suggestion;

        Assert.Equal(months, before.Windows.Select(w => w.RecoveredMinor));
        Assert.Equal((35_000L, 35_000L, 17_500L), (before.MedianMinor, before.AmountMinor, after.AmountMinor));
    }

    [Fact]
    public async Task An_own_target_is_what_the_teams_view_says_of_the_member_and_nobody_elses()
    {
        var (a, b) = (await HireAsync("a"), await HireAsync("b"));
        await PostAsync(a, "own", 90_000, Now);
        await Month.Put(Change((a, 100_000)));

        var own = await Month.GetOwn(a);

        Assert.Equal(Assert.Single((await Month.Get())!.Members, m => m.Id == a).Attainment, own!.Attainment);
        Assert.Equal((10_000, "month/2026-11", 30), (own.NeededMinor, own.WindowKey, own.DaysThere));
        Assert.Null(await Month.GetOwn(b));
        Assert.Null(await Month.GetOwn(new CollectorId("c-nobody")));
    }

    [Fact]
    public async Task Targets_of_who_was_never_in_the_team_are_refused_and_nothing_is_set()
    {
        var a = await HireAsync("a");
        Assert.Equal(TargetsOutcome.UnknownMember, await Month.Put(Change((a, 100), (new CollectorId("c-nobody"), 100))));
        Assert.Null(Assert.Single((await Month.Get())!.Members).Attainment);
        Assert.Equal(TargetsOutcome.UnknownTeam, await cluster.Grains.Targets(new TeamId("t-nowhere"), "month/2026-11").Put(Change((null, 100))));
        Assert.Null(await cluster.Grains.Targets(new TeamId("t-nowhere"), "month/2026-11").Get());
    }

    [Fact]
    public async Task Targets_and_absences_are_what_was_stored_last()
    {
        var a = await HireAsync("a");
        await Month.Put(Change((a, 100_000), (null, 900_000)));
        await Month.Put(Change((a, null)));
        var leave = new Absence { Id = "x", From = new DateOnly(2026, 11, 23), To = new DateOnly(2026, 11, 24), Kind = AbsenceKind.Training };
        await cluster.Grains.Absences(a).Put([leave, leave with { Id = "y", Kind = AbsenceKind.Sick }]);
        await cluster.Grains.Absences(a).Put([leave with { To = new DateOnly(2026, 11, 25) }]);
        Assert.True(await cluster.Grains.Absences(a).Remove("y"));
        Assert.False(await cluster.Grains.Absences(a).Remove("y"));

        var documents = new Leaderboard.Storage.DocumentStore(cluster.Database);
        await using var closing = documents;
        var (_, sheet) = await documents.ReadAsync<Leaderboard.Domain.Targets.TargetSheet>("targets", $"{_team}/month/2026-11");
        Assert.Equal((900_000L, null), (sheet?.Team?.AmountMinor, sheet?.Of(a)));
        var row = Assert.Single((await Month.Get())!.Members);
        Assert.True(row.AbsentToday);
        Assert.Equal([(new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 25), AbsenceKind.Training)], row.Absences.Select(x => (x.From, x.To, x.Kind)));
    }

    private static TargetsChange Change(params (CollectorId? Collector, long? Amount)[] targets) =>
        new() { By = "key", Targets = Array.ConvertAll(targets, t => new TargetChange { Collector = t.Collector, AmountMinor = t.Amount }) };

    private async Task PostAsync(CollectorId collector, string id, long amount, Moment at) =>
        await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"{id}-{collector}", amount, at)]);

    private async Task<CollectorId> HireAsync(string name)
    {
        await cluster.Grains.Team(_team).Put(new TeamChange { Name = "North" });
        var id = new CollectorId($"c-{name}-{_team}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = _team, TeamFrom = Calendar.StartOfDay(new DateOnly(2026, 1, 1)) });
        return id;
    }
}

public sealed class SqliteTargetTests(SqliteCluster cluster) : TargetTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlTargetTests(PostgreSqlCluster cluster) : TargetTests(cluster), IClassFixture<PostgreSqlCluster>;
