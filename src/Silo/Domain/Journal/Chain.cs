using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
        var writer = new CanonicalWriter(stackalloc byte[1024]);
        writer.Write(previous);
        writer.Write(partition);
        writer.Write(seq);
        writer.Write(draft.Id.Value);
        writer.Write((long)draft.Kind);
        writer.Write(draft.Collector.Value);
        writer.Write(draft.Team.Value);
        writer.Write(draft.Account?.Value);
        writer.Write(draft.AmountMinor);
        writer.Write(draft.EffectiveMinor);
        writer.Write(draft.PointsHundredths);
        writer.Write(draft.Receipts);
        writer.Write(draft.ReceivedAt.UnixMicroseconds);
        writer.Write(draft.OccurredAt.UnixMicroseconds);
        writer.Write(draft.VestsAt.UnixMicroseconds);
        writer.Write(postedAt.UnixMicroseconds);
        writer.Write(draft.Source?.Value);
        writer.Write(draft.Scheme);
        writer.Write(draft.RequestHash);
        writer.Write(draft.Details);
        return writer.Hash();
    }

    /// <summary>Gathers canonical bytes; most entries fit on the stack.</summary>
    private ref struct CanonicalWriter(Span<byte> scratch)
    {
        private Span<byte> _buffer = scratch;
        private int _length;

        public void Write(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);
        }

        public void Write(Digest value) => value.CopyTo(Reserve(Digest.SizeBytes));

        public void Write(string? text)
        {
            if (text is null)
            {
                Write(-1L);
                return;
            }

            var bytes = Encoding.UTF8.GetByteCount(text);
            Write(bytes);
            Encoding.UTF8.GetBytes(text, Reserve(bytes));
        }

        public readonly Digest Hash()
        {
            Span<byte> hash = stackalloc byte[Digest.SizeBytes];
            SHA256.HashData(_buffer[.._length], hash);
            return new Digest(hash);
        }

        private Span<byte> Reserve(int bytes)
        {
            if (_length + bytes > _buffer.Length)
            {
                var larger = new byte[Math.Max(_buffer.Length * 2, _length + bytes)];
                _buffer[.._length].CopyTo(larger);
                _buffer = larger;
            }

            var span = _buffer.Slice(_length, bytes);
            _length += bytes;
            return span;
        }
    }
}
