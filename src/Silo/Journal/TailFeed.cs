using System.Collections.Concurrent;

namespace Leaderboard.Journal;

/// <summary>The inbox of one projection: entries of its window wait here until it takes them. One taker at a time.</summary>
/// <param name="from">Inclusive.</param>
/// <param name="to">Exclusive.</param>
/// <param name="wake">Tells the projection that something waits; must not block.</param>
internal sealed class TailFeed(Moment from, Moment to, Action wake)
{
    private readonly ConcurrentQueue<TailLot> _inbox = new();
    private int _waiting;
    private int _awake;

    /// <summary>Whether it should be emptied now, and not when it is convenient.</summary>
    public bool IsFull => Volatile.Read(ref _waiting) >= TailStretch.Length;

    /// <summary>Keeps those of its window.</summary>
    /// <param name="lot">Shared between feeds.</param>
    /// <param name="endsStretch">Whether its stretch is full with it.</param>
    /// <returns>Whether it is to be woken: something waits now, or a stretch that can be taken together.</returns>
    public bool Offer(TailLot lot, bool endsStretch)
    {
        if (lot.LastReceived < from || lot.FirstReceived >= to)
            return endsStretch && Volatile.Read(ref _waiting) > 0;
        var mine = Has(lot.FirstReceived, lot.LastReceived) ? lot : TailLot.Part(Array.FindAll(lot.Entries, e => Has(e.Draft.ReceivedAt, e.Draft.ReceivedAt)));
        if (mine.Entries.Length == 0)
            return endsStretch && Volatile.Read(ref _waiting) > 0;
        Interlocked.Add(ref _waiting, mine.Entries.Length);
        _inbox.Enqueue(mine);
        return Interlocked.Exchange(ref _awake, 1) == 0 || endsStretch;
    }

    public void Wake() => wake();

    /// <summary>Takes all that waits, in order.</summary>
    public IEnumerable<JournalEntry> Take() => TakeLots().SelectMany(l => l.Entries);

    /// <summary>
    /// Takes what waits, in order; a stretch of which nothing is taken yet together, as the sums of its entries, which all feeds share.
    /// </summary>
    /// <param name="onlyFull">Whether to leave the stretch that still grows, so that it can be taken together later: it wakes again when it is full.</param>
    public IEnumerable<TailPart> TakeTogether(bool onlyFull)
    {
        if (!onlyFull)
            Interlocked.Exchange(ref _awake, 0);
        while (_inbox.TryPeek(out var next))
        {
            var isFull = next.Stretch?.IsFull != false;
            if (onlyFull && !isFull)
                yield break;
            if (isFull && next.Stretch is { } stretch && ReferenceEquals(stretch.Lots[0], next) && Has(stretch.FirstReceived, stretch.LastReceived))
            {
                foreach (var _ in stretch.Lots)
                    Dequeue();
                yield return new TailPart(stretch, stretch.Lots);
            }
            else
            {
                yield return new TailPart(null, [Dequeue()]);
            }
        }
    }

    private IEnumerable<TailLot> TakeLots()
    {
        Interlocked.Exchange(ref _awake, 0);
        while (!_inbox.IsEmpty)
            yield return Dequeue();
    }

    private TailLot Dequeue()
    {
        if (!_inbox.TryDequeue(out var lot))
            throw new InvalidOperationException("Two take at a time.");
        Interlocked.Add(ref _waiting, -lot.Entries.Length);
        return lot;
    }

    private bool Has(Moment first, Moment last) => first >= from && last < to;
}

/// <summary>What is taken from a feed at once.</summary>
/// <param name="Stretch">Where it is a whole one; null else.</param>
/// <param name="Lots">Of which it is made.</param>
internal readonly record struct TailPart(TailStretch? Stretch, IReadOnlyList<TailLot> Lots);
