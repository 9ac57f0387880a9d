using Leaderboard.Domain.Budgets;
using Leaderboard.Storage;

namespace Leaderboard.Budgets;

/// <summary>Keeps one envelope. Calls come one after another, and the document's version keeps a second activation out: the last unit is given once.</summary>
[GrainType("lb.budget")]
internal sealed class BudgetGrain(DocumentStore documents, TimeProvider time) : Grain, IBudgetGrain
{
    public const string DocumentKind = "budget";

    private string _id = "";
    private BudgetRecord? _record;
    private long _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        (_version, _record) = await documents.ReadAsync<BudgetRecord>(DocumentKind, _id);
    }

    public Task<BudgetOutcome> Put(BudgetTerms terms, string by) =>
        SaveAsync(_record?.Changed(terms, by) ?? (BudgetOutcome.Done, new BudgetRecord { Id = _id, Terms = terms, By = by }));

    public Task<BudgetOutcome> Reserve(string drawId, long value) => SaveAsync(_record?.Reserving(drawId, value, time.Now()));

    public Task<BudgetOutcome> Commit(string drawId, long value) => SaveAsync(_record?.Committing(drawId, value, time.Now()));

    public Task<BudgetOutcome> Release(string drawId) => SaveAsync(_record?.Releasing(drawId, time.Now()));

    public Task<BudgetView?> Get() => Task.FromResult(_record?.ToView());

    private async Task<BudgetOutcome> SaveAsync((BudgetOutcome Outcome, BudgetRecord Next)? decision)
    {
        if (decision is not var (outcome, next))
            return BudgetOutcome.NoSuchBudget;
        if (ReferenceEquals(next, _record))
            return outcome;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, _id, _version, next);
            _record = next;
            return outcome;
        }
        catch (DocumentConflictException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
