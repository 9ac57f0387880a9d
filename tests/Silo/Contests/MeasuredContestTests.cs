using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Measures;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Targets;

namespace Leaderboard.Silo.Contests;

/// <summary>Contests by rate, attainment, index, least book and mixes; each test in a month of its own, among teams of its own.</summary>
public abstract class MeasuredContestTests(LeaderboardCluster cluster)
{
    private static int _months;

    private readonly string _tag = Guid.NewGuid().ToString("N");
    private readonly DateOnly _month = new DateOnly(2015, 1, 1).AddMonths(Interlocked.Increment(ref _months));

    private static InstitutionCalendar Calendar { get; } = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private IContestGrain Contest => cluster.Grains.Contest("k-" + _tag);

    private TeamId North => new("north-" + _tag);

    private ContestRules Rules => new()
    {
        Name = "Fair",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Rate,
        Format = ContestFormat.Best,
        StartsAt = Calendar.StartOfDay(_month),
        EndsAt = Calendar.StartOfDay(_month.AddMonths(1)),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Teams = [North.Value],
        Base = RateBase.OpeningAndNew,
        Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Each = 100_00, ToRank = 1 }],
    };

    /// <summary>
    /// a: 300 of 1,000 (30 %), b: 500 of 5,000 (10 %), c: 40 of 50 (80 %). By rate c wins; with a least book of 100 c does not take part, and a wins and
    /// is paid.
    /// </summary>
    [Fact]
    public async Task The_best_rate_wins_among_who_have_a_book()
    {
        var (a, b, c) = await FillAsync();
        await DraftAsync(Rules);
        Assert.Equal([(c, 80_00L), (a, 30_00L), (b, 10_00L)], await StandingsAsync());

        await ScheduleAsync(Rules with { MinimumBookMinor = 100_00 });
        var page = (await Contest.Standings(0, 10))!;
        Assert.Equal([(a, 30_00L), (b, 10_00L)], page.Standings.Select(s => (s.Id, s.Value)));
        Assert.Equal((300_00L, 1_000_00L), (page.Standings[0].NumeratorMinor, page.Standings[0].DenominatorMinor));
        Assert.Equal((13_33L, 800_00L, 6_000_00L), (page.Sum, page.Ratio!.NumeratorMinor, page.Ratio.DenominatorMinor));
        Assert.Equal(ContestOutcome.Done, await Contest.Certify("m"));
        Assert.Equal([(a, 100_00L)], (await Contest.Payouts())!.Select(p => (p.Collector.Value, p.Value)));
        Assert.Equal((13_33L, 1_000_00L), ((await Contest.Standings(0, 10))!.Sum, (await Contest.Standings(0, 1))!.Standings[0].DenominatorMinor));
        Assert.Empty((await Contest.Restatements())!);
    }

    /// <summary>60 % amount, 40 % rate: of the best 500 and 80 % a has 36 + 15 = 51.00, b 60 + 5 = 65.00, c 4.8 + 40 = 44.80.</summary>
    [Fact]
    public async Task A_mix_counts_each_measure_by_its_weight()
    {
        var (a, b, c) = await FillAsync();
        await DraftAsync(Rules with
        {
            Measure = BoardMeasure.Score,
            Score = [new ScorePart { Measure = BoardMeasure.Amount, Weight = 6_000 }, new ScorePart { Measure = BoardMeasure.Rate, Weight = 4_000 }],
        });

        Assert.Equal([(b, 65_00L), (a, 51_00L), (c, 44_80L)], await StandingsAsync());
    }

    /// <summary>Own targets of the month: a 300 of 250, b 500 of 1,000, c has none. a alone is there; as a race a crosses with its last receipt.</summary>
    [Fact]
    public async Task Own_targets_are_those_of_the_month()
    {
        var (a, b, c) = await FillAsync();
        await cluster.Grains.Targets(North, $"month/{_month:yyyy-MM}").Put(new TargetsChange
        {
            By = "l",
            Targets = [new TargetChange { Collector = new CollectorId(a), AmountMinor = 250_00 }, new TargetChange { Collector = new CollectorId(b), AmountMinor = 1_000_00 }],
        });
        var own = Rules with { Measure = BoardMeasure.Amount, Format = ContestFormat.AllWhoReach, HasOwnTargets = true };
        await DraftAsync(own);
        Assert.Equal([(a, 300_00L), (b, 500_00L), (c, 40_00L)], await StandingsAsync());
        await DraftAsync(Rules with { Measure = BoardMeasure.Attainment });
        Assert.Equal([(a, 120_00L), (b, 50_00L)], await StandingsAsync());

        // Half of the target earns 1 % of what is above it: b's 500 are exactly half; a has 1 % of 175.
        await ScheduleAsync(own with { Format = ContestFormat.FirstToTarget, Prizes = [new ContestPrize { Unit = PrizeUnit.Money, Tiers = [new PrizeTier { From = 5_000, Rate = 10_000 }] }] });
        await Contest.Certify("m");
        Assert.Equal([(a, 1_75L)], (await Contest.Payouts())!.Select(p => (p.Collector.Value, p.Value)));
    }

    /// <summary>
    /// 10 % expects 100 of a's 1,000, 500 of b's 5,000 and 5 of c's 50: plainly 300, 100 and 800; with 50,000 above and below a has 50,300 ÷ 50,100,
    /// c 50,040 ÷ 50,005 and b 50,500 ÷ 50,500.
    /// </summary>
    [Fact]
    public async Task An_index_counts_shrunk_or_plain_as_the_rules_say()
    {
        var (a, b, c) = await FillAsync();
        await cluster.Grains.Benchmarks().Put([new Benchmark { Product = _tag, RateBasisPoints = 10_00 }], "m");

        await DraftAsync(Rules with { Measure = BoardMeasure.Index, IsShrunk = false });
        Assert.Equal([(c, 800_00L), (a, 300_00L), (b, 100_00L)], await StandingsAsync());
        await DraftAsync(Rules with { Measure = BoardMeasure.Index });
        Assert.Equal([(a, 100_40L), (c, 100_07L), (b, 100_00L)], await StandingsAsync());
    }

    /// <summary>A collector with receipts and accounts in two teams of the contest has one rate: 30 + 10 of 100 + 300 are 10.00 %.</summary>
    [Fact]
    public async Task Who_was_in_two_teams_of_a_contest_has_one_rate()
    {
        var south = new TeamId("south-" + _tag);
        await cluster.Grains.Team(south).Put(new TeamChange { Name = "South" });
        var a = await HireAsync("a");
        var middle = Calendar.StartOfDay(_month.AddDays(14));
        await PutAsync(a, "1", Calendar.StartOfDay(_month), 100_00);
        await PutAsync(a, "2", Calendar.StartOfDay(_month.AddDays(16)), 300_00);
        await cluster.Grains.Collector(a).Put(new CollectorChange { Team = south, TeamFrom = middle });
        await ReceiveAsync("1", a, 30_00, 5);
        await ReceiveAsync("2", a, 10_00, 20);
        await DraftAsync(Rules with { Teams = [North.Value, south.Value] });

        Assert.Equal([(a.Value, 10_00L)], await StandingsAsync());
    }

    /// <summary>
    /// a has a target of 250, c has none. Of a flagged account a brings 60 and c 100. Of the team's attainment a's 300 count, of 250: 120.00; c's money
    /// is in no numerator, and must not be taken out of it. The rate counts 800 + 40 of 6,050 without the 160: 13.88.
    /// </summary>
    [Fact]
    public async Task What_earns_nothing_is_taken_out_of_a_numerator_only_where_it_is_in_it()
    {
        var (a, _, c) = await FillAsync();
        var flagged = new AccountId("flagged-" + _tag);
        await cluster.Grains.Accounts().Put([new AccountSnapshot { Id = flagged, AsOf = Calendar.StartOfDay(_month), AsOfGiven = true, Flags = AccountFlags.Disputed, DaysPastDue = 45, RequestHash = Digest.Zero }]);
        foreach (var (who, amount) in new[] { (a, 60_00L), (c, 100_00L) })
            Assert.Equal(PostingStatus.Accepted, (await cluster.Grains.Collector(new CollectorId(who)).PostRecoveries([Receipts.Cash("x" + who[..1] + _tag, amount, Calendar.StartOfDay(_month.AddDays(4)), flagged)]))[0].Status);
        await cluster.Grains.Targets(North, $"month/{_month:yyyy-MM}").Put(new TargetsChange { By = "l", Targets = [new TargetChange { Collector = new CollectorId(a), AmountMinor = 250_00 }] });
        var teams = Rules with { Subject = BoardSubject.Teams };

        await DraftAsync(teams with { Measure = BoardMeasure.Attainment });
        Assert.Equal([(North.Value, 120_00L)], await StandingsAsync());
        await DraftAsync(teams);
        Assert.Equal([(North.Value, 13_88L)], await StandingsAsync());
        Assert.Equal([13_88L], (await cluster.Grains.ContestCourse("k-" + _tag).Race(6, null))!.Lines.Select(l => l.Values[^1]));
    }

    private async Task<(string A, string B, string C)> FillAsync()
    {
        var (a, b, c) = (await HireAsync("a"), await HireAsync("b"), await HireAsync("c"));
        foreach (var (collector, book, received) in new[] { (a, 1_000_00L, 300_00L), (b, 5_000_00L, 500_00L), (c, 50_00L, 40_00L) })
        {
            await PutAsync(collector, collector.Value[..1], Calendar.StartOfDay(_month), book);
            await ReceiveAsync(collector.Value[..1], collector, received, 3);
        }

        return (a.Value, b.Value, c.Value);
    }

    private async Task<IEnumerable<(string, long)>> StandingsAsync() => (await Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value));

    private async Task DraftAsync(ContestRules rules) => Assert.Equal(ContestOutcome.Done, await Contest.Draft(rules, "l"));

    private async Task ScheduleAsync(ContestRules rules)
    {
        await DraftAsync(rules);
        Assert.Equal(ContestOutcome.Done, await Contest.Schedule("l"));
    }

    private async Task PutAsync(CollectorId holder, string id, Moment asOf, long claim) => await cluster.Grains.Accounts().Put([new AccountSnapshot
    {
        Id = new AccountId($"{id}-{_tag}"),
        AsOf = asOf,
        Collector = holder,
        Product = _tag,
        PrincipalMinor = claim,
        DaysPastDue = 45,
        AsOfGiven = true,
        RequestHash = Digest.Zero,
    }]);

    private async Task<CollectorId> HireAsync(string name)
    {
        await cluster.Grains.Team(North).Put(new TeamChange { Name = "North" });
        var id = new CollectorId($"{name}-{_tag}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = North, TeamFrom = Calendar.StartOfDay(new DateOnly(2010, 1, 1)) });
        return id;
    }

    private async Task ReceiveAsync(string id, CollectorId collector, long amount, int day) => Assert.Equal(
        PostingStatus.Accepted,
        (await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash(id + _tag, amount, Calendar.StartOfDay(_month.AddDays(day)))]))[0].Status);
}

public sealed class SqliteMeasuredContestTests(SqliteCluster cluster) : MeasuredContestTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlMeasuredContestTests(PostgreSqlCluster cluster) : MeasuredContestTests(cluster), IClassFixture<PostgreSqlCluster>;
