using System.Security.Cryptography;
using System.Text;
using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Recoveries;

namespace Leaderboard.Silo.Contests;

/// <summary>Money from flagged accounts is in the ledger and on boards of amounts, and earns nothing.</summary>
public abstract class ExclusionTests(LeaderboardCluster cluster)
{
    private readonly ContestFloor _floor = new(cluster);

    /// <summary>
    /// Flagged from hour 10 to hour 20: of 1,000 each at hours 5, 15 and 25 the second earns nothing. A snapshot at hour 12 that does not
    /// know of flags takes none away.
    /// </summary>
    [Fact]
    public async Task It_earns_nothing_while_the_account_is_flagged_and_its_reversal_takes_nothing()
    {
        var a = await _floor.HireAsync("a");
        await FileAsync(0, null);
        await FileAsync(10, AccountFlags.Hardship | AccountFlags.CeaseContact);
        await FileAsync(12, null);
        await FileAsync(20, AccountFlags.None);
        foreach (var hour in new[] { 5, 15, 25 })
            await _floor.ReceiveAsync(a, "r" + hour, 1_000_00, hour, Account);

        var entries = (await cluster.Grains.Collector(a).ReadLedger(0, 10))!;
        Assert.Equal([(1_000_00, 1_000_00, 10_00), (1_000_00, 0, 0), (1_000_00, 1_000_00, 10_00)], entries.Select(e => (e.AmountMinor, e.EffectiveMinor, e.PointsHundredths)));
        Assert.Equal([null, "hardship", null], entries.Select(e => e.Rate!.Excluded));

        await cluster.Grains.Collector(a).PostReversals([Receipts.Reversal(_floor.Named("v"), _floor.Named("r15"), cluster.Time.Now(), 400_00)]);

        var reversal = (await cluster.Grains.Collector(a).ReadLedger(0, 10))![^1];
        Assert.Equal((-400_00, 0, 0, "hardship"), (reversal.AmountMinor, reversal.EffectiveMinor, reversal.PointsHundredths, reversal.Rate!.Excluded));

        // What is on the board is what is in the ledger.
        Assert.Equal(2_600_00, await OnBoardAsync(BoardMeasure.Amount, a));
        Assert.Equal(2_000_00, await OnBoardAsync(BoardMeasure.Effective, a));
        Assert.Equal(20_00, await OnBoardAsync(BoardMeasure.Points, a));
    }

    [Fact]
    public async Task Flags_of_the_first_snapshot_count_before_it_as_all_of_it_does()
    {
        var a = await _floor.HireAsync("a");
        await FileAsync(10, AccountFlags.Deceased);
        await _floor.ReceiveAsync(a, "r", 1_000_00, 5, Account);
        Assert.Equal(0, Assert.Single((await cluster.Grains.Collector(a).ReadLedger(0, 10))!).PointsHundredths);
    }

    /// <summary>a has 900 and 600 of a bankrupt, 100 of which are taken back: 900 count. b has 1,000. c has nothing but excluded money, and is not there.</summary>
    [Theory]
    [InlineData(BoardMeasure.Amount)]
    [InlineData(BoardMeasure.Effective)]
    public async Task Contests_count_without_it(BoardMeasure measure)
    {
        var (a, b, c) = await EntrantsAsync();
        await _floor.ScheduleAsync(_floor.Rules with { Measure = measure, Prizes = [ContestFloor.Each(500_00, 1, 1), ContestFloor.Each(200_00, 2, 3)] });

        Assert.Equal([(b.Value, 1_000_00L), (a.Value, 900_00L)], (await _floor.Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value)));
        await _floor.Contest.Certify("m");

