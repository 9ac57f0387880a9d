namespace Leaderboard.Rewards;

/// <summary>
/// One redemption: points for a reward. Asked for, it holds the points, sets the items aside and reserves what they cost; fulfilled, it spends all three;
/// ended otherwise, it gives all three back. Whatever breaks a step off, the next call or the clock goes on from what is durable.
/// </summary>
[Alias("lb.IRedemptionGrain"), GrainInterfaceType("lb.redemption")]
public interface IRedemptionGrain : IGrainWithStringKey
{
    /// <summary>Asks for a reward. The same again changes nothing; what was refused may be asked for again.</summary>
    [Alias("Request")]
    Task<RedemptionAnswer> Request(RedemptionRequest request, string by);

    /// <summary>
    /// Refused while less is vested than is held: money that bounced since has to come in again first. Where it takes two, the first leaves it requested, and the
    /// second has to be another. Again changes nothing.
    /// </summary>
    [Alias("Approve")]
    Task<RedemptionAnswer> Approve(string by);

    /// <summary>
    /// Takes a decision back: to requested, until it is fulfilled. What was rejected reserves anew what it needs, for the price of then, and stays rejected where that
    /// is not to be had any more.
    /// </summary>
    [Alias("Reopen")]
    Task<RedemptionAnswer> Reopen(string by);

    /// <summary>Ends it without the reward: what was held and set aside is free again.</summary>
    /// <param name="end"><see cref="RedemptionState.Rejected"/> or <see cref="RedemptionState.Cancelled"/>.</param>
    /// <param name="reason">Null for none.</param>
    /// <param name="by">Who did.</param>
    /// <param name="onlyRequested">Whether what is approved by now is to stay so.</param>
    [Alias("End")]
    Task<RedemptionAnswer> End(RedemptionState end, string? reason, string by, bool onlyRequested = false);

    /// <summary>The reward was handed over: points, items and budget are spent. Refused as <see cref="Approve"/> is. Again changes nothing.</summary>
    [Alias("Fulfil")]
    Task<RedemptionAnswer> Fulfil(string by);

    /// <summary>As <see cref="Fulfil"/>, by its owner, who is to be shown its codes: nobody has to be told of it. An illegal move where it has none.</summary>
    [Alias("Claim")]
    Task<RedemptionAnswer> Claim(string by);

    /// <summary>
    /// What was handed over came back: the points, as of today, and the budget are there again. What was in the ledger and the payroll stays, and has its opposite.
    /// Again changes nothing.
    /// </summary>
    /// <param name="toShelf">Whether others can have it; false for what is broken or used up.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who decided so.</param>
    [Alias("Return")]
    Task<RedemptionAnswer> Return(bool toShelf, string reason, string by);

    /// <summary>Its codes, sealed as they were put in: for whoever shows them to their owner. Empty until it is handed over, once they were shown, and where there are none.</summary>
    [Alias("Codes")]
    Task<string[]> Codes();

    /// <summary>Writes down that its owner is shown the codes, before they are: of many calls one alone is told that it is new, and may show them.</summary>
    [Alias("Show")]
    Task<RedemptionAnswer> Show();

    /// <summary>Does what is left of a step that broke off, and ends what has waited too long.</summary>
    [Alias("Finish")]
    Task Finish();

    /// <summary>Has who decides reminded where it is late, and its owner told where it ends soon; each once as long as it stays what it is.</summary>
    [Alias("Remind")]
    Task Remind();

    /// <summary>Null when there is none.</summary>
    [Alias("Get")]
    Task<RedemptionView?> Get();
}

/// <summary>All redemptions; holds no state.</summary>
[Alias("lb.IRedemptionsGrain"), GrainInterfaceType("lb.redemptions")]
public interface IRedemptionsGrain : IGrainWithStringKey
{
    /// <summary>More than a page shows of what somebody had long ago.</summary>
    const int MaxOver = 50;

    /// <summary>Those in a state, the oldest first.</summary>
    /// <param name="state">Of them.</param>
    /// <param name="offset">Left out before the first, 0 or more.</param>
    /// <param name="limit">At most, 1–1000.</param>
    [Alias("List")]
    Task<RedemptionView[]> List(RedemptionState state, int offset, int limit);

    /// <summary>Those in a state, the last decided about first.</summary>
    /// <param name="state">Of them.</param>
    /// <param name="limit">At most, 1–1000.</param>
    [Alias("Latest")]
    Task<RedemptionView[]> Latest(RedemptionState state, int limit);

    /// <summary>
    /// Those that wait for a decision, with what whoever decides has to know: the oldest first, but of every 200 those last for which less is cleared than is held.
    /// </summary>
    /// <param name="queue">Of them.</param>
    /// <param name="offset">Left out before the first, a multiple of <paramref name="limit"/>.</param>
    /// <param name="limit">At most; divides 200, and is 100 at most.</param>
    [Alias("Cases")]
    Task<RedemptionCase[]> Cases(RedemptionQueue queue, int offset, int limit);

    /// <summary>How many wait for who decides and for others, of those that are looked for.</summary>
    [Alias("Tally")]
    Task<RedemptionTally> Tally(RedemptionQueue queue);

    /// <summary>How many are in a state.</summary>
    [Alias("Count")]
    Task<int> Count(RedemptionState state);

    /// <summary>Of a collector: all that are open, codes that nobody has seen among them, and the last <see cref="MaxOver"/> of those that are over; the oldest first.</summary>
    [Alias("ListOf")]
    Task<RedemptionView[]> ListOf(CollectorId collector);

