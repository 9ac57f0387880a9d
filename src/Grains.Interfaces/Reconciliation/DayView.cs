using Leaderboard.Journal;

namespace Leaderboard.Reconciliation;

/// <summary>How a source or a day stands, from best to worst: a day is as its worst source is.</summary>
public enum Agreement
{
    /// <summary>Nothing came in, and the bank says nothing.</summary>
    Empty = 0,

    /// <summary>Count and sum are those of the bank, and every row where the bank named them.</summary>
    Agrees = 1,

    /// <summary>The bank's figures are missing.</summary>
    Waiting = 2,

    Differs = 3,
}

/// <summary>A number of entries and their sum, minor units, 0 or more each.</summary>
[GenerateSerializer, Immutable, Alias("lb.Tally")]
public sealed record Tally
{
    public static Tally None { get; } = new() { Count = 0, SumMinor = 0 };

    [Id(0)] public required long Count { get; init; }

    [Id(1)] public required long SumMinor { get; init; }

    /// <summary>What this one has more; each figure may be negative.</summary>
    public Tally Minus(Tally other) => new() { Count = Count - other.Count, SumMinor = checked(SumMinor - other.SumMinor) };
}

/// <summary>What the bank says of one source.</summary>
[GenerateSerializer, Immutable, Alias("lb.BankControl")]
public sealed record BankControl
{
    [Id(0)] public required Tally Recoveries { get; init; }

    /// <summary>Null: it says nothing of them, and they are not compared.</summary>
    [Id(1)] public Tally? Reversals { get; init; }

    /// <summary>Name of the person or key that gave them.</summary>
    [Id(2)] public required string By { get; init; }

    [Id(3)] public Moment At { get; init; }

    /// <summary>The rows they were summed from; null when only the figures were given.</summary>
    [Id(4)] public string? UploadId { get; init; }
}

/// <summary>Rows of the bank's to be used.</summary>
[GenerateSerializer, Immutable, Alias("lb.RowsControl")]
public sealed record RowsControl
{
    [Id(0)] public required string UploadId { get; init; }

    /// <summary>Whether the file tells reversals from recoveries; if not, they are not compared.</summary>
    [Id(1)] public required bool TellsReversals { get; init; }

    /// <summary>Name of the person or key that gave them.</summary>
    [Id(2)] public required string By { get; init; }
}

/// <summary>An entry as the bank has it.</summary>
[GenerateSerializer, Immutable, Alias("lb.BankRow")]
public sealed record BankRow
{
    [Id(0)] public required EntryKind Kind { get; init; }

    /// <summary>The sender's, without prefix.</summary>
    [Id(1)] public required string Id { get; init; }

    /// <summary>Minor units, above 0, for reversals too.</summary>
    [Id(2)] public required long AmountMinor { get; init; }
}

/// <summary>A row of one or both sides.</summary>
[GenerateSerializer, Immutable, Alias("lb.ReconciledRow")]
public sealed record ReconciledRow
{
    [Id(0)] public required EntryKind Kind { get; init; }

    /// <summary>The sender's, without prefix.</summary>
    [Id(1)] public required string Id { get; init; }

    /// <summary>Minor units; null: not with us on this day from this source.</summary>
    [Id(2)] public long? OursMinor { get; init; }

    /// <summary>Minor units; null: not in the bank's rows, or there are none.</summary>
    [Id(3)] public long? BankMinor { get; init; }

    /// <summary>Credited with it; null when we do not know the entry at all.</summary>
    [Id(4)] public CollectorId? Collector { get; init; }

    /// <summary>When it came in or was reversed as we have it, on whatever day; null when we do not know the entry.</summary>
    [Id(5)] public Moment? At { get; init; }

    /// <summary>Who sent it to us; null when we do not know the entry.</summary>
    [Id(6)] public string? Source { get; init; }
}

/// <summary>Some rows, and how many there are in all.</summary>
[GenerateSerializer, Immutable, Alias("lb.RowPage")]
public sealed record RowPage
{
    [Id(0)] public required ReconciledRow[] Rows { get; init; }

    [Id(1)] public required long Total { get; init; }
}

/// <summary>One source of a day.</summary>
[GenerateSerializer, Immutable, Alias("lb.SourceLine")]
public sealed record SourceLine
{
    [Id(0)] public required string Source { get; init; }

    /// <summary>Received on the day; without what was taken back with its import, and a claimed one once.</summary>
    [Id(1)] public required Tally Recoveries { get; init; }

    /// <summary>Reversed on the day, whenever the recovery came in; without our own corrections.</summary>
    [Id(2)] public required Tally Reversals { get; init; }

    /// <summary>Null: not told.</summary>
    [Id(3)] public BankControl? Bank { get; init; }

    /// <summary>Rows that differ; null when the bank named none, and once the day is closed.</summary>
    [Id(4)] public long? Differences { get; init; }

    [Id(5)] public required Agreement State { get; init; }

    /// <summary>Why it was closed all the same; null where it agreed, and before the close.</summary>
    [Id(6)] public string? Reason { get; init; }

    /// <summary>What came after the close; null before it. Negative where it was taken back.</summary>
    [Id(7)] public Tally? LateRecoveries { get; init; }

    [Id(8)] public Tally? LateReversals { get; init; }

    public bool IsLate => (LateRecoveries ?? Tally.None) != Tally.None || (LateReversals ?? Tally.None) != Tally.None;

    /// <summary>How far the sums are apart, minor units, 0 or more; 0 where the bank says nothing.</summary>
    public long ApartMinor => Bank is null ? 0
        : checked(Math.Abs(Recoveries.SumMinor - Bank.Recoveries.SumMinor) + (Bank.Reversals is { } bank ? Math.Abs(Reversals.SumMinor - bank.SumMinor) : 0));
}

/// <summary>A close as it stands for ever.</summary>
[GenerateSerializer, Immutable, Alias("lb.DayClose")]
public sealed record DayClose
{
    [Id(0)] public required Moment At { get; init; }

    [Id(1)] public required string ById { get; init; }

    [Id(2)] public required string ByName { get; init; }

    /// <summary>The end of every partition of the journal at that moment.</summary>
    [Id(3)] public required PartitionHead[] Heads { get; init; }

    /// <summary>The last closed day before this one then; null: none.</summary>
    [Id(4)] public DateOnly? PreviousDay { get; init; }

    /// <summary>Digest of its close.</summary>
    [Id(5)] public Digest? PreviousDigest { get; init; }

    /// <summary>SHA-256 of <see cref="Text"/> up to the line that tells it.</summary>
    [Id(6)] public required Digest Digest { get; init; }

    /// <summary>What is printed, and kept: all of the above is read from it.</summary>
    [Id(7)] public required string Text { get; init; }
}

/// <summary>A day of the institution against the bank's.</summary>
[GenerateSerializer, Immutable, Alias("lb.DayView")]
public sealed record DayView
{
    [Id(0)] public required DateOnly Day { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(1)] public required Moment From { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(2)] public required Moment To { get; init; }

    [Id(3)] public required Moment AsOf { get; init; }

    /// <summary>By source.</summary>
    [Id(4)] public required SourceLine[] Lines { get; init; }

    /// <summary>Null: open.</summary>
    [Id(5)] public DayClose? Close { get; init; }

    public bool IsOver => AsOf >= To;

    public Agreement State => Lines.Length == 0 ? Agreement.Empty : Lines.Max(l => l.State);
}
