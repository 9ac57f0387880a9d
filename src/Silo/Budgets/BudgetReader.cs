using System.Text.Json;
using Leaderboard.Domain.Budgets;
using Leaderboard.Storage;

namespace Leaderboard.Budgets;

/// <summary>What was drawn on envelopes.</summary>
internal sealed class BudgetReader(Database database)
{
    /// <summary>The last <see cref="BudgetView.ShownDraws"/> that changed, the newest first.</summary>
    public Task<List<DrawEntry>> LatestDrawsAsync(string budget) => database.QueryAsync(
        "budget-draws",
        c =>
        {
            Database.Bind(c, "budget", budget);
            Database.Bind(c, "limit", BudgetView.ShownDraws);
        },
        r => JsonSerializer.Deserialize<DrawEntry>(r.GetString(0), DocumentStore.Json) ?? throw new InvalidDataException("Empty draw document."));
}
