namespace Leaderboard.Journal;

/// <summary>
/// What an entry is. The numbers are stored and never reused. Those below 10 are earned at the time of their source, and boards
/// sum them; those from 10 on are moved by a decision or by the clock, and no board shows them.
/// </summary>
public enum EntryKind
{
    Recovery = 1,
    Reversal = 2,

    /// <summary>
    /// Keeps a collector's local day within its scheme's limits: the difference between what they leave and what the receipts of the day
    /// add up to. Stands at the first instant of the day; <see cref="EntryDraft.OccurredAt"/> is that of the day's latest entry.
    /// </summary>
    Cap = 3,

    /// <summary>Working days in a row, or what is taken back of them. Stands at the first instant of the day that completed them.</summary>
    Streak = 4,

    /// <summary>A badge that its scheme gives points to, or what is taken back of it. Stands at the first instant of the day that earned it.</summary>
    Badge = 5,

    /// <summary>A prize of a contest.</summary>
    Payout = 10,

    /// <summary>Points that nobody spent in time.</summary>
    Expiry = 11,

    /// <summary>Points kept for a redemption; the entry itself has none.</summary>
    Hold = 12,

    /// <summary>What was held is free again; the entry itself has no points.</summary>
    Release = 13,

    /// <summary>What was held is spent.</summary>
    Capture = 14,

    /// <summary>What was spent is there again, as of now: what it was spent on came back.</summary>
    Return = 15,
}

/// <summary>What follows from the kind of an entry.</summary>
public static class EntryKinds
{
    /// <summary>The first number of those that no board shows; queries have it too.</summary>
    private const int OffBoards = 10;

    /// <summary>Whether boards sum it.</summary>
    public static bool CountsOnBoards(this EntryKind kind) => (int)kind < OffBoards;
}

/// <summary>
/// One fact about money or points before it has a place in the journal. Carries no personal data.
/// Sums over these fields are all that boards and balances show.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.EntryDraft")]
public sealed record EntryDraft
{
    /// <summary>Unique over the whole journal, for ever.</summary>
    [Id(0)] public required EntryId Id { get; init; }

    [Id(1)] public required EntryKind Kind { get; init; }

    [Id(2)] public required CollectorId Collector { get; init; }

    /// <summary>The team credited: the collector's at <see cref="ReceivedAt"/>, or the recovery's for a reversal.</summary>
    [Id(3)] public required TeamId Team { get; init; }

    [Id(4)] public AccountId? Account { get; init; }

    /// <summary>Minor units; negative for a reversal.</summary>
    [Id(5)] public long AmountMinor { get; init; }

    /// <summary>Minor units after the scheme's factors; negative for a reversal.</summary>
    [Id(6)] public long EffectiveMinor { get; init; }

    /// <summary>Hundredths of a point; negative for a reversal.</summary>
    [Id(7)] public long PointsHundredths { get; init; }

    /// <summary>Receipts that stand: 1 for a recovery, -1 for the reversal that leaves nothing of it, else 0.</summary>
    [Id(8)] public int Receipts { get; init; }

    /// <summary>Where boards count it: the recovery's time, for its reversals too.</summary>
    [Id(9)] public required Moment ReceivedAt { get; init; }

    /// <summary>When it happened: the recovery's time, or the time of the reversal. Decides who reached a value first.</summary>
    [Id(10)] public required Moment OccurredAt { get; init; }

    /// <summary>When its points may be spent; a reversal carries its recovery's.</summary>
    [Id(11)] public required Moment VestsAt { get; init; }

    /// <summary>The entry this one takes back; null for a recovery.</summary>
    [Id(12)] public EntryId? Source { get; init; }

    /// <summary>The scheme version that priced it.</summary>
    [Id(13)] public required string Scheme { get; init; }

    /// <summary>Digest of what the sender sent, normalised.</summary>
    [Id(14)] public required Digest RequestHash { get; init; }

    /// <summary>What explains the figures, as exact text (JSON); part of the chain, never rewritten.</summary>
    [Id(15)] public required string Details { get; init; }
}

/// <summary>An entry in its place: numbered within its partition from 1 without gaps, and chained.</summary>
[GenerateSerializer, Immutable, Alias("lb.JournalEntry")]
public sealed record JournalEntry
{
    [Id(0)] public required int Partition { get; init; }

    [Id(1)] public required long Seq { get; init; }

    [Id(2)] public required Moment PostedAt { get; init; }

    [Id(3)] public required EntryDraft Draft { get; init; }

    /// <summary>SHA-256 over the previous entry's hash and this entry's canonical bytes.</summary>
    [Id(4)] public required Digest Hash { get; init; }
}
