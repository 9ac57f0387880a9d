using Leaderboard.Contests;

namespace Leaderboard.Budgets;

/// <summary>
/// One envelope: how much prizes may cost in a period. What may be paid is reserved before, and spent or released after; never
/// more than its amount. Every change is durable before it is answered.
/// </summary>
[Alias("lb.IBudgetGrain"), GrainInterfaceType("lb.budget")]
public interface IBudgetGrain : IGrainWithStringKey
{
    /// <summary>Makes or changes the envelope. The same again changes nothing.</summary>
    [Alias("Put")]
    Task<BudgetOutcome> Put(BudgetTerms terms, string by);

    /// <summary>Reserves under the caller's id, once however often it is called.</summary>
    /// <param name="drawId">The caller's, such as <c>contest:sprint</c>.</param>
    /// <param name="value">In the unit, 0 or more.</param>
    [Alias("Reserve")]
    Task<BudgetOutcome> Reserve(string drawId, long value);

    /// <summary>Spends of what was reserved under the id, and releases the rest. Again changes nothing.</summary>
    /// <param name="drawId">As reserved.</param>
    /// <param name="value">In the unit, from 0 to what was reserved.</param>
    [Alias("Commit")]
    Task<BudgetOutcome> Commit(string drawId, long value);

    /// <summary>
    /// Gives back what was reserved under the id and not spent; what was never reserved is no fault, and is not reserved any more. Again changes nothing.
    /// </summary>
    [Alias("Release")]
    Task<BudgetOutcome> Release(string drawId);

    /// <summary>What was spent under the id was not, after all: it is there for others. Again changes nothing.</summary>
    [Alias("Return")]
    Task<BudgetOutcome> Return(string drawId);

    /// <summary>Null when there is none.</summary>
    [Alias("GetTerms")]
    Task<BudgetTerms?> GetTerms();

    /// <summary>Null when there is none.</summary>
    [Alias("Get")]
    Task<BudgetView?> Get();
}

/// <summary>All envelopes; holds no state.</summary>
[Alias("lb.IBudgetsGrain"), GrainInterfaceType("lb.budgets")]
public interface IBudgetsGrain : IGrainWithStringKey
{
    /// <summary>The latest period first.</summary>
    [Alias("List")]
    Task<BudgetView[]> List();
}

/// <summary>What became of a call.</summary>
public enum BudgetOutcome
{
    Done = 1,
    NoSuchBudget = 2,

    /// <summary>Less is left than is asked for.</summary>
    Exhausted = 3,

    /// <summary>The id has another value, or is spent or released.</summary>
    Conflict = 4,

    /// <summary>The new amount is below what is spent and reserved.</summary>
    BelowUsed = 5,

    /// <summary>Unit, period and team stay once anything was drawn.</summary>
    InUse = 6,
}

/// <summary>What an envelope is.</summary>
[GenerateSerializer, Immutable, Alias("lb.BudgetTerms")]
public sealed record BudgetTerms
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>For contests among this team alone; null: for the whole institution.</summary>
    [Id(1)] public TeamId? Team { get; init; }

    [Id(2)] public required PrizeUnit Unit { get; init; }

    /// <summary>In the unit, 0 or more.</summary>
    [Id(3)] public required long Amount { get; init; }

    /// <summary>Contests that end in the period draw on it. Inclusive.</summary>
    [Id(4)] public required Moment From { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(5)] public required Moment To { get; init; }
}

/// <summary>An envelope as it stands: reserved + spent is never above the amount.</summary>
[GenerateSerializer, Immutable, Alias("lb.BudgetView")]
public sealed record BudgetView
{
    /// <summary>At most as many draws are shown.</summary>
    public const int ShownDraws = 100;

    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required BudgetTerms Terms { get; init; }

    /// <summary>In the unit.</summary>
    [Id(2)] public required long Reserved { get; init; }

    /// <summary>In the unit.</summary>
    [Id(3)] public required long Spent { get; init; }

    /// <summary>Those that changed last, the newest first.</summary>
    [Id(4)] public required BudgetDraw[] Draws { get; init; }

    /// <summary>That were reserved, whatever became of them.</summary>
    [Id(5)] public int DrawCount { get; init; }

    public long Left => Terms.Amount - Reserved - Spent;
}

public enum BudgetDrawState
{
    Reserved = 1,
    Spent = 2,
    Released = 3,

    /// <summary>Spent, and given back.</summary>
    Returned = 4,
}

/// <summary>What one caller has drawn.</summary>
[GenerateSerializer, Immutable, Alias("lb.BudgetDraw")]
public sealed record BudgetDraw
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required BudgetDrawState State { get; init; }

    /// <summary>Reserved at first, in the unit.</summary>
    [Id(2)] public required long Asked { get; init; }

    /// <summary>In the unit; 0 until it is spent.</summary>
    [Id(3)] public required long Spent { get; init; }

    /// <summary>Of the last change.</summary>
    [Id(4)] public required Moment At { get; init; }
}
