using Leaderboard.Domain.Rewards;
using Leaderboard.Journal;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>
/// Keeps one reward and its stock. Decides at once on what is in memory, and answers when it is durable: what was decided meanwhile is written together, so
/// that one shelf serves many. What each redemption has of it is a document of its own, written with the reward's or not at all.
/// </summary>
[GrainType("lb.reward"), Reentrant]
internal sealed class RewardGrain(DocumentStore documents) : Grain, IRewardGrain
{
    public const string DocumentKind = "reward";
    public const string DrawKind = "stock";

    /// <summary>Well below what documents are written together.</summary>
    private const int MaxTogether = 400;

    /// <summary>Of those who ask now, each read once.</summary>
    private readonly Dictionary<string, DrawSlot> _draws = new(StringComparer.Ordinal);
    private GroupCommit<StockChange>? _changes;
    private string _id = "";
    private RewardRecord? _record;

    /// <summary>Of what is stored; the writer's.</summary>
    private long _version;

    /// <summary>A lot was not written, and what was decided after it rests on it: nothing is any more.</summary>
    private volatile bool _isLost;

    private Task _latest = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        (_version, _record) = await documents.ReadAsync<RewardRecord>(DocumentKind, _id);
        _changes = new GroupCommit<StockChange>(MaxTogether, static _ => 1, WriteAsync);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_changes is not null)
            await _changes.DisposeAsync();
    }

    public async Task<RewardView> Put(RewardTerms terms, string by)
    {
        var next = _record is null ? new RewardRecord { Id = _id, Terms = terms, By = by } : _record with { Terms = terms, By = by };
        if (_record?.Terms != terms)
        {
            _record = next;
            _latest = DurableAsync(new StockChange(next));
        }

        await _latest;
        return next.ToView();
    }

    public async Task<RewardView?> Get()
    {
        var record = _record;
        await _latest;
        return record?.ToView();
    }

    public Task<StockOutcome> Reserve(string drawId, int quantity) => DrawAsync(drawId, (record, draw) => record.Reserving(draw, quantity));

    public Task<StockOutcome> Take(string drawId) => DrawAsync(drawId, static (record, draw) => record.Taking(draw));

    public Task<StockOutcome> Release(string drawId) => _record is null ? Task.FromResult(StockOutcome.Done) : DrawAsync(drawId, static (record, draw) => record.Releasing(draw));

    private async Task<StockOutcome> DrawAsync(string drawId, Func<RewardRecord, StockDraw?, (StockOutcome Outcome, RewardRecord Next, StockDraw? Draw)> decide)
    {
        if (_record is null)
            return StockOutcome.NoSuchReward;
        if (!_draws.TryGetValue(drawId, out var slot))
            _draws[drawId] = slot = new DrawSlot { Id = $"{_id}/{drawId}" };
        slot.Askers++;
        try
        {
            await (slot.Reading ??= ReadAsync(slot));
            var (outcome, next, draw) = decide(_record, slot.Draw);
            if (draw is not null)
            {
                _record = next;
                slot.Draw = draw;
                slot.Durable = _latest = DurableAsync(new StockChange(next, slot, draw));
            }

            // Who repeats a call, or is refused for what others have, waits until that is true for good.
            await (outcome == StockOutcome.Done ? slot.Durable : _latest);
            return outcome;
        }
        finally
        {
            if (--slot.Askers == 0)
                _draws.Remove(drawId);
        }
    }

    private async Task DurableAsync(StockChange change)
    {
        try
        {
            await (_changes ?? throw new InvalidOperationException("It is not active.")).AddAsync(change);
        }
        catch (DocumentConflictException conflict)
        {
            DeactivateOnIdle();
            throw new JournalUnavailableException("The reward is being read anew.", conflict);
        }
        catch
        {
            // The next activation reads what is written.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>What was decided, in its order: the reward as the last of it leaves it, and every draw as its last change leaves it.</summary>
    private async Task WriteAsync(IReadOnlyList<StockChange> changes)
    {
        if (_isLost)
            throw new JournalUnavailableException("What was decided before was not written.");
        _isLost = true;
        var draws = changes.Where(c => c.Slot is not null).GroupBy(c => c.Slot!).Select(g => (Slot: g.Key, g.Last().Draw)).ToList();
        await documents.SaveAllAsync(
        [
            DocumentChange.Of(DocumentKind, _id, _version, changes[^1].After),
            .. draws.Select(d => DocumentChange.Of(DrawKind, d.Slot.Id, d.Slot.Version, d.Draw!)),
        ]);
        _version++;
        foreach (var (slot, _) in draws)
            slot.Version++;
        _isLost = false;
    }

    private async Task ReadAsync(DrawSlot slot) => (slot.Version, slot.Draw) = await documents.ReadAsync<StockDraw>(DrawKind, slot.Id);

    /// <summary>A change of the reward, and of what one caller has of it.</summary>
    private sealed record StockChange(RewardRecord After, DrawSlot? Slot = null, StockDraw? Draw = null);

    /// <summary>What one caller has, while somebody asks for it.</summary>
    private sealed class DrawSlot
    {
        public required string Id { get; init; }

        /// <summary>Null until somebody asks.</summary>
        public Task? Reading { get; set; }

        /// <summary>Of what is stored; the writer's once it is read.</summary>
        public long Version { get; set; }

        /// <summary>As it was decided last.</summary>
        public StockDraw? Draw { get; set; }

        /// <summary>Ends when that is stored.</summary>
        public Task Durable { get; set; } = Task.CompletedTask;

        public int Askers { get; set; }
    }
}
