using System.Collections.Concurrent;
using Leaderboard.Operations;
using Leaderboard.Rewards;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Leaderboard.Silo.Rewards;

/// <summary>
/// A redemption is broken off wherever its process may end: the activation is gone, and whoever comes next, or the clock, goes on from the document.
/// Points, stock and budget come out as if nothing had happened.
/// </summary>
public abstract class RedemptionBrokenOffTests : IDisposable
{
    private const int Rounds = 6;

    private readonly LeaderboardCluster _cluster;
    private readonly ConcurrentDictionary<string, Action<RedemptionPoint>> _hooks = new(StringComparer.Ordinal);
    private readonly FaultPoints<RedemptionPoint> _faults;

    protected RedemptionBrokenOffTests(LeaderboardCluster cluster)
    {
        _cluster = cluster;
        _faults = cluster.Services.GetRequiredService<FaultPoints<RedemptionPoint>>();
        _faults.OnPass = (redemption, point) => _hooks.GetValueOrDefault(redemption)?.Invoke(point);
    }

    private static readonly RedemptionPoint[] Forth =
    [
        RedemptionPoint.RequestingStored, RedemptionPoint.Held, RedemptionPoint.SetAside, RedemptionPoint.BudgetReserved, RedemptionPoint.RequestedStored,
        RedemptionPoint.ApprovedStored, RedemptionPoint.ReopenedStored,
        RedemptionPoint.FulfillingStored, RedemptionPoint.Captured, RedemptionPoint.Taken, RedemptionPoint.BudgetSpent, RedemptionPoint.FulfilledStored,
    ];

    private static readonly RedemptionPoint[] Back =
        [RedemptionPoint.EndingStored, RedemptionPoint.PointsReleased, RedemptionPoint.StockReleased, RedemptionPoint.BudgetReleased, RedemptionPoint.EndedStored];

    private static readonly RedemptionPoint[] Returned =
        [RedemptionPoint.ReturningStored, RedemptionPoint.PointsReturned, RedemptionPoint.StockReturned, RedemptionPoint.BudgetReturned, RedemptionPoint.ReturnedStored];

    private static readonly RedemptionPoint[] Refused =
        [RedemptionPoint.RefusingStored, RedemptionPoint.PointsReleased, RedemptionPoint.StockReleased, RedemptionPoint.BudgetReleased, RedemptionPoint.RefusedStored];

    private static readonly RedemptionPoint[] ByCode = [.. Forth.Except([RedemptionPoint.ReopenedStored]), RedemptionPoint.ShownStored];

    public static TheoryData<string> OnTheWay => [.. Forth.Select(p => p.ToString())];

    public static TheoryData<string> OnTheWayBack => [.. Back.Select(p => p.ToString())];

    public static TheoryData<string> WhenItComesBack => [.. Returned.Select(p => p.ToString())];

    public static TheoryData<string> WhenHadByCode => [.. ByCode.Select(p => p.ToString())];

    public static TheoryData<string> WhenRefused => [.. Refused.Select(p => p.ToString())];

    public void Dispose()
    {
        _faults.OnPass = null;
        GC.SuppressFinalize(this);
    }

    // At the last by ReminderTests.A_process_that_ends_behind_the_mark_loses_no_reminder_and_doubles_none.
    [Fact]
    public void Every_point_is_broken_off_at() => Assert.Equal(Enum.GetValues<RedemptionPoint>(), Forth.Concat(Back).Concat(Refused).Concat(Returned).Concat(ByCode).Append(RedemptionPoint.RemindedStored).Distinct().Order());

    [Theory, MemberData(nameof(OnTheWay))]
    public Task Broken_off_anywhere_it_is_held_and_spent_once(string name) => BreakAsync(name, async (floor, go) =>
    {
        await go(() => AskAsync(floor));
        Assert.Equal((100_00, 40_25, 3, 1, 12_50, 0), await floor.StateAsync("li", "mug"));
        await go(() => floor.Redemption("r").Approve("m"));
        await go(() => floor.Redemption("r").Reopen("m"));
        await go(() => floor.Redemption("r").Approve("m"));
        await go(() => floor.Redemption("r").Fulfil("m"));
        Assert.Equal((59_75, 0, 2, 0, 0, 12_50), await floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionState.Fulfilled, (await floor.Redemption("r").Get())!.State);
    });

    [Theory, MemberData(nameof(OnTheWayBack))]
    public Task Broken_off_while_it_ends_it_gives_back_what_it_had(string name) => BreakAsync(name, async (floor, go) =>
    {
        await go(() => AskAsync(floor));
        await go(() => floor.Redemption("r").End(RedemptionState.Rejected, "no", "m"));
        Assert.Equal((100_00, 0, 3, 0, 0, 0), await floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionState.Rejected, (await floor.Redemption("r").Get())!.State);
    });

    [Theory, MemberData(nameof(WhenItComesBack))]
    public Task Broken_off_while_it_comes_back_it_gives_back_what_was_spent_once(string name) => BreakAsync(name, async (floor, go) =>
    {
        await go(() => AskAsync(floor));
        await go(() => floor.Redemption("r").Approve("m"));
        await go(() => floor.Redemption("r").Fulfil("m"));
        await go(() => floor.Redemption("r").Return(toShelf: true, "broken", "m"));
        Assert.Equal((100_00, 0, 3, 0, 0, 0), await floor.StateAsync("li", "mug"));
        Assert.Equal(RedemptionState.Returned, (await floor.Redemption("r").Get())!.State);
    });

