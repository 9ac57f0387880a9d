using Leaderboard.Journal;

namespace Leaderboard.Storage;

/// <summary>
/// A document that many draw on, and what each of them has of it as a document of its own. Decides at once on what is in memory, and answers when it is
/// durable: what was decided meanwhile is written together, so that one document serves many. For one reentrant grain, whose turns never overlap.
/// </summary>
internal sealed class DrawBook<TRecord, TDraw> : IAsyncDisposable
    where TRecord : class
    where TDraw : class
{
    /// <summary>Well below what documents are written together: the last may bring a few hundred of its own.</summary>
    private const int MaxTogether = 250;

    private readonly DocumentStore _documents;
    private readonly (string Record, string Draw) _kinds;
    private readonly string _id;
    private readonly Action _lost;
    private readonly GroupCommit<Change> _changes;

    /// <summary>Of those who ask now, each read once.</summary>
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>Of what is stored; the writer's.</summary>
    private long _version;

    /// <summary>A lot was not written, and what was decided after it rests on it: nothing is any more.</summary>
    private volatile bool _isLost;

    private Task _latest = Task.CompletedTask;

    private DrawBook(DocumentStore documents, (string Record, string Draw) kinds, string id, Action lost, long version, TRecord? record)
    {
        (_documents, _kinds, _id, _lost, _version, Record) = (documents, kinds, id, lost, version, record);
        _changes = new GroupCommit<Change>(MaxTogether, static c => 1 + (c.Others?.Count ?? 0), WriteAsync);
    }

    /// <summary>As it was decided last; null when there is none.</summary>
    public TRecord? Record { get; private set; }

    /// <param name="documents">Where it is.</param>
    /// <param name="kinds">Of the document, and of what each caller has of it.</param>
    /// <param name="id">Of the document; a draw's is after it and a slash.</param>
    /// <param name="lost">Called when what is in memory is no longer what is stored.</param>
    public static async Task<DrawBook<TRecord, TDraw>> OpenAsync(DocumentStore documents, (string Record, string Draw) kinds, string id, Action lost)
    {
        var (version, record) = await documents.ReadAsync<TRecord>(kinds.Record, id);
        return new DrawBook<TRecord, TDraw>(documents, kinds, id, lost, version, record);
    }

    public ValueTask DisposeAsync() => _changes.DisposeAsync();

    /// <summary>Ends when all that was decided is durable.</summary>
    public Task SettleAsync() => _latest;

    /// <param name="next">The document as it is to be.</param>
    /// <param name="others">Written with it: both are there, or neither. At most 200.</param>
    public Task ChangeAsync(TRecord next, IReadOnlyList<DocumentChange>? others = null)
    {
        Record = next;
        return _latest = DurableAsync(new Change(next, Others: others));
    }

    /// <summary>
    /// Decides about a draw, on the document and on what is drawn under the id. Whoever repeats a call, or is refused for what others have, waits too until
    /// that is true for good.
    /// </summary>
    /// <param name="drawId">The caller's.</param>
    /// <param name="decide">The next document, and the next draw; null where nothing changes.</param>
    public async Task<TOutcome> DrawAsync<TOutcome>(string drawId, Func<TRecord, TDraw?, (TOutcome Outcome, TRecord Next, TDraw? Draw)> decide)
    {
        if (!_slots.TryGetValue(drawId, out var slot))
            _slots[drawId] = slot = new Slot { Id = $"{_id}/{drawId}" };
        slot.Askers++;
        try
        {
            await (slot.Reading ??= ReadAsync(slot));
            var (outcome, next, draw) = decide(Record ?? throw new InvalidOperationException("There is nothing to draw on."), slot.Draw);
            if (draw is not null)
            {
                (Record, slot.Draw) = (next, draw);
                _latest = DurableAsync(new Change(next, slot, draw));
            }

            await _latest;
            return outcome;
        }
        finally
        {
            if (--slot.Askers == 0)
                _slots.Remove(drawId);
        }
    }

    private async Task DurableAsync(Change change)
    {
        try
        {
            await _changes.AddAsync(change);
        }
        catch
        {
            _lost();
            throw;
        }
    }

    /// <summary>What was decided, in its order: the document as the last of it leaves it, and every draw as its last change leaves it.</summary>
    private async Task WriteAsync(IReadOnlyList<Change> changes)
    {
        if (_isLost)
            throw new JournalUnavailableException("What was decided before was not written.");
        _isLost = true;
        var draws = changes.Where(c => c.Slot is not null).GroupBy(c => c.Slot!).Select(g => (Slot: g.Key, g.Last().Draw)).ToList();
        await _documents.SaveAllAsync(
        [
            DocumentChange.Of(_kinds.Record, _id, _version, changes[^1].After),
            .. draws.Select(d => DocumentChange.Of(_kinds.Draw, d.Slot.Id, d.Slot.Version, d.Draw!)),
            .. changes.SelectMany(c => c.Others ?? []),
        ]);
        _version++;
        foreach (var (slot, _) in draws)
            slot.Version++;
        _isLost = false;
    }

    private async Task ReadAsync(Slot slot) => (slot.Version, slot.Draw) = await _documents.ReadAsync<TDraw>(_kinds.Draw, slot.Id);

    /// <summary>A change of the document, of what one caller has of it, and of what else is written with it.</summary>
    private sealed record Change(TRecord After, Slot? Slot = null, TDraw? Draw = null, IReadOnlyList<DocumentChange>? Others = null);

    /// <summary>What one caller has, while somebody asks for it.</summary>
    private sealed class Slot
    {
        public required string Id { get; init; }

        /// <summary>Null until somebody asks.</summary>
        public Task? Reading { get; set; }

        /// <summary>Of what is stored; the writer's once it is read.</summary>
        public long Version { get; set; }

        /// <summary>As it was decided last.</summary>
        public TDraw? Draw { get; set; }

        public int Askers { get; set; }
    }
}
