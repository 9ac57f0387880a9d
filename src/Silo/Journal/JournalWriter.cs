using Leaderboard.Operations;
using Leaderboard.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Leaderboard.Journal;

/// <summary>
/// The silo's one writer of the journal. Commits all that its ledger grains have waiting in one transaction while the next
/// lot gathers; tells the tail; then answers the callers. Inserts first and looks ids up only after a clash.
/// </summary>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    /// <summary>Lots that look ids up first after a clash: whoever re-sends a file re-sends more than one lot of it.</summary>
    private const int CautiousLots = 50;

    /// <summary>
    /// From when a program is told to stop: while the database is away it goes without knowing. Who waits is told that it is open,
    /// while there is still a server to tell it, and sends again.
    /// </summary>
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(5);

    private readonly Database _database;
    private readonly JournalReader _reader;
    private readonly JournalTail _tail;
    private readonly TimeProvider _time;
    private readonly SiloMetrics _metrics;
    private readonly ILogger<JournalWriter> _logger;
    private readonly GroupCommit<PendingAppend> _lots;
    private readonly CancellationTokenSource _giveUp = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly int _maxWaitingEntries;
    private int _waitingEntries;
    private int _cautious;

    public JournalWriter(
        Database database,
        JournalReader reader,
        JournalTail tail,
        TimeProvider time,
        SiloMetrics metrics,
        IHostApplicationLifetime life,
        IOptions<LeaderboardOptions> options,
        ILogger<JournalWriter> logger)
    {
        _database = database;
        _reader = reader;
        _tail = tail;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _maxWaitingEntries = options.Value.MaxWaitingEntries;
        _lots = new GroupCommit<PendingAppend>(options.Value.MaxLotEntries, static p => p.Request.Entries.Length, WriteAsync);
        metrics.ObserveWaiting(() => WaitingEntries);
        _stopping = life.ApplicationStopping.Register(() => _giveUp.CancelAfter(LastWait));
    }

    /// <summary>Entries whose callers wait.</summary>
    public int WaitingEntries => Volatile.Read(ref _waitingEntries);

    /// <summary>
    /// Returns after the entries are durable. Throws <see cref="JournalUnavailableException"/> when nothing was written, and
    /// when the partition was fenced.
    /// </summary>
    public async Task<AppendResult> AppendAsync(PartitionChain chain, AppendRequest request)
    {
        var count = request.Entries.Length;
        if (Interlocked.Add(ref _waitingEntries, count) > _maxWaitingEntries)
        {
            Interlocked.Add(ref _waitingEntries, -count);
            throw new JournalUnavailableException("Too many entries are waiting for the journal.");
        }

        try
        {
            var append = new PendingAppend(chain, request);
            await _lots.AddAsync(append);
            return append.Result ?? throw new JournalUnavailableException("Another silo writes this partition now.");
        }
        finally
        {
            Interlocked.Add(ref _waitingEntries, -count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _giveUp.CancelAfter(LastWait);
        await _lots.DisposeAsync();
        await _stopping.DisposeAsync();
        _giveUp.Dispose();
    }

    private async Task WriteAsync(IReadOnlyList<PendingAppend> pending)
    {
        var rest = pending.Where(p => !p.Chain.IsFenced).ToList();
        while (rest.Count > 0)
        {
            var lot = Volatile.Read(ref _cautious) > 0 ? DistinctIds(ref rest) : Take(ref rest);
            if (!await TryWriteLotAsync(lot))
                rest.InsertRange(0, lot);
        }
    }

    /// <returns>False when an id was taken: the same appends again, with caution.</returns>
    private async Task<bool> TryWriteLotAsync(List<PendingAppend> pending)
    {
        var began = _time.GetTimestamp();
        var lot = new LotBuilder(pending, _time.Now());
        if (_cautious > 0)
        {
            _cautious--;
            lot.MarkTaken(await _reader.FindAsync(lot.Ids()));
        }

        var rows = lot.Build();
        var receipt = rows.Rows.Count == 0 ? new LotReceipt(LotOutcome.Written, new HashSet<int>()) : await _database.AppendAsync(rows, CancellationToken.None);
        if (receipt.Outcome == LotOutcome.IdTaken)
        {
            _cautious = CautiousLots;
            return false;
        }

        if (receipt.Outcome == LotOutcome.Unknown)
        {
            LogOutcomeUnknown(receipt.Cause, rows.Rows.Count);
            var missing = await MissingPartitionsAsync(rows);
            if (missing.Count == rows.Moves.Count)
                throw new JournalUnavailableException("The lot was not committed.", receipt.Cause ?? new IOException());
            receipt = new LotReceipt(LotOutcome.Written, missing);
        }

        foreach (var partition in receipt.Fenced)
            LogFenced(partition);
        var entries = 0;
        foreach (var written in lot.Settle(receipt.Fenced))
        {
            entries += written.Length;
            _tail.Publish(written);
        }

        if (entries > 0)
            _metrics.Appended(entries, _time.GetElapsedTime(began));
        if (receipt.Fenced.Count > 0)
            _metrics.Fenced(receipt.Fenced.Count);
        return true;
    }

    /// <summary>
    /// Asks until it knows: after a cut connection the transaction may have been committed, or may still be committing.
    /// All rows of a partition share its fate; none there means fenced, or that nothing was committed at all. Only the end of the
    /// program ends the asking: <see cref="JournalUnavailableException"/>.
    /// </summary>
    private async Task<HashSet<int>> MissingPartitionsAsync(Lot lot)
    {
        var samples = lot.Moves.Select(m => lot.Rows.First(r => r.Partition == m.New.Partition)).ToList();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await _database.WriteAsync(session => session.QueryAsync("settle-heads", null, r => r.GetInt32(0)), _giveUp.Token);
                var found = await _reader.FindAsync([.. samples.Select(s => s.Draft.Id.Value)]);
                return [.. samples.Where(s => found.GetValueOrDefault(s.Draft.Id)?.Hash != s.Hash).Select(s => s.Partition)];
            }
#pragma warning disable CA1031 // Whatever is wrong with the database, the answer is needed before the next lot.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogStillUnknown(failure, attempt);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(2000, 50 << Math.Min(attempt, 6))), _time, _giveUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (_giveUp.IsCancellationRequested)
                    throw new JournalUnavailableException("The program stops and does not know whether the lot was committed.", failure);
            }
        }
    }

    private static List<PendingAppend> Take(ref List<PendingAppend> rest)
    {
        var all = rest;
        rest = [];
        return all;
    }

    /// <summary>Takes appends up to the first that repeats an id, so that one lot never clashes with itself.</summary>
    private static List<PendingAppend> DistinctIds(ref List<PendingAppend> rest)
    {
        var ids = new HashSet<EntryId>();
        var count = 0;
        while (count < rest.Count && rest[count].Request.Entries.All(e => ids.Add(e.Id)))
            count++;
        var lot = rest[..count];
        rest = rest[count..];
        return lot;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of a lot of {Rows} entries is unknown; looking it up.")]
    private partial void LogOutcomeUnknown(Exception? cause, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of a lot is still unknown after {Attempt} more tries.")]
    private partial void LogStillUnknown(Exception failure, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Fence: partition {Partition} has another writer; the append was refused.")]
    private partial void LogFenced(int partition);
}
