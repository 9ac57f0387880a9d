using Leaderboard.Journal;

namespace Leaderboard.Domain.Journal;

/// <summary>
/// The hash chain of a partition: each entry's hash is SHA-256 over the hash before it and the entry's canonical bytes.
/// Canonical: every stored field in a fixed order; texts as UTF-8 behind their length, absent texts as length -1, all
/// integers little-endian.
/// </summary>
internal static class Chain
{
    /// <summary>Puts drafts in their places after <paramref name="head"/>, in order. All share <paramref name="postedAt"/>.</summary>
    public static JournalEntry[] Link(PartitionHead head, ReadOnlySpan<EntryDraft> drafts, Moment postedAt)
    {
        var entries = new JournalEntry[drafts.Length];
        var hash = head.Hash;
        for (var i = 0; i < drafts.Length; i++)
        {
            var seq = checked(head.Seq + i + 1);
            hash = HashOf(hash, head.Partition, seq, postedAt, drafts[i]);
            entries[i] = new JournalEntry { Partition = head.Partition, Seq = seq, PostedAt = postedAt, Draft = drafts[i], Hash = hash };
        }

        return entries;
    }

    /// <summary>Whether an entry follows <paramref name="previous"/>; null when it does, else what is wrong.</summary>
    public static string? Fault(PartitionHead previous, JournalEntry entry)
    {
        if (entry.Seq != previous.Seq + 1)
            return $"number {entry.Seq} follows {previous.Seq}";
        return HashOf(previous.Hash, entry.Partition, entry.Seq, entry.PostedAt, entry.Draft) == entry.Hash ? null : "the hash does not fit the row";
    }

    public static Digest HashOf(Digest previous, int partition, long seq, Moment postedAt, EntryDraft draft)
    {
        var writer = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        writer.Add(previous);
        writer.Add((long)partition);
        writer.Add(seq);
        writer.Add(draft.Id.Value);
        writer.Add((long)draft.Kind);
        writer.Add(draft.Collector.Value);
        writer.Add(draft.Team.Value);
        writer.Add(draft.Account?.Value);
        writer.Add(draft.AmountMinor);
        writer.Add(draft.EffectiveMinor);
        writer.Add(draft.PointsHundredths);
        writer.Add((long)draft.Receipts);
        writer.Add(draft.ReceivedAt.UnixMicroseconds);
        writer.Add(draft.OccurredAt.UnixMicroseconds);
        writer.Add(draft.VestsAt.UnixMicroseconds);
        writer.Add(postedAt.UnixMicroseconds);
        writer.Add(draft.Source?.Value);
        writer.Add(draft.Scheme);
        writer.Add(draft.RequestHash);
        writer.Add(draft.Details);
        return writer.ToDigest();
    }
}
