using Leaderboard.Domain.Boards;

namespace Leaderboard.Journal;

/// <summary>
/// Some thousand entries that came one after the other. Most boards' windows have all of them: their sums are added up once, and each board takes in
/// what a collector has earned for a team, not every entry. Grows under the tail's lock; read by others once it is full.
/// </summary>
internal sealed class TailStretch(int partitions)
{
    /// <summary>Entries, or a lot more: what a projection lets wait, and takes in during a fraction of a millisecond.</summary>
    public const int Length = 4096;

    private readonly Lock _lock = new();
    private readonly List<TailLot> _lots = [];
    private readonly long[] _firstSeqs = new long[partitions];
    private readonly long[] _lastSeqs = new long[partitions];
    private bool _isFull;
    private Moment _summedAt;
    private CellTotals[]? _sums;

    public int Count { get; private set; }

    /// <summary>Whether nothing is added any more, and every feed has what it keeps of it.</summary>
    public bool IsFull => Volatile.Read(ref _isFull);

    public IReadOnlyList<TailLot> Lots => _lots;

    public Moment FirstReceived { get; private set; } = Moment.MaxValue;

    public Moment LastReceived { get; private set; } = Moment.MinValue;

    public Moment FirstPosted { get; private set; } = Moment.MaxValue;

    public Moment LastPosted { get; private set; } = Moment.MinValue;

    /// <param name="entries">Of one partition, in order, that count on boards; at least one.</param>
    public TailLot Add(JournalEntry[] entries)
    {
        var lot = TailLot.Of(entries, this);
        var partition = entries[0].Partition;
        if (_firstSeqs[partition] == 0)
            _firstSeqs[partition] = entries[0].Seq;
        _lastSeqs[partition] = entries[^1].Seq;
        FirstReceived = Min(FirstReceived, lot.FirstReceived);
        LastReceived = Max(LastReceived, lot.LastReceived);
        FirstPosted = Min(FirstPosted, entries.Min(e => e.PostedAt));
        LastPosted = Max(LastPosted, entries.Max(e => e.PostedAt));
        Count += entries.Length;
        _lots.Add(lot);
        return lot;
    }

    public void Close() => Volatile.Write(ref _isFull, true);

    /// <summary>Moves the numbers to its end; false, and they stay, where some of its entries are behind them already.</summary>
    /// <param name="seqs">Of the last entry that is included, by partition.</param>
    public bool TryAdvance(long[] seqs)
    {
        for (var partition = 0; partition < partitions; partition++)
        {
            if (_firstSeqs[partition] > 0 && _firstSeqs[partition] <= seqs[partition])
                return false;
        }

        for (var partition = 0; partition < partitions; partition++)
            seqs[partition] = Math.Max(seqs[partition], _lastSeqs[partition]);
        return true;
    }

    /// <summary>Its sums, added up by who asks first. Ask only when it is full.</summary>
    /// <param name="dayStart">What occurred before is told apart.</param>
    public CellTotals[] SumsAt(Moment dayStart)
    {
        lock (_lock)
        {
            if (_sums is null || _summedAt != dayStart)
                (_sums, _summedAt) = (CellTotals.Of(_lots.SelectMany(l => l.Entries).Select(e => e.Draft), dayStart), dayStart);
            return _sums;
        }
    }

    private static Moment Min(Moment one, Moment other) => one < other ? one : other;

    private static Moment Max(Moment one, Moment other) => one > other ? one : other;
}

/// <summary>Entries of one partition, in order, that count on boards.</summary>
/// <param name="Entries">Shared between feeds.</param>
/// <param name="FirstReceived">The earliest time of receipt among them.</param>
/// <param name="LastReceived">The latest.</param>
/// <param name="Stretch">To which it belongs; null for what one feed keeps of a lot.</param>
internal sealed record TailLot(JournalEntry[] Entries, Moment FirstReceived, Moment LastReceived, TailStretch? Stretch)
{
    public static TailLot Of(JournalEntry[] entries, TailStretch stretch) => new(entries, entries.Min(e => e.Draft.ReceivedAt), entries.Max(e => e.Draft.ReceivedAt), stretch);

    /// <param name="entries">What one feed keeps of a lot; may be none.</param>
    public static TailLot Part(JournalEntry[] entries) => new(entries, Moment.MinValue, Moment.MaxValue, null);
}
