using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Contests;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Silo.Contests;

/// <summary>Contests on a real silo; a test's window lies in a year of its own, so that no other's receipts are in it.</summary>
public abstract class ContestTests(LeaderboardCluster cluster)
{
    private static int _years = 1980;

    private readonly string _tag = Guid.NewGuid().ToString("N");
    private readonly DateTimeOffset _start = new(Interlocked.Increment(ref _years), 3, 1, 0, 0, 0, TimeSpan.Zero);

    private IContestGrain Contest => cluster.Grains.Contest("k-" + _tag);

    private ContestRules Rules => new()
    {
        Name = "Sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.Best,
        StartsAt = At(0),
        EndsAt = At(10),
        SettleDays = 3,
        Tie = TieRule.Competition,
        Prizes = [Each(500_00, 1, 1), Each(200_00, 2, 3)],
    };

    [Fact]
    public async Task The_best_are_paid_once_at_certifying_and_what_comes_later_is_a_restatement()
    {
        var (a, b, c) = (await HireAsync("a"), await HireAsync("b"), await HireAsync("c"));
        await ReceiveAsync("1", a, 1_000_00, 1);
        await ReceiveAsync("2", b, 3_000_00, 2);
        await ReceiveAsync("3", c, 2_000_00, 3);
        await ReceiveAsync("before", a, 9_000_00, -1);
        await ReceiveAsync("after", a, 9_000_00, 10);
        await ScheduleAsync(Rules);

        Assert.Equal(ContestOutcome.Done, await Contest.Certify("m"));

        Assert.Equal([(b, 1, 500_00L), (c, 2, 200_00L), (a, 3, 200_00L)], (await Contest.Payouts())!.Select(p => (p.Collector, p.Rank, p.Value)));
        Assert.Equal([(b.Value, 3_000_00L), (c.Value, 2_000_00L), (a.Value, 1_000_00L)], (await Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value)));
        Assert.Equal(ContestState.Certified, (await Contest.Get())!.State);
        Assert.Equal(8, (await Contest.Get())!.Heads.Length);
        Assert.Empty((await Contest.Restatements())!);

