using Leaderboard.Domain.Budgets;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Budgets;

/// <summary>Keeps one envelope, and what each caller has drawn on it. The last unit is given once.</summary>
[GrainType("lb.budget"), Reentrant]
internal sealed class BudgetGrain(DocumentStore documents, BudgetReader reader, TimeProvider time) : Grain, IBudgetGrain
{
    public const string DocumentKind = "budget";
    public const string DrawKind = "budget-draw";

    private DrawBook<BudgetRecord, DrawEntry>? _book;

    private DrawBook<BudgetRecord, DrawEntry> Book => _book ?? throw new InvalidOperationException("It is not active.");

    private string Id => GrainKeys.IdOf(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _book = await DrawBook<BudgetRecord, DrawEntry>.OpenAsync(documents, (DocumentKind, DrawKind), Id, DeactivateOnIdle);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_book is not null)
            await _book.DisposeAsync();
    }

    public async Task<BudgetOutcome> Put(BudgetTerms terms, string by)
    {
        var (outcome, next) = Book.Record?.Changed(terms, by) ?? (BudgetOutcome.Done, new BudgetRecord { Id = Id, Terms = terms, By = by });
        await (ReferenceEquals(next, Book.Record) ? Book.SettleAsync() : Book.ChangeAsync(next));
        return outcome;
    }

    public Task<BudgetOutcome> Reserve(string drawId, long value) => DrawAsync(drawId, (record, draw) => record.Reserving(drawId, draw, value, time.Now()));

    public Task<BudgetOutcome> Commit(string drawId, long value) => DrawAsync(drawId, (record, draw) => record.Committing(draw, value, time.Now()));

    public Task<BudgetOutcome> Release(string drawId) => DrawAsync(drawId, (record, draw) => record.Releasing(drawId, draw, time.Now()));

    public Task<BudgetOutcome> Return(string drawId) => DrawAsync(drawId, (record, draw) => record.Returning(draw, time.Now()));

    public async Task<BudgetTerms?> GetTerms()
    {
        var terms = Book.Record?.Terms;
        await Book.SettleAsync();
        return terms;
    }

    public async Task<BudgetView?> Get()
    {
        var record = Book.Record;
        await Book.SettleAsync();
        return record?.ToView(await reader.LatestDrawsAsync(Id));
    }

    private Task<BudgetOutcome> DrawAsync(string drawId, Func<BudgetRecord, DrawEntry?, (BudgetOutcome Outcome, BudgetRecord Next, DrawEntry? Draw)> decide) =>
        Book.Record is null ? Task.FromResult(BudgetOutcome.NoSuchBudget) : Book.DrawAsync(drawId, decide);
}
