using Leaderboard.Journal;

namespace Leaderboard.Storage;

/// <summary>What one transaction of the writer appends: new ends of chains, and the rows that lead to them.</summary>
/// <param name="Moves">One for each partition in the lot.</param>
/// <param name="Rows">In ordinal order of entry id, so that two writers take their locks in one order.</param>
internal sealed record Lot(IReadOnlyList<HeadMove> Moves, IReadOnlyList<JournalEntry> Rows);

/// <summary>A partition's chain grows from <paramref name="OldSeq"/> to <paramref name="New"/>.</summary>
internal sealed record HeadMove(long OldSeq, PartitionHead New);

/// <summary>What became of a lot.</summary>
internal enum LotOutcome
{
    /// <summary>Durable, but for fenced partitions.</summary>
    Written,

    /// <summary>An entry id is in the journal already; nothing was written.</summary>
    IdTaken,

    /// <summary>The connection or disk failed at a moment that leaves the outcome open.</summary>
    Unknown,
}

/// <param name="Fenced">Partitions whose head was not at the old number: another writer owns them; none of their rows were written.</param>
/// <param name="Cause">The failure behind <see cref="LotOutcome.Unknown"/>.</param>
internal sealed record LotReceipt(LotOutcome Outcome, IReadOnlySet<int> Fenced, Exception? Cause = null)
{
    public static LotReceipt IdTaken { get; } = new(LotOutcome.IdTaken, new HashSet<int>());

    public static LotReceipt Unknown(Exception cause) => new(LotOutcome.Unknown, new HashSet<int>(), cause);
}
