using Leaderboard.Domain.Rewards;
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

    /// <summary>Read once for all who ask meanwhile.</summary>
    private readonly Dictionary<string, Task<DrawSlot>> _draws = new(StringComparer.Ordinal);
    private GroupCommit<StockChange>? _changes;
    private string _id = "";
    private RewardRecord? _record;

    /// <summary>Of what is stored; the writer's.</summary>
    private long _version;

    private bool _isLost;

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
            await DurableAsync(new StockChange(next));
        }

        return next.ToView();
    }

    public Task<RewardView?> Get() => Task.FromResult(_record?.ToView());

    public Task<StockOutcome> Reserve(string drawId, int quantity) => DrawAsync(drawId, (record, draw) => record.Reserving(draw, quantity));

    public Task<StockOutcome> Take(string drawId) => DrawAsync(drawId, static (record, draw) => record.Taking(draw));

    public Task<StockOutcome> Release(string drawId) => DrawAsync(drawId, static (record, draw) => record.Releasing(draw));

    private async Task<StockOutcome> DrawAsync(string drawId, Func<RewardRecord, StockDraw?, (StockOutcome Outcome, RewardRecord Next, StockDraw? Draw)> decide)
    {
        if (_record is null)
            return StockOutcome.NoSuchReward;
        var slot = await (_draws.TryGetValue(drawId, out var known) ? known : _draws[drawId] = ReadSlotAsync(drawId));
        slot.Askers++;
        try
        {
            var (outcome, next, draw) = decide(_record, slot.Draw);
            if (draw is not null)
            {
                _record = next;
                slot.Draw = draw;
                slot.Durable = DurableAsync(new StockChange(next, slot, draw));
            }

            // Who repeats a call waits for what the first one waits for.
            await slot.Durable;
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
            ObjectDisposedException.ThrowIf(_isLost || _changes is null, this);
            await _changes.AddAsync(change);
        }
        catch
        {
            // What is in memory was not written: the next activation reads what is.
            _isLost = true;
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>What was decided, in its order: the reward as the last of it leaves it, and every draw as its last change leaves it.</summary>
    private async Task WriteAsync(IReadOnlyList<StockChange> changes)
    {
        var draws = changes.Where(c => c.Slot is not null).GroupBy(c => c.Slot!).Select(g => (Slot: g.Key, g.Last().Draw)).ToList();
        await documents.SaveAllAsync(
        [
            DocumentChange.Of(DocumentKind, _id, _version, changes[^1].After),
            .. draws.Select(d => DocumentChange.Of(DrawKind, d.Slot.Id, d.Slot.Version, d.Draw!)),
        ]);
        _version++;
        foreach (var (slot, _) in draws)
            slot.Version++;
    }

    private async Task<DrawSlot> ReadSlotAsync(string drawId)
    {
        var id = $"{_id}/{drawId}";
        var (version, draw) = await documents.ReadAsync<StockDraw>(DrawKind, id);
        return new DrawSlot { Id = id, Version = version, Draw = draw };
    }

    /// <summary>A change of the reward, and of what one caller has of it.</summary>
    private sealed record StockChange(RewardRecord After, DrawSlot? Slot = null, StockDraw? Draw = null);

    /// <summary>What one caller has, while somebody asks for it.</summary>
    private sealed class DrawSlot
    {
        public required string Id { get; init; }

        /// <summary>Of what is stored; the writer's.</summary>
        public required long Version { get; set; }

        /// <summary>As it was decided last.</summary>
        public StockDraw? Draw { get; set; }

        /// <summary>Ends when that is stored.</summary>
        public Task Durable { get; set; } = Task.CompletedTask;

        public int Askers { get; set; }
    }
}
