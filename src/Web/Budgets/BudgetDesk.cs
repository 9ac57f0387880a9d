using System.Security.Claims;
using Leaderboard.Budgets;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Budgets;

/// <summary>Envelopes as far as somebody may see them: leads those of their teams and of the whole institution. Changes them, and writes down who did.</summary>
internal sealed class BudgetDesk(IGrainFactory grains, AccessGuard guard, AuditLog audit)
{
    public const int MaxNameLength = 120;

    public async Task<BudgetView[]> ListAsync(ClaimsPrincipal user) => [.. (await grains.Budgets().List()).Where(b => Sees(user, b))];

    public async Task<BudgetView?> FindAsync(ClaimsPrincipal user, string id) => await grains.Budget(id).Get() is { } budget && Sees(user, budget) ? budget : null;

    public async Task<BudgetOutcome> PutAsync(HttpContext http, string id, BudgetTerms terms)
    {
        var before = await grains.Budget(id).Get();
        var outcome = await grains.Budget(id).Put(terms, Caller.By(http.User));
        if (outcome == BudgetOutcome.Done && before?.Terms != terms)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.PutBudget, id, Before: Written(before?.Terms), After: Written(terms)));
        return outcome;
    }

    private static object? Written(BudgetTerms? terms) => terms is null ? null : new { terms.Name, Team = terms.Team?.Value, Unit = terms.Unit.ToString(), terms.Amount };

    private bool Sees(ClaimsPrincipal user, BudgetView budget) => guard.ReachOf(user, Right.SeeBudgets) switch
    {
        Reach.All => true,
        Reach.Team => budget.Terms.Team is not { } team || guard.May(user, Right.SeeBudgets, team),
        _ => false,
    };
}
