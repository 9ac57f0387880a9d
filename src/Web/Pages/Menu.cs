using System.Security.Claims;
using Leaderboard.Web.Access;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Pages;

/// <summary>Where somebody may go: what they need most comes first, and the first is where they land.</summary>
internal sealed class Menu(AccessGuard guard)
{
    private static readonly MenuEntry[] Everything =
    [
        new("menu.me", "/me", Right.SeeMe, Reach.Own),
        new("menu.team", "/team", Right.ReadTeam, Reach.Team),
        new("menu.unassigned", "/unassigned", Right.ClaimReceipts, Reach.Own),
        new("menu.redemptions", "/manage/redemptions", Right.DecideRedemptions, Reach.All),
        new("menu.shop", "/shop", Right.SeeRewards, Reach.All),
        new("menu.contests", "/contests", Right.Look, Reach.All),
        new("menu.boards", "/boards", Right.Look, Reach.All),
        new("menu.wall", "/wall", Right.Look, Reach.All),
        new("menu.imports", "/manage/imports", Right.Import, Reach.All),
        new("menu.schemes", "/manage/schemes", Right.PublishSchemes, Reach.All),
        new("menu.reconciliation", "/manage/reconciliation", Right.ReadReconciliation, Reach.All),
        new("menu.benchmarks", "/manage/benchmarks", Right.KeepBenchmarks, Reach.All),
        new("menu.budgets", "/manage/budgets", Right.SeeBudgets, Reach.All),
        new("menu.rewards", "/manage/rewards", Right.KeepRewards, Reach.All),
        new("menu.payroll", "/manage/payroll", Right.SeePayroll, Reach.All),
        new("menu.conduct", "/manage/conduct", Right.ReviewConduct, Reach.All),
        new("menu.people", "/manage/people", Right.ManagePeople, Reach.All),
        new("menu.notices", "/manage/notifications", Right.KeepNotices, Reach.All),
        new("menu.displays", "/manage/displays", Right.ManageDisplays, Reach.All),
        new("menu.keys", "/manage/keys", Right.ManageKeys, Reach.All),
        new("menu.audit", "/manage/audit", Right.ReadAudit, Reach.All),
        new("menu.operations", "/operations", Right.Operate, Reach.All),
    ];

    public IReadOnlyList<MenuEntry> Of(ClaimsPrincipal user) =>
        [.. Everything.Where(e => guard.ReachOf(user, e.Right) >= e.Least && (e.Right != Right.SeeMe || Caller.Of(user)?.Collector is not null))];

    /// <summary>Where a person's visit begins.</summary>
    public static string LandingOf(Caller caller) => caller switch
    {
        { Collector: not null } => "/me",
        { Role: Role.Lead or Role.Manager or Role.Compliance } => "/team",
        _ => "/manage/people",
    };
}

/// <param name="Word">Key of its name.</param>
/// <param name="Least">How far the right must go for the page to be of use.</param>
internal sealed record MenuEntry(string Word, string Path, Right Right, Reach Least);
