using Leaderboard.Domain.Budgets;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Budgets;

/// <summary>Lists the documents of envelopes; any number of activations.</summary>
[GrainType("lb.budgets"), StatelessWorker]
internal sealed class BudgetsGrain(DocumentStore documents) : Grain, IBudgetsGrain
{
    public async Task<BudgetView[]> List() =>
    [
        .. (await documents.ListAsync<BudgetRecord>(BudgetGrain.DocumentKind)).OrderByDescending(b => b.Terms.From).ThenBy(b => b.Id, StringComparer.Ordinal).Select(b => b.ToView()),
    ];
}
