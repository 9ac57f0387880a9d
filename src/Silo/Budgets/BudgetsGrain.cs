using Leaderboard.Domain.Budgets;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Budgets;

/// <summary>Lists the documents of envelopes; any number of activations.</summary>
[GrainType("lb.budgets"), StatelessWorker]
internal sealed class BudgetsGrain(DocumentStore documents, BudgetReader reader) : Grain, IBudgetsGrain
{
    public async Task<BudgetView[]> List() =>
        await Task.WhenAll((await documents.ListAsync<BudgetRecord>(BudgetGrain.DocumentKind)).OrderByDescending(b => b.Terms.From).ThenBy(b => b.Id, StringComparer.Ordinal)
            .Select(async b => b.ToView(b.DrawCount == 0 ? [] : await reader.LatestDrawsAsync(b.Id))));
}
