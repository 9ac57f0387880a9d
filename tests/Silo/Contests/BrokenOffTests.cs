using System.Collections.Concurrent;
using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Domain.Budgets;
using Leaderboard.Domain.Contests;
using Leaderboard.Operations;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Leaderboard.Silo.Contests;

/// <summary>
/// A contest is broken off wherever its process may end: the activation is gone, and whoever comes next, or the clock, goes on from
/// the document. Everybody is paid once, and the budget has spent just that.
/// </summary>
public abstract class BrokenOffTests : IDisposable
{
    private const int Rounds = 20;

    private readonly LeaderboardCluster _cluster;
    private readonly ConcurrentDictionary<string, Action<ContestPoint>> _hooks = new(StringComparer.Ordinal);
    private readonly FaultPoints<ContestPoint> _faults;

    protected BrokenOffTests(LeaderboardCluster cluster)
    {
        _cluster = cluster;
        _faults = cluster.Services.GetRequiredService<FaultPoints<ContestPoint>>();
        _faults.OnPass = (contest, point) => _hooks.GetValueOrDefault(contest)?.Invoke(point);
    }

    private static readonly ContestPoint[] Forth =
    [
        ContestPoint.ReservingStored, ContestPoint.Reserved, ContestPoint.ScheduledStored,
        ContestPoint.ResultStored, ContestPoint.CollectorPaid, ContestPoint.AllPaid, ContestPoint.Spent, ContestPoint.CertifiedStored,
    ];

    private static readonly ContestPoint[] Back = [ContestPoint.ReleasingStored, ContestPoint.Released, ContestPoint.CancelledStored];

    public static TheoryData<string> OnTheWay => [.. Forth.Select(p => p.ToString())];

    public static TheoryData<string> OnTheWayBack => [.. Back.Select(p => p.ToString())];

