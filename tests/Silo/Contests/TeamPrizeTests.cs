using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Contests;

/// <summary>Prizes of standing teams for who was in two of them.</summary>
public abstract class TeamPrizeTests(LeaderboardCluster cluster)
{
    private readonly ContestFloor _floor = new(cluster);

    /// <summary>
    /// a brings 100 for x, changes teams, and brings 300 for y, with b's 200. Both teams reach 100 and have a pool of 300: of x all is a's, of y 150 each. So
    /// a has 450 in two payouts, each under a key of its own, and certifying again pays nothing more.
    /// </summary>
    [Fact]
    public async Task Who_changed_teams_has_a_share_of_both_by_one_line()
    {
        var (x, y) = (await _floor.FoundAsync("x"), await _floor.FoundAsync("y"));
        var (a, b) = (await _floor.HireAsync("a"), await _floor.HireAsync("b", y));
        await cluster.Grains.Collector(a).Put(new CollectorChange { Team = x, TeamFrom = _floor.At(0) });
        await _floor.ReceiveAsync(a, "1", 100_00, 1);
        await cluster.Grains.Collector(a).Put(new CollectorChange { Team = y, TeamFrom = _floor.At(5) });
        await _floor.ReceiveAsync(a, "2", 300_00, 6);
        await _floor.ReceiveAsync(b, "3", 200_00, 6);
        await _floor.ScheduleAsync(_floor.Rules with
        {
            Subject = BoardSubject.Teams,
            Format = ContestFormat.AllWhoReach,
            Target = 100_00,
            Teams = [x.Value, y.Value],
            Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Pool = 300_00 }],
        });

        await _floor.Contest.Certify("m");
        await _floor.Contest.Certify("m");

        var payouts = (await _floor.Contest.Payouts())!;
        Assert.Equal([(a, y.Value, 150_00L), (b, y.Value, 150_00L), (a, x.Value, 300_00L)], payouts.Select(p => (p.Collector, p.SubjectId, p.Value)));
        Assert.Equal(3, payouts.DistinctBy(p => p.Key).Count());
        Assert.Equal((450_00, 150_00), (await _floor.PaidAsync(a), await _floor.PaidAsync(b)));
    }
}

public sealed class SqliteTeamPrizeTests(SqliteCluster cluster) : TeamPrizeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlTeamPrizeTests(PostgreSqlCluster cluster) : TeamPrizeTests(cluster), IClassFixture<PostgreSqlCluster>;
