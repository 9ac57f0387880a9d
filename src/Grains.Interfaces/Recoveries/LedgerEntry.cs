using Leaderboard.Journal;

namespace Leaderboard.Recoveries;

/// <summary>An entry of a collector with what explains its points.</summary>
[GenerateSerializer, Immutable, Alias("lb.LedgerEntry")]
public sealed record LedgerEntry
{
    /// <summary>Its number in the collector's partition: grows from entry to entry, with gaps.</summary>
    [Id(0)] public required long Seq { get; init; }

    [Id(1)] public required EntryId Id { get; init; }

    [Id(2)] public required EntryKind Kind { get; init; }

    [Id(3)] public AccountId? Account { get; init; }

    /// <summary>Minor units; negative for a reversal.</summary>
    [Id(4)] public required long AmountMinor { get; init; }

    /// <summary>Minor units after the factors.</summary>
    [Id(5)] public required long EffectiveMinor { get; init; }

    [Id(6)] public required long PointsHundredths { get; init; }

    /// <summary>Where boards count it: the recovery's time, for its reversals too.</summary>
    [Id(7)] public required Moment ReceivedAt { get; init; }

    /// <summary>When it happened: the recovery's time, or the time of the reversal.</summary>
    [Id(8)] public required Moment OccurredAt { get; init; }

    [Id(9)] public required Moment VestsAt { get; init; }

    /// <summary>The recovery it takes back; null for what takes nothing back.</summary>
    [Id(10)] public EntryId? Source { get; init; }

    /// <summary>The scheme version that priced it.</summary>
    [Id(11)] public required string Scheme { get; init; }

    /// <summary>How the receipt was priced; a reversal has its recovery's. Null for points that no receipt gave.</summary>
    [Id(12)] public ReceiptRate? Rate { get; init; }

    /// <summary>For a reversal: what had been taken back of its recovery before, minor units, 0 or more.</summary>
    [Id(13)] public long ReversedBeforeMinor { get; init; }

    /// <summary>For a reversal.</summary>
    [Id(14)] public ReversalReason? Reason { get; init; }

    /// <summary>For a reversal: points that had been taken back of its recovery before, hundredths, 0 or more.</summary>
    [Id(15)] public long PointsBeforeHundredths { get; init; }

    /// <summary>For a cap.</summary>
    [Id(16)] public LimitedSum? Limited { get; init; }

    /// <summary>For a streak or a badge, given or taken back.</summary>
    [Id(17)] public EarnedMerit? Merit { get; init; }

    /// <summary>What it adds to the points held: more than 0 for a hold, less for what ends one. Hundredths.</summary>
    [Id(18)] public long HeldHundredths { get; init; }
}

/// <summary>What the limits of a scheme left of a collector's day when an entry was made, hundredths of a point.</summary>
[GenerateSerializer, Immutable, Alias("lb.LimitedSum")]
public sealed record LimitedSum
{
    /// <summary>What the receipts of the day added up to.</summary>
    [Id(0)] public required long EarnedHundredths { get; init; }

    /// <summary>What the limits leave of it.</summary>
    [Id(1)] public required long KeptHundredths { get; init; }
}

/// <summary>What a streak or a badge was given for.</summary>
[GenerateSerializer, Immutable, Alias("lb.EarnedMerit")]
public sealed record EarnedMerit
{
    [Id(0)] public required Merits.MeritKind Kind { get; init; }

    /// <summary>The day that earned it.</summary>
    [Id(1)] public required DateOnly Day { get; init; }

    /// <summary>Unique for the collector, such as <c>streak:2026-11-20</c>.</summary>
    [Id(2)] public required string Key { get; init; }
}

/// <summary>What a receipt was multiplied by, and why. Factors in hundredths.</summary>
[GenerateSerializer, Immutable, Alias("lb.ReceiptRate")]
public sealed record ReceiptRate
{
    [Id(0)] public required RecoveryKind Kind { get; init; }

    [Id(1)] public required PaymentChannel Channel { get; init; }

    /// <summary><c>M0</c> to <c>M6</c> or <c>M6+</c>; null when the account is not known.</summary>
    [Id(2)] public string? Bucket { get; init; }

    [Id(3)] public required int KindFactor { get; init; }

    [Id(4)] public required int BucketFactor { get; init; }

    /// <summary>Points for 100 effective.</summary>
    [Id(5)] public int PointsPer100 { get; init; } = 100;

    /// <summary>Flag of the account for which it earned nothing, such as <c>hardship</c>; null when it earned.</summary>
    [Id(20)] public string? Excluded { get; init; }
}

/// <summary>What came in over a stretch of time, by the time of the receipt: minor units, hundredths of a point, receipts that stand.</summary>
[GenerateSerializer, Immutable, Alias("lb.StretchTotals")]
public sealed record StretchTotals
{
    [Id(0)] public required Moment From { get; init; }

    [Id(1)] public long AmountMinor { get; init; }

    [Id(2)] public long EffectiveMinor { get; init; }

    [Id(3)] public long PointsHundredths { get; init; }

    [Id(4)] public long Receipts { get; init; }
}
