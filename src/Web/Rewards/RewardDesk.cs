using Leaderboard.Rewards;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Keeps the catalogue, and writes down who did.</summary>
internal sealed class RewardDesk(IGrainFactory grains, AuditLog audit)
{
    public async Task<RewardView> PutAsync(HttpContext http, string id, RewardTerms terms)
    {
        var before = await grains.Reward(id).Get();
        var after = await grains.Reward(id).Put(terms, Caller.By(http.User));
        if (before?.Terms != terms)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.PutReward, id, Before: Written(before?.Terms), After: Written(terms)));
        return after;
    }

    private static object? Written(RewardTerms? terms) => terms is null ? null : new
    {
        terms.Name,
        terms.Kind,
        terms.Description,
        terms.PriceHundredths,
        terms.Stock,
        terms.LowStockAt,
        terms.ValueMinor,
        terms.Budget,
        terms.From,
        terms.To,
        Teams = terms.TeamIds(),
        terms.IsActive,
    };
}
