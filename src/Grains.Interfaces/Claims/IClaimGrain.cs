namespace Leaderboard.Claims;

/// <summary>
/// One receipt that nobody was credited with: who says it is theirs, and what was decided. An assignment is a reversal and a new
/// entry; broken between the two, it is finished by the next call, or by the clock.
/// </summary>
[Alias("lb.IClaimGrain"), GrainInterfaceType("lb.claim")]
public interface IClaimGrain : IGrainWithStringKey
{
    /// <summary>Says that a receipt is a collector's. The same again changes nothing.</summary>
    [Alias("Claim")]
    Task<ClaimOutcome> Claim(ClaimRequest request);

    /// <summary>Credits all that is left to a collector, who need not have claimed it; claims of others are refused by it.</summary>
    [Alias("Assign")]
    Task<ClaimOutcome> Assign(CollectorId collector, string by);

    /// <summary>Refuses one collector's claim; the receipt goes on waiting.</summary>
    [Alias("Refuse")]
    Task<ClaimOutcome> Refuse(CollectorId collector, ClaimRefusal reason, string by);

    /// <summary>Finishes what was begun. Null when the receipt was never claimed nor assigned.</summary>
    [Alias("Get")]
    Task<ReceiptClaims?> Get();
}

/// <summary>The queue of receipts without a holder; holds no state.</summary>
[Alias("lb.IUnassignedGrain"), GrainInterfaceType("lb.unassigned")]
public interface IUnassignedGrain : IGrainWithStringKey
{
    /// <summary>What waits, the newest first; at most 200 from an offset.</summary>
    [Alias("Read")]
    Task<UnassignedPage> Read(int offset, int limit);

    /// <summary>All that wait for a decision, and the newest 200 that were decided.</summary>
    [Alias("Claims")]
    Task<ReceiptClaims[]> Claims();

    /// <summary>
    /// Has decisions finished that broke off between their two entries: until then their money is with nobody. So does whoever
    /// reads, and every silo by the clock.
    /// </summary>
    [Alias("Finish")]
    Task Finish();
}

/// <summary>What became of a claim or a decision.</summary>
public enum ClaimOutcome
{
    Done = 1,

    /// <summary>There is no such receipt, or somebody was credited with it from the start.</summary>
    UnknownReceipt = 2,

    /// <summary>All of it was reversed.</summary>
    NothingLeft = 3,

    /// <summary>To somebody else.</summary>
    AlreadyAssigned = 4,

    UnknownCollector = 5,

    /// <summary>The collector has no claim that waits.</summary>
    NoSuchClaim = 6,
}