    // Two codes; one is li's, whatever broke off, and the other is left for whoever comes next.
    [Theory, MemberData(nameof(WhenHadByCode))]
    public Task Broken_off_anywhere_one_code_is_its_owners(string name) => BreakAsync(name, async (floor, go) =>
    {
        await floor.Reward("mug").CodeKey("k");
        await floor.Reward("mug").AddCodes(RewardFloor.Codes(0, 2), "m");
        await go(() => AskAsync(floor));
        await go(() => floor.Redemption("r").Approve("m"));
        await go(() => floor.Redemption("r").Fulfil("m"));
        Assert.Equal(["sealed-0"], await floor.Redemption("r").Codes());
        Assert.Equal((59_75, 0, 1, 0, 0, 12_50), await floor.StateAsync("li", "mug"));
        await go(() => floor.Redemption("r").Show());
        Assert.Empty(await floor.Redemption("r").Codes());
        Assert.NotNull((await floor.Redemption("r").Get())!.ShownAt);

        await floor.AskAsync("next", "li", "mug");
        await floor.Redemption("next").Approve("m");
        await floor.Redemption("next").Fulfil("m");
        Assert.Equal(["sealed-1"], await floor.Redemption("next").Codes());
    });

    // What nobody has seen is the next one's, once, wherever its return broke off.
    [Theory, MemberData(nameof(WhenItComesBack))]
    public Task Broken_off_while_an_unseen_code_comes_back_it_is_the_next_ones(string name) => BreakAsync(name, async (floor, go) =>
    {
        await floor.Reward("mug").CodeKey("k");
        await floor.Reward("mug").AddCodes(RewardFloor.Codes(0, 2), "m");
        await AskAsync(floor);
        await floor.Redemption("r").Approve("m");
        await floor.Redemption("r").Fulfil("m");
        await go(() => floor.Redemption("r").Return(toShelf: true, "notWanted", "m"));
        Assert.Equal((100_00, 0, 2, 0, 0, 0), await floor.StateAsync("li", "mug"));

        await floor.AskAsync("next", "li", "mug", 2);
        await floor.Redemption("next").Approve("m");
        await floor.Redemption("next").Fulfil("m");
        Assert.Equal(["sealed-0", "sealed-1"], await floor.Redemption("next").Codes());
    });

    /// <summary>The envelope is a hundredth short: what was held and set aside until then is free again.</summary>
    [Theory, MemberData(nameof(WhenRefused))]
    public Task Broken_off_while_it_is_refused_it_gives_back_what_it_had(string name) => BreakAsync(name, async (floor, go) =>
    {
        await floor.FillAsync(12_49);
        await go(() => AskAsync(floor), RedemptionOutcome.BudgetExhausted);
        Assert.Equal((100_00, 0, 3, 0, 0, 0), await floor.StateAsync("li", "mug"));
        Assert.Null(await floor.Redemption("r").Get());
    });

    private delegate Task Move(Func<Task<RedemptionAnswer>> call, RedemptionOutcome expected = RedemptionOutcome.Done);

    private static Task<RedemptionAnswer> AskAsync(RewardFloor floor) => floor.AskAsync("r", "li", "mug");

    private async Task BreakAsync(string name, Func<RewardFloor, Move, Task> life)
    {
        var point = Enum.Parse<RedemptionPoint>(name);
        for (var round = 0; round < Rounds; round++)
        {
            var floor = new RewardFloor(_cluster);
            await floor.HireAsync("li", 100_00);
            await floor.FillAsync(100_00);
            await floor.OfferAsync("mug", 40_25, 3, 12_50, withBudget: true);
            var wasHit = false;
            _hooks[floor.Named("r")] = passed =>
            {
                if (passed != point || wasHit)
                    return;
                wasHit = true;

                // Makes the runtime drop the activation with all it remembers, as when its process ends.
                throw new InconsistentStateException("The process ends here.");
            };
            var byClock = round % 2 == 1;

            await life(floor, (move, expected) => GoAsync(move, expected, byClock));

            Assert.True(wasHit, $"{point} was not passed.");
        }
    }

    /// <summary>Who called a process that ended comes again; in every other round the clock has finished it before.</summary>
    private async Task GoAsync(Func<Task<RedemptionAnswer>> move, RedemptionOutcome expected, bool byClock)
    {
        try
        {
            Assert.Equal(expected, (await move()).Outcome);
        }
        catch (InconsistentStateException)
        {
            if (byClock)
                await _cluster.Grains.Redemptions().Finish();
            Assert.Equal(expected, (await move()).Outcome);
        }
    }
}

public sealed class SqliteRedemptionBrokenOffTests(SqliteCluster cluster) : RedemptionBrokenOffTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlRedemptionBrokenOffTests(PostgreSqlCluster cluster) : RedemptionBrokenOffTests(cluster), IClassFixture<PostgreSqlCluster>;
