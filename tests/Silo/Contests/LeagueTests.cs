using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Recoveries;

namespace Leaderboard.Silo.Contests;

/// <summary>Leagues by the book when the contest begins.</summary>
public abstract class LeagueTests(LeaderboardCluster cluster)
{
    private readonly ContestFloor _floor = new(cluster);

    /// <summary>
    /// From 0 and from 1,000. Books at the beginning: a 900, b 1,000, c 5,000, d none. a is handed another 4,000 within it: that moves nobody. Received a
    /// 100, b 300, c 200, d 50. First league a, d; second b, c. Each first has 500, each second 200.
    /// </summary>
    [Fact]
    public async Task Each_league_has_its_own_ranks_gaps_and_prizes()
    {
        var (a, b, c, d) = await FillAsync();
        await _floor.ScheduleAsync(Rules);

        var page = (await _floor.Contest.Standings(0, 10))!;
        Assert.Equal(
            [(a, 1, 1, 0L), (d, 2, 1, 50_00L), (b, 1, 2, 0L), (c, 2, 2, 100_00L)],
            page.Standings.Select(s => (new CollectorId(s.Id), s.Rank, s.League!.Value, s.GapToNext)));
        var course = (await cluster.Grains.ContestCourse(_floor.Id).Read(b.Value))!;
        Assert.Equal((1, null, c.Value), (course.Own!.Rank, course.Ahead, course.Behind!.Id));
        Assert.Null((await cluster.Grains.ContestCourse(_floor.Id).Read(d.Value))!.Behind);
        Assert.Equal([a.Value, b.Value], (await cluster.Grains.ContestCourse(_floor.Id).Race(1, null))!.Lines.Select(l => l.Id));

        await _floor.Contest.Certify("m");
        Assert.Equal((500_00, 500_00, 200_00, 200_00), (await _floor.PaidAsync(a), await _floor.PaidAsync(b), await _floor.PaidAsync(c), await _floor.PaidAsync(d)));
        Assert.Empty((await _floor.Contest.Restatements())!);
    }

    /// <summary>As of the beginning a had 3,000, it turns out after it was certified: the result stands, and that a belongs elsewhere is told.</summary>
    [Fact]
    public async Task A_balance_corrected_after_it_was_certified_moves_nobody_and_is_told()
    {
        var (a, _, _, _) = await FillAsync();
        await _floor.ScheduleAsync(Rules);
        await _floor.Contest.Certify("m");
        await _floor.FileAsync("late", a, 2_100_00, hour: -1);

        Assert.Equal(1, (await _floor.Contest.Standings(0, 1))!.Standings[0].League);
        var moved = (await _floor.Contest.Restatements())!.Single(r => r.SubjectId == a.Value);
        Assert.Equal((1, 2, 1, 3, RestatementCause.Base), (moved.FromLeague, moved.ToLeague, moved.FromRank, moved.ToRank, moved.Cause));
    }

    /// <summary>Teams by their books: x has a and b with 1,900, y has c with 5,000. From 2,000 they run apart, and both are first.</summary>
    [Fact]
    public async Task Teams_run_in_leagues_too_standing_ones_and_those_of_the_contest()
    {
        var (x, y) = (await _floor.FoundAsync("x"), await _floor.FoundAsync("y"));
        var (a, b, c) = (await _floor.HireAsync("a", x), await _floor.HireAsync("b", x), await _floor.HireAsync("c", y));
        foreach (var (who, book, received) in new[] { (a, 900_00L, 100_00L), (b, 1_000_00L, 300_00L), (c, 5_000_00L, 200_00L) })
        {
            await _floor.FileAsync("book-" + who.Value[..1], who, book);
            await _floor.ReceiveAsync(who, "r" + who.Value[..1], received);
        }

        var teams = Rules with { Subject = BoardSubject.Teams, LeaguesMinor = [0, 2_000_00], Teams = [x.Value, y.Value] };
        Assert.Equal(ContestOutcome.Done, await _floor.Contest.Draft(teams, "l"));
        Assert.Equal([(x.Value, 1, 1), (y.Value, 1, 2)], await PlacesAsync());

        await _floor.Contest.Draft(
            teams with { Teams = [], AdHocTeams = [new AdHocTeam { Id = "p", Name = "P", Collectors = [a.Value] }, new AdHocTeam { Id = "q", Name = "Q", Collectors = [b.Value, c.Value] }] }, "l");
        Assert.Equal([("p", 1, 1), ("q", 1, 2)], await PlacesAsync());
    }

    private ContestRules Rules => _floor.Rules with { LeaguesMinor = [0, 1_000_00], Prizes = [ContestFloor.Each(500_00, 1, 1), ContestFloor.Each(200_00, 2, 2)] };

    private async Task<IEnumerable<(string, int, int)>> PlacesAsync() => (await _floor.Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Rank, s.League!.Value));

    private async Task<(CollectorId A, CollectorId B, CollectorId C, CollectorId D)> FillAsync()
    {
        var (a, b, c, d) = (await _floor.HireAsync("a"), await _floor.HireAsync("b"), await _floor.HireAsync("c"), await _floor.HireAsync("d"));
        await _floor.FileAsync("1", a, 900_00, hour: -10);
        await _floor.FileAsync("2", b, 1_000_00, hour: 0);
        await _floor.FileAsync("3", c, 5_000_00, hour: -10);
        await _floor.FileAsync("4", a, 4_000_00, hour: 1);
        await _floor.ReceiveAsync(a, "a", 100_00, 2);
        await _floor.ReceiveAsync(b, "b", 300_00, 2);
        await _floor.ReceiveAsync(c, "c", 200_00, 2);
        await _floor.ReceiveAsync(d, "d", 50_00, 2);
        return (a, b, c, d);
    }
}

public sealed class SqliteLeagueTests(SqliteCluster cluster) : LeagueTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlLeagueTests(PostgreSqlCluster cluster) : LeagueTests(cluster), IClassFixture<PostgreSqlCluster>;
