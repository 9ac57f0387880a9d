using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Contests;

/// <summary>Teams that live with a contest, of people from standing teams and from none.</summary>
public abstract class AdHocTeamTests(LeaderboardCluster cluster)
{
    private readonly ContestFloor _floor = new(cluster);

    /// <summary>
    /// x is a (100, then of another team 40) and b (300); y is c (500); d has 900 and runs for none. y leads with 500, x has 440. The first has 500, the
    /// second 200: c 500; a and b share 200, 100 each, and stay in their standing teams.
    /// </summary>
    [Fact]
    public async Task They_have_what_their_people_have_wherever_it_was_credited_and_share_their_prizes()
    {
        var (north, south) = (await _floor.FoundAsync("north"), await _floor.FoundAsync("south"));
        var (a, b, c, d) = (await _floor.HireAsync("a"), await _floor.HireAsync("b"), await _floor.HireAsync("c", south), await _floor.HireAsync("d", south));
        await cluster.Grains.Collector(a).Put(new CollectorChange { Team = north, TeamFrom = _floor.At(0) });
        await _floor.ReceiveAsync(a, "1", 100_00, 1);
        await cluster.Grains.Collector(a).Put(new CollectorChange { Team = south, TeamFrom = _floor.At(5) });
        await _floor.ReceiveAsync(a, "2", 40_00, 6);
        await _floor.ReceiveAsync(b, "3", 300_00, 2);
        await _floor.ReceiveAsync(c, "4", 500_00, 3);
        await _floor.ReceiveAsync(d, "5", 900_00, 4);
        await _floor.ScheduleAsync(Rules(BoardMeasure.Amount, [a, b], [c]));

        var page = (await _floor.Contest.Standings(0, 10))!;
        Assert.Equal([("y", "Yaks", 500_00L, 1), ("x", "Xenons", 440_00L, 2)], page.Standings.Select(s => (s.Id, s.Name, s.Value, s.Rank)));
        Assert.Equal(60_00, page.Standings[1].GapToNext);
        await _floor.Contest.Certify("m");

        Assert.Equal([("c", 500_00L), ("a", 100_00L), ("b", 100_00L)], (await _floor.Contest.Payouts())!.Select(p => (p.Collector.Value[..1], p.Value)));
        Assert.Equal((100_00, 100_00, 500_00, 0), (await _floor.PaidAsync(a), await _floor.PaidAsync(b), await _floor.PaidAsync(c), await _floor.PaidAsync(d)));

        // What comes late is a restatement of the team.
        await _floor.ReceiveAsync(b, "6", 100_00, 8);
        Assert.Equal([("y", 1, 2), ("x", 2, 1)], (await _floor.Contest.Restatements())!.Select(r => (r.SubjectId, r.FromRank!.Value, r.ToRank!.Value)));
    }

    /// <summary>x: 300 of 1,000 and 100 of 3,000 are 400 of 4,000, 10.00 %, not the mean of 30 % and 3.33 %. y: 180 of 1,500, 12.00 %.</summary>
    [Fact]
    public async Task A_rate_is_the_sum_over_the_sum()
    {
        var (a, b, c) = (await _floor.HireAsync("a"), await _floor.HireAsync("b"), await _floor.HireAsync("c"));
        foreach (var (who, book, received) in new[] { (a, 1_000_00L, 300_00L), (b, 3_000_00L, 100_00L), (c, 1_500_00L, 180_00L) })
        {
            await _floor.FileAsync("book-" + who.Value[..1], who, book);
            await _floor.ReceiveAsync(who, "r" + who.Value[..1], received);
        }

        await _floor.ScheduleAsync(Rules(BoardMeasure.Rate, [a, b], [c]) with { Base = RateBase.Opening });

        var page = (await _floor.Contest.Standings(0, 10))!;
        Assert.Equal([("y", 12_00L, 180_00L, 1_500_00L), ("x", 10_00L, 400_00L, 4_000_00L)], page.Standings.Select(s => (s.Id, s.Value, s.NumeratorMinor!.Value, s.DenominatorMinor!.Value)));
        var race = (await cluster.Grains.ContestCourse(_floor.Id).Race(6, null))!;
        Assert.Equal([("y", "Yaks", 12_00L), ("x", "Xenons", 10_00L)], race.Lines.Select(l => (l.Id, l.Name, l.Values[^1])));
    }

    /// <summary>x: 400 ÷ 2, since the third has brought in nothing, is 200.00; y: 180 ÷ 1.</summary>
    [Fact]
    public async Task Per_head_is_over_those_who_brought_in_anything()
    {
        var (a, b, c, d) = (await _floor.HireAsync("a"), await _floor.HireAsync("b"), await _floor.HireAsync("c"), await _floor.HireAsync("d"));
        await _floor.ReceiveAsync(a, "1", 300_00, 2);
        await _floor.ReceiveAsync(b, "2", 100_00, 50);
        await _floor.ReceiveAsync(c, "3", 180_00, 2);
        await _floor.ScheduleAsync(Rules(BoardMeasure.PerHead, [a, b, d], [c]));

        Assert.Equal([("x", 200_00L, 2), ("y", 180_00L, 1)], (await _floor.Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value, s.Heads!.Value)));

