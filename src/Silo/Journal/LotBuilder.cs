using Leaderboard.Domain.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Journal;

/// <summary>Numbers and chains what is waiting into one lot, and hands out its results. One instance a lot.</summary>
internal sealed class LotBuilder(IReadOnlyList<PendingAppend> pending, Moment now)
{
    private readonly List<Part> _parts = [];

    /// <summary>Every id in the lot.</summary>
    public List<string> Ids() => [.. pending.SelectMany(p => p.Request.Entries).Select(e => e.Id.Value)];

    /// <summary>Marks the ids that are in the journal; they are answered and not numbered.</summary>
    public void MarkTaken(Dictionary<EntryId, FoundEntry> found)
    {
        foreach (var append in pending)
        {
            for (var i = 0; i < append.Taken.Length; i++)
                append.Taken[i] = found.GetValueOrDefault(append.Request.Entries[i].Id);
        }
    }

    /// <summary>Numbers what is to be written.</summary>
    public Lot Build()
    {
        _parts.Clear();
        var moves = new List<HeadMove>();
        var rows = new List<JournalEntry>();
        foreach (var group in pending.Where(p => p.Result is null).GroupBy(p => p.Chain))
        {
            var part = Number(group.Key, group);
            if (part.Rows.Length == 0)
                continue;
            moves.Add(new HeadMove(group.Key.Head.Seq, part.NewHead));
            rows.AddRange(part.Rows);
        }

        rows.Sort(static (a, b) => string.CompareOrdinal(a.Draft.Id.Value, b.Draft.Id.Value));
        moves.Sort(static (a, b) => a.New.Partition.CompareTo(b.New.Partition));
        return new Lot(moves, rows);
    }

    /// <summary>Moves the chains and sets every result. Returns the written entries, by partition, in their order.</summary>
    public List<JournalEntry[]> Settle(IReadOnlySet<int> fenced)
    {
        var written = new List<JournalEntry[]>();
        foreach (var part in _parts)
        {
            if (fenced.Contains(part.Chain.Head.Partition))
            {
                part.Chain.Fence();
                continue;
            }

            if (part.Rows.Length > 0)
            {
                part.Chain.Advance(part.NewHead, part.Rows);
                written.Add(part.Rows);
            }

            foreach (var (append, first) in part.Appends)
                append.Result = ResultOf(append, part.Rows, first);
        }

        return written;
    }

    private static AppendResult ResultOf(PendingAppend append, JournalEntry[] rows, int first)
    {
        var next = first;
        var entries = new AppendedEntry[append.Taken.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = append.Taken[i] is { } taken
                ? new AppendedEntry { Written = false, Seq = taken.Seq, RequestHash = taken.RequestHash, PointsHundredths = taken.PointsHundredths }
                : Own(rows[next++]);
        }

        return new AppendResult { Entries = entries };
    }

    private static AppendedEntry Own(JournalEntry row) => new()
    {
        Written = true,
        Seq = row.Seq,
        RequestHash = row.Draft.RequestHash,
        PointsHundredths = row.Draft.PointsHundredths,
    };

    private Part Number(PartitionChain chain, IEnumerable<PendingAppend> appends)
    {
        var drafts = new List<EntryDraft>();
        var places = new List<(PendingAppend, int)>();
        var last = new Dictionary<CollectorId, long>();
        foreach (var append in appends)
        {
            var collector = append.Request.Collector;
            if (append.Request.ExpectedLastSeq is { } expected
                && (append.Taken.Any(t => t is not null) || expected != last.GetValueOrDefault(collector, chain.LastSeqOf(collector))))
            {
                append.Result = new AppendResult { Stale = true };
                continue;
            }

            places.Add((append, drafts.Count));
            for (var i = 0; i < append.Taken.Length; i++)
            {
                if (append.Taken[i] is not null)
                    continue;
                drafts.Add(append.Request.Entries[i]);
                last[collector] = chain.Head.Seq + drafts.Count;
            }
        }

        var rows = Chain.Link(chain.Head, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(drafts), now);
        var part = new Part(chain, rows, places);
        _parts.Add(part);
        return part;
    }

    private sealed record Part(PartitionChain Chain, JournalEntry[] Rows, List<(PendingAppend Append, int First)> Appends)
    {
        public PartitionHead NewHead => new() { Partition = Chain.Head.Partition, Seq = Rows[^1].Seq, Hash = Rows[^1].Hash };
    }
}