    public void Dispose()
    {
        _faults.OnPass = null;
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Every_point_is_broken_off_at() =>
        Assert.Equal(Enum.GetValues<ContestPoint>(), Forth.Concat(Back).Order());

    /// <summary>
    /// 3,000, 2,000 and 1,000: 500, 200 and 200 of a budget of 1,000. In every other round the clock finishes it, and not who
    /// certifies again; where three are paid, each of them is once the one after whom it breaks.
    /// </summary>
    [Theory, MemberData(nameof(OnTheWay))]
    public async Task Broken_off_anywhere_it_is_paid_once(string name)
    {
        var point = Enum.Parse<ContestPoint>(name);
        for (var round = 0; round < Rounds; round++)
        {
            var floor = new ContestFloor(_cluster);
            var (a, b, c) = (await floor.HireAsync("a"), await floor.HireAsync("b"), await floor.HireAsync("c"));
            foreach (var (who, amount) in new[] { (a, 3_000_00L), (b, 2_000_00), (c, 1_000_00) })
                await floor.ReceiveAsync(who, who.Value[..1], amount);
            await floor.FillAsync(1_000_00);
            var wasHit = BreakAt(floor, point, point == ContestPoint.CollectorPaid ? round % 3 : 0);

            await floor.Contest.Draft(floor.Rules with { Budget = floor.BudgetId }, "l");
            await TryAsync(() => floor.Contest.Schedule("l"));
            await FinishAsync(round, () => floor.Contest.Schedule("l"));
            await TryAsync(() => floor.Contest.Certify("m"));
            await FinishAsync(round, () => floor.Contest.Certify("m"));

            Assert.True(wasHit(), $"{point} was not passed.");
            Assert.Equal(ContestState.Certified, (await floor.Contest.Get())!.State);
            Assert.Equal(ContestOutcome.Done, await floor.Contest.Certify("m"));
            Assert.Equal((500_00, 200_00, 200_00), (await floor.PaidAsync(a), await floor.PaidAsync(b), await floor.PaidAsync(c)));
            var budget = (await floor.Budget.Get())!;
            Assert.Equal((0, 900_00, 100_00), (budget.Reserved, budget.Spent, budget.Left));
        }
    }

    [Theory, MemberData(nameof(OnTheWayBack))]
    public async Task Broken_off_while_it_is_cancelled_it_gives_back_what_it_reserved(string name)
    {
        var point = Enum.Parse<ContestPoint>(name);
        for (var round = 0; round < Rounds; round++)
        {
            var floor = new ContestFloor(_cluster);
            await floor.FillAsync(1_000_00);
            Assert.Equal(ContestOutcome.Done, await floor.ScheduleAsync(floor.Rules with { Budget = floor.BudgetId }));
            Assert.Equal(900_00, (await floor.Budget.Get())!.Reserved);
            var wasHit = BreakAt(floor, point, 0);

            await TryAsync(() => floor.Contest.Cancel("l"));
            await FinishAsync(round, () => floor.Contest.Cancel("l"));

            Assert.True(wasHit(), $"{point} was not passed.");
            Assert.Equal(ContestState.Cancelled, (await floor.Contest.Get())!.State);
            var budget = (await floor.Budget.Get())!;
            Assert.Equal((0, 0, 1_000_00), (budget.Reserved, budget.Spent, budget.Left));
        }
    }

    /// <summary>
    /// That the points are all there are: what is durable is looked at where each is passed, and between two of them it has changed by
    /// one write at most. A step that is added without a point of its own fails here.
    /// </summary>
    [Fact]
    public async Task Between_two_points_there_is_one_durable_write_at_most()
    {
        var floor = new ContestFloor(_cluster);
        var a = await floor.HireAsync("a");
        await floor.ReceiveAsync(a, "1", 1_000_00);
        await floor.FillAsync(900_00);
        await floor.Contest.Draft(floor.Rules with { Budget = floor.BudgetId }, "l");
        var writes = new List<(ContestPoint Point, long Writes)>();
        await using var documents = new DocumentStore(_cluster.Database);
        var before = await WritesAsync(documents, floor, a);
        _hooks[floor.Id] = point => writes.Add((point, Written(documents, floor, a)));

        await floor.Contest.Schedule("l");
        await floor.Contest.Certify("m");

        Assert.Equal(Forth, writes.Select(w => w.Point));
        foreach (var (earlier, later) in writes.Prepend((default, before)).Zip(writes))
            Assert.True(later.Writes - earlier.Item2 <= 1, $"{later.Writes - earlier.Item2} writes before {later.Point}");

        // Reserving, reserved, scheduled; result, paid, spent, certified.
        Assert.Equal(7, writes[^1].Writes - before);
        Assert.Equal(writes[^1].Writes, await WritesAsync(documents, floor, a));
    }

    [Fact]
    public async Task What_the_budget_does_not_have_is_refused_and_the_contest_stays_a_draft()
    {
        var floor = new ContestFloor(_cluster);
        var rules = floor.Rules with { Budget = floor.BudgetId };
        Assert.Equal(ContestOutcome.BudgetUnknown, await floor.ScheduleAsync(rules));
        await floor.FillAsync(899_99);
        Assert.Equal(ContestOutcome.BudgetExhausted, await floor.Contest.Schedule("l"));
        Assert.Equal(ContestState.Draft, (await floor.Contest.Get())!.State);
        Assert.Null((await floor.Contest.Get())!.RulesHash);
        Assert.Equal(0, (await floor.Budget.Get())!.Reserved);
        await floor.FillAsync(900_00);
        Assert.Equal(ContestOutcome.Done, await floor.Contest.Schedule("l"));
        Assert.Equal(ContestOutcome.Done, await floor.Contest.Schedule("l"));
        Assert.Equal(900_00, (await floor.Budget.Get())!.Reserved);
    }

    /// <summary>Nobody has done anything: nothing is paid, and all of it is back.</summary>
    [Fact]
    public async Task What_is_not_won_goes_back()
    {
        var floor = new ContestFloor(_cluster);
        await floor.FillAsync(900_00);
        await floor.ScheduleAsync(floor.Rules with { Budget = floor.BudgetId });
        await floor.Contest.Certify("m");
        var draw = Assert.Single((await floor.Budget.Get())!.Draws);
        Assert.Equal((BudgetDrawState.Spent, 900_00, 0), (draw.State, draw.Asked, draw.Spent));
        Assert.Equal(900_00, (await floor.Budget.Get())!.Left);
    }

    /// <summary>Throws what makes the runtime drop the activation with all it remembers, as when its process ends.</summary>
    private Func<bool> BreakAt(ContestFloor floor, ContestPoint point, int passesBefore)
    {
        var (left, wasHit) = (passesBefore, false);
        _hooks[floor.Id] = passed =>
        {
            if (passed != point || wasHit || left-- > 0)
                return;
            wasHit = true;
            throw new InconsistentStateException("The process ends here.");
        };
        return () => wasHit;
    }

    private static async Task TryAsync(Func<Task<ContestOutcome>> move)
    {
        try
        {
            Assert.Equal(ContestOutcome.Done, await move());
        }
        catch (InconsistentStateException)
        {
            // As whoever called a process that ended.
        }
    }

    /// <summary>Who called comes again, or nobody does and the clock finishes it.</summary>
    private async Task FinishAsync(int round, Func<Task<ContestOutcome>> move)
    {
        if (round % 2 == 0)
            Assert.Equal(ContestOutcome.Done, await move());
        else
            await _cluster.Grains.Contests().Finish();
    }

    /// <summary>Inside of a turn of the contest: it stands still meanwhile.</summary>
    private static long Written(DocumentStore documents, ContestFloor floor, CollectorId paid) => Task.Run(() => WritesAsync(documents, floor, paid)).GetAwaiter().GetResult();

    private static async Task<long> WritesAsync(DocumentStore documents, ContestFloor floor, CollectorId paid)
    {
        var (contest, _) = await documents.ReadAsync<ContestRecord>("contest", floor.Id);
        var (budget, _) = await documents.ReadAsync<BudgetRecord>("budget", floor.BudgetId);
        return contest + budget + (await floor.PaidAsync(paid) / 500_00);
    }
}

public sealed class SqliteBrokenOffTests(SqliteCluster cluster) : BrokenOffTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlBrokenOffTests(PostgreSqlCluster cluster) : BrokenOffTests(cluster), IClassFixture<PostgreSqlCluster>;
