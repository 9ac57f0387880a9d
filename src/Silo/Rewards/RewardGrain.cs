using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>Keeps one reward and its stock, and what each redemption has of it.</summary>
[GrainType("lb.reward"), Reentrant]
internal sealed partial class RewardGrain(DocumentStore documents) : Grain, IRewardGrain
{
    public const string DocumentKind = "reward";
    public const string DrawKind = "stock";

    private DrawBook<RewardRecord, StockDraw>? _book;

    private DrawBook<RewardRecord, StockDraw> Book => _book ?? throw new InvalidOperationException("It is not active.");

    private string Id => GrainKeys.IdOf(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _book = await DrawBook<RewardRecord, StockDraw>.OpenAsync(documents, (DocumentKind, DrawKind), Id, DeactivateOnIdle);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_book is not null)
            await _book.DisposeAsync();
        _putting.Dispose();
    }

    public async Task<RewardView> Put(RewardTerms terms, string by, bool keepsStock = false)
    {
        var next = Book.Record?.Changed(terms, by, keepsStock) ?? new RewardRecord { Id = Id, Terms = terms, By = by };
        await (ReferenceEquals(next, Book.Record) ? Book.SettleAsync() : Book.ChangeAsync(next));
        return next.ToView();
    }

    public async Task<RewardView?> Get()
    {
        var record = Book.Record;
        await Book.SettleAsync();
        return record?.ToView();
    }

    public Task<StockOutcome> Reserve(string drawId, int quantity) => DrawAsync(drawId, StockOutcome.NoSuchReward, (record, draw) => record.Reserving(draw, quantity));

    public Task<StockOutcome> Take(string drawId) => DrawAsync(drawId, StockOutcome.NoSuchReward, static (record, draw) => record.Taking(draw));

    public Task<StockOutcome> Release(string drawId) => DrawAsync(drawId, StockOutcome.Done, static (record, draw) => record.Releasing(draw));

    public Task<StockOutcome> Return(string drawId, bool toShelf) => DrawAsync(drawId, StockOutcome.NoSuchReward, (record, draw) => record.Returning(draw, toShelf));

    private Task<StockOutcome> DrawAsync(string drawId, StockOutcome without, Func<RewardRecord, StockDraw?, (StockOutcome Outcome, RewardRecord Next, StockDraw? Draw)> decide) =>
        Book.Record is null ? Task.FromResult(without) : Book.DrawAsync(drawId, decide);
}
