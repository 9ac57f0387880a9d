using System.Collections.Concurrent;
using Leaderboard.Storage;

namespace Leaderboard.Journal;

/// <summary>
/// A ledger grain's hold on its partition: the end of the chain as this activation knows it, and each collector's last
/// number. The writer moves it when a lot is durable.
/// </summary>
internal sealed class PartitionChain(PartitionHead head)
{
    private readonly ConcurrentDictionary<CollectorId, long> _lastSeqs = new();

    public PartitionHead Head { get; private set; } = head;

    /// <summary>True after the fence has refused a lot: another activation writes this partition now.</summary>
    public bool IsFenced { get; private set; }

    public bool Knows(CollectorId collector) => _lastSeqs.ContainsKey(collector);

    /// <summary>Takes a number read from the database, unless a lot has told a newer one.</summary>
    public void Learn(CollectorId collector, long lastSeq) => _lastSeqs.TryAdd(collector, lastSeq);

    /// <summary>The collector's last number; only after <see cref="Knows"/>.</summary>
    public long LastSeqOf(CollectorId collector) => _lastSeqs[collector];

    public void Advance(PartitionHead head, IEnumerable<JournalEntry> written)
    {
        foreach (var entry in written)
            _lastSeqs[entry.Draft.Collector] = entry.Seq;
        Head = head;
    }

    public void Fence() => IsFenced = true;
}

/// <summary>What a ledger grain hands to the writer.</summary>
internal sealed class PendingAppend(PartitionChain chain, AppendRequest request)
{
    public PartitionChain Chain => chain;

    public AppendRequest Request => request;

    /// <summary>Set before the lot's task completes.</summary>
    public AppendResult? Result { get; set; }

    /// <summary>Entries found in the journal under our ids, by place in the request.</summary>
    public FoundEntry?[] Taken { get; } = new FoundEntry?[request.Entries.Length];
}