        // Before the hour 50 a was the only head of x, with 300.
        var line = (await cluster.Grains.ContestCourse(_floor.Id).Race(6, null))!.Lines.Single(l => l.Id == "x");
        Assert.Equal((0L, 300_00L, 200_00L), (line.Values[0], line.Values[line.Values.Length / 4], line.Values[^1]));
    }

    /// <summary>
    /// To 400: x crosses with b's 150 at the hour 4, y with c's second at the hour 3. a's 100 of the hour 5 changes nothing. A pool of 300 is one of each
    /// that is there: half equally, half by amount among a (350) and b (150): 75 + 105 and 75 + 45.
    /// </summary>
    [Fact]
    public async Task They_race_and_have_a_pool_each()
    {
        var (a, b, c) = (await _floor.HireAsync("a"), await _floor.HireAsync("b"), await _floor.HireAsync("c"));
        await _floor.ReceiveAsync(a, "1", 250_00, 1);
        await _floor.ReceiveAsync(c, "2", 200_00, 2);
        await _floor.ReceiveAsync(c, "3", 200_00, 3);
        await _floor.ReceiveAsync(b, "4", 150_00, 4);
        await _floor.ReceiveAsync(a, "5", 100_00, 5);
        await _floor.ScheduleAsync(Rules(BoardMeasure.Amount, [a, b], [c]) with
        {
            Format = ContestFormat.FirstToTarget,
            Target = 400_00,
            Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Pool = 300_00, Split = new PrizeSplit { ByValue = 5_000, Measure = BoardMeasure.Amount } }],
        });

        Assert.Equal([("y", _floor.At(3)), ("x", _floor.At(4))], (await _floor.Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.ReachedAt)));
        await _floor.Contest.Certify("m");
        Assert.Equal((180_00, 120_00, 300_00), (await _floor.PaidAsync(a), await _floor.PaidAsync(b), await _floor.PaidAsync(c)));
    }

    /// <summary>a has 900, and 600 of a bankrupt; b nothing but 5,000 of one; c 1,000. Of x 900 count, per head of a alone 900; and b has no share.</summary>
    [Theory]
    [InlineData(BoardMeasure.Amount)]
    [InlineData(BoardMeasure.PerHead)]
    public async Task Money_that_earns_nothing_earns_nothing_in_them(BoardMeasure measure)
    {
        var (a, b, c) = (await _floor.HireAsync("a"), await _floor.HireAsync("b"), await _floor.HireAsync("c"));
        await _floor.FileAsync("bankrupt", a, 10_000_00, flags: AccountFlags.Bankrupt);
        var account = new AccountId(_floor.Named("bankrupt"));
        await _floor.ReceiveAsync(a, "1", 900_00, 1);
        await _floor.ReceiveAsync(a, "2", 600_00, 2, account);
        await _floor.ReceiveAsync(b, "3", 5_000_00, 3, account);
        await _floor.ReceiveAsync(c, "4", 1_000_00, 4);
        await _floor.ScheduleAsync(Rules(measure, [a, b], [c]));

        Assert.Equal([("y", 1_000_00L), ("x", 900_00L)], (await _floor.Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value)));
        Assert.Equal([1_000_00L, 900_00], (await cluster.Grains.ContestCourse(_floor.Id).Race(6, null))!.Lines.Select(l => l.Values[^1]));
        await _floor.Contest.Certify("m");
        Assert.Equal((200_00, 0, 500_00), (await _floor.PaidAsync(a), await _floor.PaidAsync(b), await _floor.PaidAsync(c)));
    }

    private ContestRules Rules(BoardMeasure measure, CollectorId[] x, CollectorId[] y) => _floor.Rules with
    {
        Subject = BoardSubject.Teams,
        Measure = measure,
        AdHocTeams =
        [
            new AdHocTeam { Id = "x", Name = "Xenons", Collectors = Array.ConvertAll(x, c => c.Value) },
            new AdHocTeam { Id = "y", Name = "Yaks", Collectors = Array.ConvertAll(y, c => c.Value) },
        ],
        Prizes = [ContestFloor.Each(500_00, 1, 1), ContestFloor.Each(200_00, 2, 2)],
    };
}

public sealed class SqliteAdHocTeamTests(SqliteCluster cluster) : AdHocTeamTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlAdHocTeamTests(PostgreSqlCluster cluster) : AdHocTeamTests(cluster), IClassFixture<PostgreSqlCluster>;
