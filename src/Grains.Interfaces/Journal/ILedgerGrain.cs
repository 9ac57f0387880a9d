namespace Leaderboard.Journal;

/// <summary>
/// The one writer of a partition of the journal: gives entries their number and their place in the hash chain.
/// Only collector grains append.
/// </summary>
[Alias("lb.ILedgerGrain"), GrainInterfaceType("lb.ledger")]
public interface ILedgerGrain : IGrainWithStringKey
{
    /// <summary>Appends entries of one collector; returns after they are durable. All or, when stale, nothing.</summary>
    [Alias("Append")]
    Task<AppendResult> Append(AppendRequest request);
}

/// <summary>Entries of one collector, to be appended together: 1–1000, and the caps of their days.</summary>
[GenerateSerializer, Immutable, Alias("lb.AppendRequest")]
public sealed record AppendRequest
{
    [Id(0)] public required CollectorId Collector { get; init; }

    [Id(1)] public required EntryDraft[] Entries { get; init; }

    /// <summary>
    /// For entries decided on a sum: the collector's last number in this partition when it was decided (0: none yet).
    /// When another entry of the collector came between, nothing is appended and the result is stale. Null: no condition.
    /// </summary>
    [Id(2)] public long? ExpectedLastSeq { get; init; }
}

/// <summary>What became of an append.</summary>
[GenerateSerializer, Immutable, Alias("lb.AppendResult")]
public sealed record AppendResult
{
    /// <summary>True when <see cref="AppendRequest.ExpectedLastSeq"/> did not hold, or an id of a conditional append was taken: decide again.</summary>
    [Id(0)] public bool Stale { get; init; }

    /// <summary>One for each entry, in the order sent; empty when stale.</summary>
    [Id(1)] public AppendedEntry[] Entries { get; init; } = [];
}

/// <summary>The stored entry under an appended id: ours, or the one that was there first.</summary>
[GenerateSerializer, Immutable, Alias("lb.AppendedEntry")]
public sealed record AppendedEntry
{
    /// <summary>True when this append wrote it; false when the id was taken.</summary>
    [Id(0)] public required bool Written { get; init; }

    [Id(1)] public required long Seq { get; init; }

    [Id(2)] public required Digest RequestHash { get; init; }

    [Id(3)] public required long PointsHundredths { get; init; }
}
