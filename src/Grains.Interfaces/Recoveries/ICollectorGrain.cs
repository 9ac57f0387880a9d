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

    /// <summary>Upserts; fields that are null keep their value. Answers after it is durable.</summary>
    [Alias("Put")]
    Task Put(CollectorChange change);

    /// <summary>Null when the roster does not know this id.</summary>
    [Alias("Get")]
    Task<CollectorView?> Get();

    [Alias("GetPoints")]
    Task<PointsBalance?> GetPoints();
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

    /// <summary>Points ever earned less those taken back with their recoveries.</summary>
    [Id(4)] public required long LifetimeHundredths { get; init; }
}
