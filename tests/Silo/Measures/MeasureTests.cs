using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Measures;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Targets;

namespace Leaderboard.Silo.Measures;

/// <summary>Rates, attainments and indices on a real silo, over the same board as amounts. A test's teams are its own, and filter what it sees.</summary>
public abstract class MeasureTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    private static InstitutionCalendar Calendar { get; } = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private TeamId Team => new("t-" + _tag);

    private IBoardGrain Month => cluster.Grains.Board("month/2026-11");

    private BoardSelection Rates => new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Rate, Team = Team };

    /// <summary>Opening 1,000,000, new 200,000, recovered 180,000: 15.00 % by default, 18.00 % of the opening alone.</summary>
    [Fact]
    public async Task The_worked_rate_comes_out_on_either_base()
    {
        var a = await HireAsync("a");
        await PutAsync(Account("1", a, October, 600_000_00, 45), Account("2", a, October, 400_000_00, 200), Account("3", a, October, 250_000_00, 0));
        await PutAsync(Account("3", a, November(5), 200_000_00, 1));
        await ReceiveAsync("1", a, 180_000_00);

        var page = await Month.Read(Rates, 0, 10);
        var opening = await Month.Read(Rates with { Base = RateBase.Opening }, 0, 10);

        var row = Assert.Single(page.Standings);
        Assert.Equal((a.Value, 15_00L, 180_000_00L, 1_200_000_00L), (row.Id, row.Value, row.NumeratorMinor, row.DenominatorMinor));
        Assert.Equal((15_00L, new BoardRatio { NumeratorMinor = 180_000_00, DenominatorMinor = 1_200_000_00, Base = RateBase.OpeningAndNew }), (page.Sum, page.Ratio));
        Assert.Equal((18_00L, 1_000_000_00L, RateBase.Opening), (opening.Sum, opening.Standings[0].DenominatorMinor, opening.Ratio!.Base));
        Assert.Equal(page.Standings[0], await Month.Find(Rates, a.Value));
        Assert.Equal(15_00, (await cluster.Grains.Board("quarter/2026-4").Read(Rates with { Base = RateBase.OpeningAndNew, Subject = BoardSubject.Teams }, 0, 10)).Sum);
    }

    /// <summary>10 of 100 and 90 of 300: the team has 100 of 400, 25.00 %, not the mean of 10 and 30.</summary>
    [Fact]
    public async Task A_teams_rate_is_what_it_recovered_through_what_it_held()
    {
        var (a, b) = (await HireAsync("a"), await HireAsync("b"));
        await PutAsync(Account("1", a, October, 100_00, 45), Account("2", b, October, 300_00, 45));
        await ReceiveAsync("1", a, 10_00);
        await ReceiveAsync("2", b, 90_00);

        Assert.Equal([(b.Value, 30_00L, 1), (a.Value, 10_00L, 2)], (await Month.Read(Rates, 0, 10)).Standings.Select(s => (s.Id, s.Value, s.Rank)));
        Assert.Equal(20_00, (await Month.Find(Rates, a.Value))!.GapToNext);
        Assert.Equal(25_00, Assert.Single((await Month.Read(Rates with { Subject = BoardSubject.Teams }, 0, 10)).Standings).Value);
        Assert.Equal(a.Value, (await Month.Around(Rates, a.Value, 1))!.Standings.Single().Id);
    }

    [Fact]
    public async Task Who_holds_accounts_and_brought_nothing_stands_at_0_and_who_holds_none_does_not_stand()
    {
        var (a, b, c) = (await HireAsync("a"), await HireAsync("b"), await HireAsync("c"));
        await PutAsync(Account("1", a, October, 100_00, 45), Account("2", b, October, 100_00, 45));
        await ReceiveAsync("1", a, 10_00);
        await ReceiveAsync("2", c, 90_00);

        var page = await Month.Read(Rates, 0, 10);

        Assert.Equal([(a.Value, 10_00L), (b.Value, 0L)], page.Standings.Select(s => (s.Id, s.Value)));
        Assert.Equal((2, 5_00L), (page.Total, page.Sum));
        Assert.Null(await Month.Find(Rates, c.Value));
    }

    [Fact]
    public async Task A_board_that_was_looked_at_divides_by_balances_that_came_later_and_moves_with_receipts()
    {
        var a = await HireAsync("a");
        Assert.Empty((await Month.Read(Rates, 0, 10)).Standings);

        await PutAsync(Account("1", a, October, 1_000_00, 45));
        Assert.Equal(0, (await Month.Find(Rates, a.Value))!.Value);
        await ReceiveAsync("1", a, 100_00);
        Assert.Equal(10_00, (await Month.Find(Rates, a.Value))!.Value);
        await PutAsync(Account("2", a, November(3), 1_000_00, 5));
        Assert.Equal(5_00, (await Month.Find(Rates, a.Value))!.Value);
        await cluster.Grains.Collector(a).PostReversals([Receipts.Reversal("v" + _tag, "1" + _tag, cluster.Time.Now(), 50_00)]);
        Assert.Equal(2_50, (await Month.Find(Rates, a.Value))!.Value);
    }

    /// <summary>
    /// a has 150 of a target of 100 and c 90 of 200; d has none. The team has 240 of 300: 80.00 %, d's 500 left out; with a target of 1,000 of its
    /// own it is 740 of that.
    /// </summary>
    [Fact]
    public async Task An_attainment_is_actual_through_own_target_and_a_teams_is_the_sum_through_the_sum()
    {
        var (a, c, d) = (await HireAsync("a"), await HireAsync("c"), await HireAsync("d"));
        await ReceiveAsync("1", a, 150_00);
        await ReceiveAsync("2", c, 90_00);
        await ReceiveAsync("3", d, 500_00);
        var attainments = Rates with { Measure = BoardMeasure.Attainment };
        Assert.Empty((await Month.Read(attainments, 0, 10)).Standings);

        await TargetAsync((a, 100_00), (c, 200_00));

        Assert.Equal([(a.Value, 150_00L), (c.Value, 45_00L)], (await Month.Read(attainments, 0, 10)).Standings.Select(s => (s.Id, s.Value)));
        var teams = attainments with { Subject = BoardSubject.Teams };
        var targets = cluster.Grains.Targets(Team, "month/2026-11");
        Assert.Equal((80_00L, 240_00L, 300_00L), Of(Assert.Single((await Month.Read(teams, 0, 10)).Standings)));
        Assert.Equal(80_00, (await targets.Get())!.Attainment!.BasisPoints);
        await TargetAsync((null, 1_000_00));
        Assert.Equal((74_00L, 740_00L, 1_000_00L), Of(Assert.Single((await Month.Read(teams, 0, 10)).Standings)));
        Assert.Equal(74_00, (await targets.Get())!.Attainment!.BasisPoints);
        Assert.Empty((await cluster.Grains.Board("year/2026").Read(attainments, 0, 10)).Standings);
    }

    /// <summary>
    /// 40 % of 1,000,000 in M1 expects 400,000, 4 % of 1,000,000 in M6+ 40,000: 95.00 and 130.00. Shrunk by 50,000: (380 + 50) ÷ (400 + 50) is
    /// 95.56, (52 + 50) ÷ (40 + 50) 113.33; of the small book 12,000 of 5,000 are 240.00, and 112.73.
    /// </summary>
    [Fact]
    public async Task An_index_is_measured_by_benchmarks_and_small_books_are_shrunk_unless_told_otherwise()
    {
        var (easy, hard, small) = (await HireAsync("easy"), await HireAsync("hard"), await HireAsync("small"));
        await cluster.Grains.Benchmarks().Put(
            [
                new Benchmark { Product = _tag, Bucket = BalanceBucket.M1, RateBasisPoints = 40_00 },
                new Benchmark { Product = _tag, Bucket = BalanceBucket.M6Plus, RateBasisPoints = 4_00 },
            ],
            "m");
        await PutAsync(
            Account("1", easy, October, 1_000_000_00, 12), Account("2", hard, October, 1_000_000_00, 400), Account("3", small, October, 125_000_00, 400));
        await ReceiveAsync("1", easy, 380_000_00);
        await ReceiveAsync("2", hard, 52_000_00);
        await ReceiveAsync("3", small, 12_000_00);
        var indices = Rates with { Measure = BoardMeasure.Index };

        var plain = await Month.Read(indices with { IsShrunk = false }, 0, 10);
        var shrunk = await Month.Read(indices, 0, 10);

        Assert.Equal([(small.Value, 240_00L), (hard.Value, 130_00L), (easy.Value, 95_00L)], plain.Standings.Select(s => (s.Id, s.Value)));
        Assert.Equal([(hard.Value, 113_33L), (small.Value, 112_73L), (easy.Value, 95_56L)], shrunk.Standings.Select(s => (s.Id, s.Value)));
        Assert.Equal((0L, 50_000_00L), (plain.Ratio!.ShrinkMinor, shrunk.Ratio!.ShrinkMinor));
        Assert.Equal(5_000_00, shrunk.Standings[1].DenominatorMinor);

        await cluster.Grains.Benchmarks().Put([new Benchmark { Product = _tag, RateBasisPoints = 100_00 }], "m");
        Assert.Equal(1_000_000_00, (await Month.Find(indices, hard.Value))!.DenominatorMinor);
    }

    /// <summary>In October 1,000 in M2 brought 300, in September 1,000 in M1 nothing; what came this month is not history yet.</summary>
    [Fact]
    public async Task History_proposes_benchmarks()
    {
        var a = await HireAsync("a");
        await PutAsync(Account("1", a, Calendar.StartOfDay(new DateOnly(2026, 9, 10)), 1_000_00, 20), Account("1", a, October, 1_000_00, 45));
        await ReceiveAsync("1", a, 300_00, October.Plus(TimeSpan.FromDays(3)), "1");
        await ReceiveAsync("2", a, 600_00, November(3), "1");

        var proposal = await cluster.Grains.Benchmarks().Propose();

        Assert.Equal(
            [(BalanceBucket.M1, 0, 0L, 1_000_00L), (BalanceBucket.M2, 30_00, 300_00L, 1_000_00L)],
            proposal.Lines.Where(l => l.Benchmark.Product == _tag).Select(l => (l.Benchmark.Bucket!.Value, l.Benchmark.RateBasisPoints, l.RecoveredMinor, l.BalanceMinor)));
        Assert.Equal((Calendar.StartOfDay(new DateOnly(2025, 11, 1)), November(1)), (proposal.From, proposal.To));
    }

    private static Moment October => Calendar.StartOfDay(new DateOnly(2026, 10, 1));

    private static Moment November(int day) => Calendar.StartOfDay(new DateOnly(2026, 11, day));

    private static (long, long?, long?) Of(Standing standing) => (standing.Value, standing.NumeratorMinor, standing.DenominatorMinor);

    private AccountSnapshot Account(string id, CollectorId holder, Moment asOf, long claim, int daysPastDue) => new()
    {
        Id = new AccountId($"{id}-{_tag}"),
        AsOf = asOf,
        Collector = holder,
        Product = _tag,
        PrincipalMinor = claim - 1,
        OffBalanceInterestMinor = 1,
        DaysPastDue = daysPastDue,
        AsOfGiven = true,
        RequestHash = Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{id}|{holder}|{asOf}|{claim}|{daysPastDue}")),
    };

    private async Task PutAsync(params AccountSnapshot[] snapshots) =>
        Assert.All(await cluster.Grains.Accounts().Put(snapshots), o => Assert.Equal(PostingStatus.Accepted, o.Status));

    private Task<TargetsOutcome> TargetAsync(params (CollectorId? Collector, long Amount)[] targets) => cluster.Grains.Targets(Team, "month/2026-11")
        .Put(new TargetsChange { By = "key", Targets = Array.ConvertAll(targets, t => new TargetChange { Collector = t.Collector, AmountMinor = t.Amount }) });

    private async Task<CollectorId> HireAsync(string name)
    {
        await cluster.Grains.Team(Team).Put(new TeamChange { Name = "North" });
        var id = new CollectorId($"{name}-{_tag}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = Team });
        return id;
    }

    private async Task ReceiveAsync(string id, CollectorId collector, long amount, Moment? at = null, string? account = null) => Assert.Equal(
        PostingStatus.Accepted,
        (await cluster.Grains.Collector(collector).PostRecoveries(
            [Receipts.Cash(id + _tag, amount, at ?? November(20), account is null ? null : new AccountId($"{account}-{_tag}"))]))[0].Status);
}

public sealed class SqliteMeasureTests(SqliteCluster cluster) : MeasureTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlMeasureTests(PostgreSqlCluster cluster) : MeasureTests(cluster), IClassFixture<PostgreSqlCluster>;
