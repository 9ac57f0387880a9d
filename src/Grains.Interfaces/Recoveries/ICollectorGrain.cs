using Leaderboard.Contests;
using Leaderboard.Merits;
using Leaderboard.Roster;

namespace Leaderboard.Recoveries;

/// <summary>
/// One collector: who they are, and the only one that decides and appends their entries.
/// Prices what is posted, and keeps the balance as a projection of the journal.
/// </summary>
[Alias("lb.ICollectorGrain"), GrainInterfaceType("lb.collector")]
public interface ICollectorGrain : IGrainWithStringKey
{
    /// <summary>Posts receipts credited to this collector, 1–1000, ids distinct; answers after all accepted ones are durable.</summary>
    [Alias("PostRecoveries")]
    Task<PostingOutcome[]> PostRecoveries(PostRecovery[] recoveries);

    /// <summary>Posts reversals of this collector's recoveries, 1–1000, ids distinct, in the order they are to take effect.</summary>
    [Alias("PostReversals")]
    Task<PostingOutcome[]> PostReversals(PostReversal[] reversals);

    /// <summary>Pays prizes, 1–1000, ids distinct. Answers after all are durable; what was paid before under its id is not paid again.</summary>
    [Alias("Award")]
    Task Award(PostAward[] awards);

    /// <summary>Gives points of streaks and badges that are earned, takes back those that are not any more, and ends what has expired. Repeats do nothing.</summary>
    [Alias("Tend")]
    Task Tend();

    /// <summary>Null when the roster does not know this id.</summary>
    [Alias("GetMerits")]
    Task<CollectorMerits?> GetMerits();

    /// <summary>Keeps vested points for something that is to be had for them; once under its id, however often it is called. Answers after it is durable.</summary>
    /// <param name="hold">Its id is the caller's, never used for anything else.</param>
    /// <returns>False when less is available, or when the hold has ended.</returns>
    [Alias("Hold")]
    Task<bool> Hold(PointsHold hold);

    /// <summary>Ends a hold: nothing is spent. Without effect when there is none, or when it has ended.</summary>
    [Alias("Release")]
    Task Release(PointsHold hold);

    /// <summary>Ends a hold: what it kept is spent. Again without effect.</summary>
    /// <returns>False when nothing is held under the id, and nothing was spent.</returns>
    [Alias("Capture")]
    Task<bool> Capture(PointsHold hold);

    /// <summary>What was spent under the id is there again, as points of today. Again changes nothing.</summary>
    /// <returns>False when nothing was spent under it.</returns>
    [Alias("Return")]
    Task<bool> Return(PointsHold hold);

    /// <summary>Upserts; fields that are null keep their value. Answers after it is durable.</summary>
    [Alias("Put")]
    Task Put(CollectorChange change);

    /// <summary>Null when the roster does not know this id.</summary>
    [Alias("Get")]
    Task<CollectorView?> Get();

    [Alias("GetPoints")]
    Task<PointsBalance?> GetPoints();

    /// <summary>
    /// The entries numbered after <paramref name="after"/> (0: from the first), in order, at most <paramref name="limit"/> (1–1000). The points
    /// of all of them sum to the balance. Null when the roster does not know this id.
    /// </summary>
    [Alias("ReadLedger")]
    Task<LedgerEntry[]?> ReadLedger(long after, int limit);

    /// <summary>
    /// Entries whose receipt came in, or which happened, from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), the
    /// latest first, at most <paramref name="limit"/> (1–1000).
    /// </summary>
    [Alias("Latest")]
    Task<LedgerEntry[]> Latest(Moment from, Moment to, int limit);

    /// <summary>
    /// What came in, by stretch: each begins at one of <paramref name="starts"/> (ascending, 1–400) and ends where the next begins, the last at
    /// <paramref name="end"/> (exclusive). One for each start.
    /// </summary>
    [Alias("History")]
    Task<StretchTotals[]> History(Moment[] starts, Moment end);
}

/// <summary>Points kept for something.</summary>
[GenerateSerializer, Immutable, Alias("lb.PointsHold")]
public sealed record PointsHold
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>Hundredths, more than 0. Always the same for an id.</summary>
    [Id(1)] public required long PointsHundredths { get; init; }
}

/// <summary>The points of a collector, all in hundredths.</summary>
[GenerateSerializer, Immutable, Alias("lb.PointsBalance")]
public sealed record PointsBalance
{
    /// <summary>Sum of all entries = vested + provisional; may be negative.</summary>
    [Id(0)] public required long BalanceHundredths { get; init; }

    /// <summary>Of cleared money.</summary>
    [Id(1)] public required long VestedHundredths { get; init; }

    [Id(2)] public required long ProvisionalHundredths { get; init; }

    /// <summary>Of the vested points, those kept for open redemptions.</summary>
    [Id(3)] public required long HeldHundredths { get; init; }

    /// <summary>Points ever earned less those taken back with their recoveries; what expires or is spent stays in it.</summary>
    [Id(4)] public required long LifetimeHundredths { get; init; }

    /// <summary>When the provisional points vest, ascending; sums to <see cref="ProvisionalHundredths"/>.</summary>
    [Id(5)] public VestingStep[] Vesting { get; init; } = [];

    /// <summary>What will expire and is announced by now, the soonest first; less what is spent until then.</summary>
    [Id(6)] public ExpiryStep[] Expiring { get; init; } = [];
}

/// <summary>Points that vest at a moment, in hundredths; negative where more is taken back than given.</summary>
[GenerateSerializer, Immutable, Alias("lb.VestingStep")]
public sealed record VestingStep
{
    [Id(0)] public required Moment At { get; init; }

    [Id(1)] public required long PointsHundredths { get; init; }
}

/// <summary>Points that can be spent until the end of a local day, in hundredths.</summary>
[GenerateSerializer, Immutable, Alias("lb.ExpiryStep")]
public sealed record ExpiryStep
{
    /// <summary>The last day, inclusive.</summary>
    [Id(0)] public required DateOnly LastDay { get; init; }

    [Id(1)] public required long PointsHundredths { get; init; }
}