        // A prize is no recovery: it may be spent at once, and no board of points has it.
        var points = (await cluster.Grains.Collector(b).GetPoints())!;
        Assert.Equal(500_00 + 30_00, points.BalanceHundredths);
        Assert.Equal(points.BalanceHundredths, points.VestedHundredths);
        var all = await cluster.Grains.Board("all").Find(new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Points }, b.Value);
        Assert.Equal(30_00, all!.Value);

        await ReceiveAsync("late", a, 5_000_00, 4);
        await cluster.Grains.Collector(b).PostReversals([Receipts.Reversal("v-" + _tag, "2" + _tag, cluster.Time.Now(), 500_00)]);

        Assert.Equal([(b.Value, 3_000_00L), (c.Value, 2_000_00L), (a.Value, 1_000_00L)], (await Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value)));
        Assert.Equal(
            [(b.Value, 3_000_00L, 2_500_00L, 1, 2, RestatementCause.Reversal), (c.Value, 2_000_00L, 2_000_00L, 2, 3, RestatementCause.Others), (a.Value, 1_000_00L, 6_000_00L, 3, 1, RestatementCause.LatePosting)],
            (await Contest.Restatements())!.Select(r => (r.SubjectId, r.FromValue!.Value, r.ToValue!.Value, r.FromRank!.Value, r.ToRank!.Value, r.Cause)));
        Assert.Equal(500_00 + 25_00, (await cluster.Grains.Collector(b).GetPoints())!.BalanceHundredths);
    }

    [Fact]
    public async Task Twenty_who_certify_at_once_pay_once()
    {
        var a = await HireAsync("a");
        await ReceiveAsync("1", a, 1_000_00, 1);
        await ScheduleAsync(Rules);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Contest.Certify("m" + i)));

        Assert.All(outcomes, o => Assert.Equal(ContestOutcome.Done, o));
        Assert.Equal(510_00, (await cluster.Grains.Collector(a).GetPoints())!.BalanceHundredths);
    }

    /// <summary>As a crash leaves it: the result is stored, and some of its lines are paid.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Paying_that_broke_off_goes_on_where_it_was(int paid)
    {
        var (a, b) = (await HireAsync("a"), await HireAsync("b"));
        await ReceiveAsync("1", a, 1_000_00, 1);
        await ReceiveAsync("2", b, 2_000_00, 1);
        var lines = new[] { b, a }.Select((c, i) => new StoredPayout($"k-{_tag}/{i}/{c.Value}", c.Value, null, c.Value, i + 1, PrizeUnit.Points, i == 0 ? 500_00 : 200_00)).ToArray();
        var record = new ContestRecord { Id = "k-" + _tag, Rules = Rules, Step = ContestStep.Draft, CreatedAtMicros = 0, CreatedBy = "l" }
            .Scheduled("l", cluster.Time.Now(), Digest.Zero)!
            .Paying(new ContestResult { AtMicros = cluster.Time.Now().UnixMicroseconds, By = "m", Heads = [], Standings = [], Lines = lines });
        await using (var documents = new DocumentStore(cluster.Database))
            await documents.SaveAsync("contest", "k-" + _tag, 0, record);
        foreach (var line in lines.Take(paid))
        {
            await cluster.Grains.Collector(new CollectorId(line.Collector)).Award([new PostAward
            {
                Id = EntryId.Payout(line.Key), Team = TeamId.None, Contest = "k-" + _tag, Rank = line.Rank, PointsHundredths = line.Value, MoneyMinor = 0, At = new Moment(record.Result!.AtMicros),
            }]);
        }

        Assert.Equal(ContestState.Settling, (await Contest.Get())!.State);
        Assert.Empty((await Contest.Payouts())!);
        await cluster.Grains.Contests().Finish();

        Assert.Equal(ContestState.Certified, (await Contest.Get())!.State);
        Assert.Equal((500_00 + 20_00, 200_00 + 10_00), ((await cluster.Grains.Collector(b).GetPoints())!.BalanceHundredths, (await cluster.Grains.Collector(a).GetPoints())!.BalanceHundredths));
        Assert.Equal(ContestOutcome.Done, await Contest.Certify("m"));
        Assert.Equal(520_00, (await cluster.Grains.Collector(b).GetPoints())!.BalanceHundredths);
    }

    [Fact]
    public async Task Rules_freeze_when_it_is_scheduled_and_illegal_moves_are_refused()
    {
        Assert.Equal(ContestOutcome.NoSuchContest, await Contest.Schedule("l"));
        Assert.Equal(ContestOutcome.Done, await Contest.Draft(Rules, "l"));
        Assert.Equal(ContestOutcome.Done, await Contest.Draft(Rules with { Name = "Better" }, "l"));
        Assert.Equal(ContestOutcome.IllegalMove, await Contest.Certify("m"));
        Assert.Equal(ContestOutcome.Done, await Contest.Schedule("l"));
        var hash = (await Contest.Get())!.RulesHash;
        Assert.NotNull(hash);
        Assert.Equal(ContestOutcome.IllegalMove, await Contest.Draft(Rules, "l"));
        Assert.Equal(ContestOutcome.Done, await Contest.Schedule("l"));
        Assert.Equal(("Better", hash), ((await Contest.Get())!.Rules.Name, (await Contest.Get())!.RulesHash));
        Assert.Equal(ContestOutcome.Done, await Contest.Cancel("l"));
        Assert.Equal(ContestOutcome.Done, await Contest.Cancel("l"));
        Assert.Equal(ContestOutcome.IllegalMove, await Contest.Certify("m"));
        Assert.Equal(ContestState.Cancelled, (await Contest.Get())!.State);
    }

    [Fact]
    public async Task Before_settling_is_over_it_cannot_be_certified()
    {
        var now = cluster.Time.Now();
        await ScheduleAsync(Rules with { StartsAt = now.Plus(TimeSpan.FromHours(-3)), EndsAt = now.Plus(TimeSpan.FromHours(-1)), SettleDays = 1 });
        Assert.Equal(ContestState.Settling, (await Contest.Get())!.State);
        Assert.Equal(ContestOutcome.TooEarly, await Contest.Certify("m"));
    }

    /// <summary>
    /// Teams with a target of 600,000 and a pool of 3,000, half equally, half by effective amount. One is there with 450,000 and 150,000:
    /// 750 + 1,125 and 750 + 375. The other is a fen short: nothing.
    /// </summary>
    [Fact]
    public async Task A_team_that_reaches_its_target_shares_the_pool_among_who_did_anything()
    {
        var (x, y) = (await FoundAsync("x"), await FoundAsync("y"));
        var (a, b, idle) = (await HireAsync("a", x), await HireAsync("b", x), await HireAsync("idle", x));
        var c = await HireAsync("c", y);
        await ReceiveAsync("1", a, 450_000_00, 1);
        await ReceiveAsync("2", b, 150_000_00, 2);
        await ReceiveAsync("3", c, 599_999_99, 2);
        await ScheduleAsync(Rules with
        {
            Subject = BoardSubject.Teams,
            Format = ContestFormat.AllWhoReach,
            Teams = [x.Value, y.Value],
            Target = 600_000_00,
            Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Pool = 3_000_00, Split = new PrizeSplit { ByValue = 5_000, Measure = BoardMeasure.Effective } }],
        });

        await Contest.Certify("m");

        Assert.Equal([(a, 1_875_00L), (b, 1_125_00L)], (await Contest.Payouts())!.Select(p => (p.Collector, p.Value)));
        Assert.All((await Contest.Payouts())!, p => Assert.Equal(x, p.Team));
        Assert.Equal(0, (await cluster.Grains.Collector(idle).GetPoints())!.BalanceHundredths);
    }

    /// <summary>
    /// To 1,000. b crosses at hour 2 and a at hour 3; then 500 of b's crossing receipt is taken back, and b is there again with what came in
    /// at hour 5: a has won.
    /// </summary>
    [Fact]
    public async Task A_race_counts_the_last_crossing()
    {
        var (a, b) = (await HireAsync("a"), await HireAsync("b"));
        await ReceiveAsync("1", b, 1_000_00, 2);
        await ReceiveAsync("2", a, 1_200_00, 3);
        await ReceiveAsync("3", b, 700_00, 5);
        await cluster.Grains.Collector(b).PostReversals([Receipts.Reversal("v-" + _tag, "1" + _tag, cluster.Time.Now(), 500_00)]);
        await ScheduleAsync(Rules with { Format = ContestFormat.FirstToTarget, Target = 1_000_00, Tie = TieRule.First, Prizes = [Each(500_00, 1, 1)] });

        await Contest.Certify("m");

        Assert.Equal([(a.Value, 1), (b.Value, 2)], (await Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Rank)));
        Assert.Equal([(a, 500_00L)], (await Contest.Payouts())!.Select(p => (p.Collector, p.Value)));
    }

    /// <summary>a: 100 before, 300 in it: +200. b: 900 before, 1,000 in it: +100. c: nothing before, 150: +150.</summary>
    [Fact]
    public async Task The_most_improved_is_who_is_most_above_the_own_baseline()
    {
        var (a, b, c) = (await HireAsync("a"), await HireAsync("b"), await HireAsync("c"));
        await ReceiveAsync("1", a, 100_00, -2);
        await ReceiveAsync("2", b, 900_00, -2);
        await ReceiveAsync("3", a, 300_00, 2);
        await ReceiveAsync("4", b, 1_000_00, 2);
        await ReceiveAsync("5", c, 150_00, 2);
        await ScheduleAsync(Rules with { Format = ContestFormat.MostImproved });

        Assert.Equal([(a.Value, 200_00L), (c.Value, 150_00L), (b.Value, 100_00L)], (await Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Value)));
    }

    [Fact]
    public async Task A_duel_is_between_the_two_who_are_named()
    {
        var (a, b, c) = (await HireAsync("a"), await HireAsync("b"), await HireAsync("c"));
        await ReceiveAsync("1", a, 100_00, 1);
        await ReceiveAsync("2", b, 200_00, 1);
        await ReceiveAsync("3", c, 900_00, 1);
        await ScheduleAsync(Rules with { Format = ContestFormat.Duel, Members = [a.Value, b.Value], Prizes = [Each(100_00, 1, 1)] });

        await Contest.Certify("m");

        Assert.Equal([(b, 100_00L)], (await Contest.Payouts())!.Select(p => (p.Collector, p.Value)));
    }

    [Fact]
    public async Task An_alias_stands_in_for_the_name_before_and_after_certifying()
    {
        var team = await FoundAsync("x");
        var a = await HireAsync("a", team);
        await cluster.Grains.Collector(a).Put(new CollectorChange { Alias = "Eagle" });
        await ReceiveAsync("1", a, 100_00, 1);
        await ScheduleAsync(Rules with { Teams = [team.Value] });
        var live = Assert.Single((await Contest.Standings(0, 10))!.Standings);

        await Contest.Certify("m");

        Assert.Equal(("Eagle", "x"), (live.Alias, live.TeamName));
        Assert.Equal(live with { Movement = null }, Assert.Single((await Contest.Standings(0, 10))!.Standings));
    }

    [Fact]
    public async Task What_was_credited_to_other_teams_does_not_count()
    {
        var (x, y) = (await FoundAsync("x"), await FoundAsync("y"));
        var (a, b) = (await HireAsync("a", x), await HireAsync("b", y));
        await ReceiveAsync("1", a, 100_00, 1);
        await ReceiveAsync("2", b, 900_00, 1);
        await ScheduleAsync(Rules with { Teams = [x.Value] });

        Assert.Equal([a.Value], (await Contest.Standings(0, 10))!.Standings.Select(s => s.Id));
    }

    private static ContestPrize Each(long value, int from, int to) => new() { Unit = PrizeUnit.Points, FromRank = from, ToRank = to, Each = value };

    private Moment At(int hour) => Moment.From(_start.AddHours(hour));

    private async Task ScheduleAsync(ContestRules rules)
    {
        Assert.Equal(ContestOutcome.Done, await Contest.Draft(rules, "l"));
        Assert.Equal(ContestOutcome.Done, await Contest.Schedule("l"));
    }

    private async Task<TeamId> FoundAsync(string name)
    {
        var id = new TeamId($"{name}-{_tag}");
        await cluster.Grains.Team(id).Put(new TeamChange { Name = name });
        return id;
    }

    private async Task<CollectorId> HireAsync(string name, TeamId? team = null)
    {
        var id = new CollectorId($"{name}-{_tag}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = team });
        return id;
    }

    private async Task ReceiveAsync(string id, CollectorId collector, long amount, int hour) => Assert.Equal(
        PostingStatus.Accepted, (await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash(id + _tag, amount, At(hour))]))[0].Status);
}

public sealed class SqliteContestTests(SqliteCluster cluster) : ContestTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlContestTests(PostgreSqlCluster cluster) : ContestTests(cluster), IClassFixture<PostgreSqlCluster>;