    /// <summary>Those of some collectors that are in a state, the oldest first.</summary>
    /// <param name="collectors">Whose.</param>
    /// <param name="state">Of them.</param>
    /// <param name="offset">Left out before the first, 0 or more.</param>
    /// <param name="limit">At most, 1–1000.</param>
    [Alias("ListAmong")]
    Task<RedemptionView[]> ListAmong(CollectorId[] collectors, RedemptionState state, int offset, int limit);

    /// <summary>Finishes steps that broke off some time ago, ends what has waited too long, and reminds of what has waited long or ends soon.</summary>
    [Alias("Finish")]
    Task Finish();
}

/// <summary>What somebody asks for.</summary>
[GenerateSerializer, Immutable, Alias("lb.RedemptionRequest")]
public sealed record RedemptionRequest
{
    [Id(0)] public required CollectorId Collector { get; init; }

    [Id(1)] public required string Reward { get; init; }

    /// <summary>1–1000.</summary>
    [Id(2)] public required int Quantity { get; init; }

    /// <summary>Hundredths of a point for one, as who asks has seen it: for another it is refused. Null: for whatever it costs. No part of what makes it the same request.</summary>
    [Id(3)] public long? ShownPriceHundredths { get; init; }
}

/// <summary>How far a redemption has come. The camelCase name is the API's.</summary>
public enum RedemptionState
{
    /// <summary>Points are held, items set aside.</summary>
    Requested = 1,
    Approved = 2,

    /// <summary>Handed over; the points are spent.</summary>
    Fulfilled = 3,
    Rejected = 4,
    Cancelled = 5,
    Expired = 6,

    /// <summary>It was handed over, and came back; the points are there again.</summary>
    Returned = 7,
}

/// <summary>What became of a call.</summary>
public enum RedemptionOutcome
{
    Done = 1,
    NoSuchRedemption = 2,

    /// <summary>The id has other content.</summary>
    Conflict = 3,

    /// <summary>Its state does not allow it.</summary>
    IllegalMove = 4,
    UnknownReward = 5,
    UnknownCollector = 6,

    /// <summary>The reward is not offered, or not at this time.</summary>
    RewardInactive = 7,
    OutOfStock = 8,
    InsufficientPoints = 9,

    /// <summary>The envelope has less left, or does not pay for this: its period is over, or it is another team's.</summary>
    BudgetExhausted = 10,

    /// <summary>The reward is for other teams.</summary>
    NotForThem = 11,

    /// <summary>It costs something else than who asks has seen.</summary>
    PriceChanged = 12,
}

/// <summary>What became of a call, and the redemption as it stands; null where there is none.</summary>
[GenerateSerializer, Immutable, Alias("lb.RedemptionAnswer")]
public sealed record RedemptionAnswer
{
    [Id(0)] public required RedemptionOutcome Outcome { get; init; }

    [Id(1)] public RedemptionView? Redemption { get; init; }

    /// <summary>Whether this call made it, or changed it.</summary>
    [Id(2)] public bool IsNew { get; init; }
}

/// <summary>A redemption as it stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.RedemptionView")]
public sealed record RedemptionView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required CollectorId Collector { get; init; }

    [Id(2)] public required string Reward { get; init; }

    /// <summary>Of the reward, as it was called when it was asked for.</summary>
    [Id(3)] public required string RewardName { get; init; }

    [Id(4)] public required int Quantity { get; init; }

    /// <summary>Of all together, in hundredths of a point, as it was when it was asked for.</summary>
    [Id(5)] public required long PriceHundredths { get; init; }

    /// <summary>What all together cost the institution, minor units.</summary>
    [Id(6)] public required long ValueMinor { get; init; }

    [Id(7)] public required RedemptionState State { get; init; }

    [Id(8)] public required Moment RequestedAt { get; init; }

    [Id(9)] public required string RequestedBy { get; init; }

    /// <summary>What happened since, in order.</summary>
    [Id(10)] public RedemptionDecision[] Decisions { get; init; } = [];

    /// <summary>Whether it takes two to approve it.</summary>
    [Id(11)] public bool NeedsTwo { get; init; }

    /// <summary>Null: nobody yet, or it takes one.</summary>
    [Id(12)] public string? FirstApprovedBy { get; init; }

    /// <summary>When it ends by itself unless somebody goes on with it; null where nothing runs out.</summary>
    [Id(13)] public Moment? ExpiresAt { get; init; }

    /// <summary>Whether it is had by a code, which its owner is shown.</summary>
    [Id(14)] public bool IsByCode { get; init; }

    /// <summary>When its owner was shown the code; null: nobody has seen it.</summary>
    [Id(15)] public Moment? ShownAt { get; init; }

    /// <summary>From when on whoever decides is reminded; null where nothing is to be decided.</summary>
    [Id(16)] public Moment? LateAt { get; init; }

    /// <summary>From when on its owner is told that it ends; null where nothing runs out.</summary>
    [Id(17)] public Moment? EndsSoonAt { get; init; }
}

/// <summary>A decision about a redemption.</summary>
[GenerateSerializer, Immutable, Alias("lb.RedemptionDecision")]
public sealed record RedemptionDecision
{
    /// <summary>What it became.</summary>
    [Id(0)] public required RedemptionState State { get; init; }

    [Id(1)] public required Moment At { get; init; }

    [Id(2)] public required string By { get; init; }

    /// <summary>Null for none.</summary>
    [Id(3)] public string? Reason { get; init; }
}
