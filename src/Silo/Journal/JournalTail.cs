using System.Collections.Concurrent;
using Leaderboard.Storage;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Journal;

/// <summary>
/// Follows the journal for this silo: takes each entry once, in the order of its partition, and leaves it with the
/// projections here whose window contains it. Lots of this silo are pushed; what others wrote is found by its number.
/// </summary>
internal sealed partial class JournalTail(JournalReader reader, ILogger<JournalTail> logger, int partitions)
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _healing = new(1, 1);
    private ImmutableFeeds _feeds = ImmutableFeeds.None;
    private TailStretch _stretch = new(partitions);
    private long[] _seqs = new long[partitions];

    /// <summary>Whether anything here listens.</summary>
    public bool HasFeeds => !Volatile.Read(ref _feeds).IsEmpty;

    /// <summary>Begins at the present end of the journal: what lies before is read by each projection itself.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        var (seqs, _) = await reader.PositionAsync(partitions, cancel);
        lock (_lock)
            _seqs = seqs;
    }

    /// <summary>Leaves every later entry of a window with the feed, until it is disposed.</summary>
    public IDisposable Subscribe(TailFeed feed)
    {
        lock (_lock)
            _feeds = _feeds.With(feed);
        return new Subscription(this, feed);
    }

    /// <summary>Entries of one partition, numbered without gaps, committed by this silo.</summary>
    public void Publish(JournalEntry[] entries)
    {
        List<TailFeed> filled;
        lock (_lock)
        {
            var last = _seqs[entries[0].Partition];
            if (entries[0].Seq != last + 1)
                return;
            _seqs[entries[0].Partition] = entries[^1].Seq;
            filled = Offer(entries);
        }

        Wake(filled);
    }

    /// <summary>Returns when everything up to the given numbers (by partition) has been left with the feeds.</summary>
    public async Task ReachAsync(long[] seqs)
    {
        if (Has(seqs))
            return;
        await _healing.WaitAsync();
        try
        {
            for (var partition = 0; partition < seqs.Length; partition++)
                await HealAsync(partition, seqs[partition]);
        }
        finally
        {
            _healing.Release();
        }
    }

    /// <summary>Entries up to the given numbers that have not been left with the feeds.</summary>
    public long BehindBy(long[] seqs)
    {
        lock (_lock)
            return seqs.Select((seq, partition) => Math.Max(0, seq - _seqs[partition])).Sum();
    }

    private async Task HealAsync(int partition, long seq)
    {
        long last;
        lock (_lock)
            last = _seqs[partition];
        if (last >= seq)
            return;
        LogHealing(partition, last, seq);
        var batch = new List<JournalEntry>();
        await foreach (var entry in reader.AfterAsync(partition, last))
        {
            batch.Add(entry);
            if (batch.Count == 1000)
                Deliver(batch);
        }

        Deliver(batch);
    }

    /// <summary>Leaves those that were not pushed meanwhile.</summary>
    private void Deliver(List<JournalEntry> batch)
    {
        List<TailFeed> filled = [];
        lock (_lock)
        {
            if (batch.Count == 0)
                return;
            var partition = batch[0].Partition;
            var fresh = batch.Where(e => e.Seq > _seqs[partition]).ToArray();
            if (fresh.Length > 0)
            {
                _seqs[partition] = fresh[^1].Seq;
                filled = Offer(fresh);
            }
        }

        batch.Clear();
        Wake(filled);
    }

    /// <summary>Under the lock. A stretch is full only when all have its last lot.</summary>
    /// <returns>Those to wake.</returns>
    private List<TailFeed> Offer(JournalEntry[] entries)
    {
        var counting = Array.TrueForAll(entries, e => e.Draft.Kind.CountsOnBoards()) ? entries : Array.FindAll(entries, e => e.Draft.Kind.CountsOnBoards());
        if (_feeds.IsEmpty || counting.Length == 0)
            return [];
        var lot = _stretch.Add(counting);
        var filled = _feeds.Offer(lot, endsStretch: _stretch.Count >= TailStretch.Length);
        if (_stretch.Count >= TailStretch.Length)
        {
            _stretch.Close();
            _stretch = new TailStretch(partitions);
        }

        return filled;
    }

    /// <summary>Never under the lock: a message is left under the runtime's own for its grain, which that grain may hold while it subscribes.</summary>
    private static void Wake(List<TailFeed> filled)
    {
        foreach (var feed in filled)
            feed.Wake();
    }

    private bool Has(long[] seqs)
    {
        lock (_lock)
        {
            for (var i = 0; i < seqs.Length; i++)
            {
                if (_seqs[i] < seqs[i])
                    return false;
            }

            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Partition {Partition}: reading entries {From} to {To} that were not pushed.")]
    private partial void LogHealing(int partition, long from, long to);

    private sealed class Subscription(JournalTail tail, TailFeed feed) : IDisposable
    {
        public void Dispose()
        {
            lock (tail._lock)
                tail._feeds = tail._feeds.Without(feed);
        }
    }

    private sealed class ImmutableFeeds(TailFeed[] feeds)
    {
        public static ImmutableFeeds None { get; } = new([]);

        public bool IsEmpty => feeds.Length == 0;

        public ImmutableFeeds With(TailFeed feed) => new([.. feeds, feed]);

        public ImmutableFeeds Without(TailFeed feed) => new([.. feeds.Where(f => f != feed)]);

        /// <summary>Looked through once for all: most feeds' windows have all of a lot, and share it.</summary>
        /// <returns>Those to wake.</returns>
        public List<TailFeed> Offer(TailLot lot, bool endsStretch) => [.. feeds.Where(f => f.Offer(lot, endsStretch))];
    }
}
