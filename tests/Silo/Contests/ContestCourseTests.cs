using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Contests;

/// <summary>How contests go and went, on a real silo. Each has teams of its own, so that no other's receipts are in it.</summary>
public abstract class ContestCourseTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");
    private readonly Moment _now = cluster.Time.Now();

    private string ContestId => "k-" + _tag;

    private ContestRules Rules(TeamId team) => new()
    {
        Name = "Sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.Best,
        StartsAt = At(-4),
        EndsAt = At(6),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Teams = [team.Value],
        Prizes = [],
    };

    /// <summary>Ten hours, four gone. a has 400 and leads; b 100: 300 behind, so 50 an hour for six hours; at this pace 1,000 and 250.</summary>
    [Fact]
    public async Task A_course_says_who_is_ahead_and_what_pace_the_next_place_takes()
    {
        var team = await FoundAsync();
        var (a, b) = (await HireAsync("a", team), await HireAsync("b", team));
        await ReceiveAsync("1", a, 400_00, -3);
        await ReceiveAsync("2", b, 100_00, -2);
        await ScheduleAsync(Rules(team));

        var course = (await cluster.Grains.ContestCourse(ContestId).Read(b.Value))!;

        Assert.Equal((2, b.Value, a.Value, null), (course.Total, course.Own!.Id, course.Ahead!.Id, course.Behind?.Id));
        Assert.Equal((6, PaceStep.Hour), (course.StepsLeft, course.Step));
        Assert.Equal([(a.Value, 1_000_00L, 0L), (b.Value, 250_00L, 50_00L)], course.Paces.Select(p => (p.Id, p.Projected!.Value, p.ToNextPerStep!.Value)));
        Assert.Null((await cluster.Grains.ContestCourse("nothing-" + _tag).Read(null)));
        Assert.Null((await cluster.Grains.ContestCourse(ContestId).Read("stranger"))!.Own);
    }

    [Fact]
    public async Task A_race_ends_where_the_standings_are_and_has_who_is_asked_for()
    {
        var (team, other) = (await FoundAsync(), await FoundAsync("y"));
        var (a, b, c) = (await HireAsync("a", team), await HireAsync("b", team), await HireAsync("c", team));
        var d = await HireAsync("d", other);
        await ReceiveAsync("1", a, 400_00, -3);
        await ReceiveAsync("2", b, 300_00, -2);
        await ReceiveAsync("3", c, 100_00, -2);
        await ReceiveAsync("4", a, 50_00, -1);
        await ReceiveAsync("5", d, 900_00, -1);
        await ScheduleAsync(Rules(team));

        var race = (await cluster.Grains.ContestCourse(ContestId).Race(2, c.Value))!;

        Assert.Equal([(a.Value, 450_00L), (b.Value, 300_00L), (c.Value, 100_00L)], race.Lines.Select(l => (l.Id, l.Values[^1])));
        Assert.Equal(_now, race.Times[^1]);
        Assert.Equal(400_00, race.Lines[0].Values[Array.FindIndex(race.Times, t => t > At(-2))]);
    }

    /// <summary>
    /// At the end a 500, b 400, c 300. Then 250 of a's are taken back, and 50 of c's come in late: b 400, c 350, a 250. What was c's all
    /// along is not moved by who came late to the ledger before the end.
    /// </summary>
    [Fact]
    public async Task What_moved_in_settling_is_what_was_posted_after_the_end()
    {
        var team = await FoundAsync();
        var (a, b, c) = (await HireAsync("a", team), await HireAsync("b", team), await HireAsync("c", team));
        await ReceiveAsync("1", a, 500_00, -3);
        await ReceiveAsync("2", b, 400_00, -3);
        await ReceiveAsync("3", c, 300_00, -3);
        await ScheduleAsync(Rules(team) with { EndsAt = _now.Plus(TimeSpan.FromSeconds(1)) });
        Assert.Null(await cluster.Grains.ContestCourse(ContestId).Settled());

        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty((await cluster.Grains.ContestCourse(ContestId).Settled())!.Moves);
        await ReceiveAsync("4", c, 50_00, -1);
        await cluster.Grains.Collector(a).PostReversals([Receipts.Reversal("v-" + _tag, "1" + _tag, cluster.Time.Now(), 250_00)]);
        var moved = (await cluster.Grains.ContestCourse(ContestId).Settled())!;
        Assert.Equal(ContestOutcome.Done, await cluster.Grains.Contest(ContestId).Certify("m"));
        var certified = (await cluster.Grains.ContestCourse(ContestId).Settled())!;

        Assert.True(moved.HadBegun);
        Assert.Equal(moved.Moves, certified.Moves);
        Assert.Equal(
            [
                (b.Value, 400_00L, 400_00L, 2, 1, RestatementCause.Others),
                (c.Value, 300_00L, 350_00L, 3, 2, RestatementCause.LatePosting),
                (a.Value, 500_00L, 250_00L, 1, 3, RestatementCause.Reversal),
            ],
            moved.Moves.Select(m => (m.SubjectId, m.FromValue!.Value, m.ToValue!.Value, m.FromRank!.Value, m.ToRank!.Value, m.Cause)));

        // What comes after it was certified is a restatement, and no settling.
        await ReceiveAsync("5", b, 900_00, -1);
        Assert.Equal(moved.Moves, (await cluster.Grains.ContestCourse(ContestId).Settled())!.Moves);
    }

    /// <summary>To 400. a crosses at −3 and b at −2; after the end 200 of a's crossing receipt are taken back: b has won.</summary>
    [Fact]
    public async Task A_race_that_settling_decided_says_who_was_first_at_the_end()
    {
        var team = await FoundAsync();
        var (a, b) = (await HireAsync("a", team), await HireAsync("b", team));
        await ReceiveAsync("1", a, 500_00, -3);
        await ReceiveAsync("2", b, 450_00, -2);
        await ScheduleAsync(Rules(team) with { EndsAt = cluster.Time.Now().Plus(TimeSpan.FromSeconds(1)), Format = ContestFormat.FirstToTarget, Target = 400_00 });
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        await cluster.Grains.Collector(a).PostReversals([Receipts.Reversal("v-" + _tag, "1" + _tag, cluster.Time.Now(), 200_00)]);

        var moves = (await cluster.Grains.ContestCourse(ContestId).Settled())!.Moves;

        Assert.Equal([(b.Value, 2, 1), (a.Value, 1, 2)], moves.Select(m => (m.SubjectId, m.FromRank!.Value, m.ToRank!.Value)));
    }

    [Fact]
    public async Task What_was_loaded_after_the_end_has_moved_nobody()
    {
        var team = await FoundAsync();
        var a = await HireAsync("a", team);
        await ScheduleAsync(Rules(team) with { StartsAt = At(-8), EndsAt = At(-2) });
        await ReceiveAsync("1", a, 500_00, -3);

        Assert.False((await cluster.Grains.ContestCourse(ContestId).Settled())!.HadBegun);
    }

    private Moment At(int hour) => _now.Plus(TimeSpan.FromHours(hour));

    private async Task ScheduleAsync(ContestRules rules)
    {
        Assert.Equal(ContestOutcome.Done, await cluster.Grains.Contest(ContestId).Draft(rules, "l"));
        Assert.Equal(ContestOutcome.Done, await cluster.Grains.Contest(ContestId).Schedule("l"));
    }

    private async Task<TeamId> FoundAsync(string name = "x")
    {
        var id = new TeamId($"{name}-{_tag}");
        await cluster.Grains.Team(id).Put(new TeamChange { Name = name });
        return id;
    }

    private async Task<CollectorId> HireAsync(string name, TeamId team)
    {
        var id = new CollectorId($"{name}-{_tag}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = team });
        return id;
    }

    private async Task ReceiveAsync(string id, CollectorId collector, long amount, int hour) => Assert.Equal(
        PostingStatus.Accepted, (await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash(id + _tag, amount, At(hour))]))[0].Status);
}

public sealed class SqliteContestCourseTests(SqliteCluster cluster) : ContestCourseTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlContestCourseTests(PostgreSqlCluster cluster) : ContestCourseTests(cluster), IClassFixture<PostgreSqlCluster>;