        Assert.Equal((200_00, 500_00, 0), (await _floor.PaidAsync(a), await _floor.PaidAsync(b), await _floor.PaidAsync(c)));
        Assert.Empty((await _floor.Contest.Restatements())!);
    }

    /// <summary>To 1,000: a is never there without the bankrupt's money.</summary>
    [Fact]
    public async Task A_race_does_not_cross_with_it()
    {
        var (a, b, _) = await EntrantsAsync();
        await _floor.ScheduleAsync(_floor.Rules with { Format = ContestFormat.FirstToTarget, Target = 1_000_00, Tie = TieRule.First });

        await _floor.Contest.Certify("m");

        Assert.Equal([b], (await _floor.Contest.Payouts())!.Select(p => p.Collector));
        Assert.Equal(0, await _floor.PaidAsync(a));
    }

    /// <summary>A pool of 300, of a team with 900 and 1,000 that count: equally, and nothing for who had excluded money alone.</summary>
    [Fact]
    public async Task A_teams_prize_is_not_shared_with_who_has_nothing_else()
    {
        var x = await _floor.FoundAsync("x");
        var (a, b, c) = await EntrantsAsync(x);
        await _floor.ScheduleAsync(_floor.Rules with { Subject = BoardSubject.Teams, Teams = [x.Value], Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Pool = 300_00 }] });
        Assert.Equal(1_900_00, Assert.Single((await _floor.Contest.Standings(0, 10))!.Standings).Value);

        await _floor.Contest.Certify("m");

        Assert.Equal((150_00, 150_00, 0), (await _floor.PaidAsync(a), await _floor.PaidAsync(b), await _floor.PaidAsync(c)));
    }

    /// <summary>
    /// x has a with 900 that count, b with 1,000, and c who had nothing else: 1,900 ÷ 2 = 950.00, not 7,400 ÷ 3. y has d with 940. By the board of
    /// amounts x would have 2,466.67. A mix of per head alone says the same: 100.00 and 98.95.
    /// </summary>
    [Fact]
    public async Task Per_head_counts_neither_the_money_nor_who_had_nothing_else()
    {
        var (x, y) = (await _floor.FoundAsync("x"), await _floor.FoundAsync("y"));
        await EntrantsAsync(x);
        var d = await _floor.HireAsync("d", y);
        await _floor.ReceiveAsync(d, "5", 940_00, 5);
        var rules = _floor.Rules with { Subject = BoardSubject.Teams, Measure = BoardMeasure.PerHead, Teams = [x.Value, y.Value] };
        Assert.Equal(ContestOutcome.Done, await _floor.Contest.Draft(rules, "l"));

        Assert.Equal([(x.Value, 950_00L, 2), (y.Value, 940_00L, 1)], (await _floor.Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value, s.Heads!.Value)));
        await _floor.Contest.Draft(rules with { Measure = BoardMeasure.Score, Score = [new ScorePart { Measure = BoardMeasure.PerHead, Weight = 10_000 }] }, "l");
        Assert.Equal([(x.Value, 100_00L), (y.Value, 98_95L)], (await _floor.Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value)));

        // At its end it was the same, by what had been posted: nothing, since it was posted long after.
        await _floor.ScheduleAsync(rules);
        Assert.False((await cluster.Grains.ContestCourse(_floor.Id).Settled())!.HadBegun);
        var race = (await cluster.Grains.ContestCourse(_floor.Id).Race(6, null))!;
        Assert.Equal([950_00L, 940_00], race.Lines.Select(l => l.Values[^1]));
    }

    private AccountId Account => new(_floor.Named("account"));

    private async Task<(CollectorId A, CollectorId B, CollectorId C)> EntrantsAsync(TeamId? team = null)
    {
        var (a, b, c) = (await _floor.HireAsync("a", team), await _floor.HireAsync("b", team), await _floor.HireAsync("c", team));
        await FileAsync(0, AccountFlags.Bankrupt);
        await _floor.ReceiveAsync(a, "1", 900_00, 1);
        await _floor.ReceiveAsync(a, "2", 600_00, 2, Account);
        await _floor.ReceiveAsync(b, "3", 1_000_00, 3);
        await _floor.ReceiveAsync(c, "4", 5_000_00, 4, Account);
        await cluster.Grains.Collector(a).PostReversals([Receipts.Reversal(_floor.Named("v"), _floor.Named("2"), cluster.Time.Now(), 100_00)]);
        return (a, b, c);
    }

    private async Task FileAsync(int hour, AccountFlags? flags)
    {
        var snapshot = new AccountSnapshot
        {
            Id = Account, AsOf = _floor.At(hour), AsOfGiven = true, DaysPastDue = 45, Flags = flags, RequestHash = new Digest(SHA256.HashData(Encoding.UTF8.GetBytes($"{Account}|{hour}|{flags}"))),
        };
        Assert.Equal(PostingStatus.Accepted, (await cluster.Grains.Accounts().Put([snapshot]))[0].Status);
    }

    private async Task<long> OnBoardAsync(BoardMeasure measure, CollectorId who) => (await cluster.Grains.Board(InstitutionCalendar.CustomKey(_floor.At(0), _floor.At(100)))
        .Find(new BoardSelection { Subject = BoardSubject.Collectors, Measure = measure }, who.Value))!.Value;
}

public sealed class SqliteExclusionTests(SqliteCluster cluster) : ExclusionTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlExclusionTests(PostgreSqlCluster cluster) : ExclusionTests(cluster), IClassFixture<PostgreSqlCluster>;
