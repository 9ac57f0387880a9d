using Leaderboard.Recoveries;

namespace Leaderboard.Claims;

/// <summary>Why a collector says that a receipt is theirs. The camelCase name is the code of the API.</summary>
public enum ClaimReason
{
    /// <summary>The borrower paid as promised to the collector.</summary>
    Promised = 1,

    /// <summary>The account is the collector's; the list was behind.</summary>
    OwnAccount = 2,

    /// <summary>The collector took the money on a visit.</summary>
    Visited = 3,

    Other = 4,
}

/// <summary>Why a claim was refused.</summary>
public enum ClaimRefusal
{
    None = 0,

    /// <summary>Somebody else was credited.</summary>
    OtherCollector = 1,

    /// <summary>Nothing on file supports it.</summary>
    NoProof = 2,

    /// <summary>Nothing of the receipt was left.</summary>
    NothingLeft = 3,

    Other = 4,
}

public enum ClaimState
{
    Waiting = 1,
    Accepted = 2,
    Refused = 3,
}

/// <summary>What a collector says.</summary>
[GenerateSerializer, Immutable, Alias("lb.ClaimRequest")]
public sealed record ClaimRequest
{
    [Id(0)] public required CollectorId Collector { get; init; }

    [Id(1)] public required ClaimReason Reason { get; init; }

    /// <summary>At most 200 characters, kept beside the journal; null for none.</summary>
    [Id(2)] public string? Note { get; init; }

    /// <summary>Id of the person who claims, or <c>key</c>.</summary>
    [Id(3)] public required string By { get; init; }
}

/// <summary>One collector's claim and what was decided.</summary>
[GenerateSerializer, Immutable, Alias("lb.ClaimView")]
public sealed record ClaimView
{
    [Id(0)] public required CollectorId Collector { get; init; }

    [Id(1)] public required ClaimReason Reason { get; init; }

    [Id(2)] public required ClaimState State { get; init; }

    [Id(3)] public required Moment At { get; init; }

    /// <summary>Null while it waits.</summary>
    [Id(4)] public Moment? DecidedAt { get; init; }

    [Id(5)] public ClaimRefusal Refusal { get; init; }

    /// <summary>Null when there is none, or it was erased.</summary>
    [Id(6)] public string? Note { get; init; }
}

/// <summary>A receipt with all claims to it.</summary>
[GenerateSerializer, Immutable, Alias("lb.ReceiptClaims")]
public sealed record ReceiptClaims
{
    /// <summary>Without prefix.</summary>
    [Id(0)] public required string RecoveryId { get; init; }

    /// <summary>Minor units that were left when it was last looked at.</summary>
    [Id(1)] public required long AmountMinor { get; init; }

    [Id(2)] public required Moment ReceivedAt { get; init; }

    /// <summary>In the order they came.</summary>
    [Id(3)] public required ClaimView[] Claims { get; init; }

    /// <summary>Null: nobody yet.</summary>
    [Id(4)] public CollectorId? AssignedTo { get; init; }

    /// <summary>Id of the entry that credits, and of the reversal before it, without prefix; null before.</summary>
    [Id(5)] public string? EntryId { get; init; }
}

/// <summary>A receipt that waits.</summary>
[GenerateSerializer, Immutable, Alias("lb.UnassignedReceipt")]
public sealed record UnassignedReceipt
{
    /// <summary>Without prefix.</summary>
    [Id(0)] public required string RecoveryId { get; init; }

    [Id(1)] public AccountId? Account { get; init; }

    /// <summary>Minor units.</summary>
    [Id(2)] public required long AmountMinor { get; init; }

    /// <summary>After reversals, above 0.</summary>
    [Id(3)] public required long LeftMinor { get; init; }

    [Id(4)] public required RecoveryKind Kind { get; init; }

    [Id(5)] public required PaymentChannel Channel { get; init; }

    [Id(6)] public required Moment ReceivedAt { get; init; }
}

/// <summary>A part of the queue, and how long it is.</summary>
[GenerateSerializer, Immutable, Alias("lb.UnassignedPage")]
public sealed record UnassignedPage
{
    [Id(0)] public required UnassignedReceipt[] Receipts { get; init; }

    [Id(1)] public required long Total { get; init; }

    /// <summary>Of all that wait, minor units.</summary>
    [Id(2)] public required long LeftMinor { get; init; }
}
