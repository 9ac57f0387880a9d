using Leaderboard.Rewards;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Keeps the catalogue, and writes down who did.</summary>
internal sealed class RewardDesk(IGrainFactory grains, AuditLog audit)
{
    /// <param name="http">Of who does.</param>
    /// <param name="id">Of the reward.</param>
    /// <param name="terms">As they are to be.</param>
    /// <param name="keepsStock">Whether the stock of one that is there stays as it is then.</param>
    public async Task<RewardView> PutAsync(HttpContext http, string id, RewardTerms terms, bool keepsStock = false)
    {
        var before = await grains.Reward(id).Get();
        var after = await grains.Reward(id).Put(terms, Caller.By(http.User), keepsStock);

        // What redemptions took of the stock meanwhile is nobody's change.
        var known = keepsStock && before is not null ? before.Terms with { Stock = after.Terms.Stock } : before?.Terms;
        if (known != after.Terms)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.PutReward, id, Before: Written(known), After: Written(after.Terms)));
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
