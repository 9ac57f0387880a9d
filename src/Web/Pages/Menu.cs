using System.Security.Claims;
using Leaderboard.Web.Access;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Pages;

/// <summary>Where somebody may go: what they need most comes first, and the first is where they land.</summary>
internal sealed class Menu(AccessGuard guard)
{
    /// <summary>As many as stand in two rows of a common screen.</summary>
    private const int MostShown = 12;

    private static readonly MenuEntry[] Everything =
    [
        new("menu.me", "/me", Right.SeeMe, Reach.Own),
        new("menu.month", "/me/month", Right.SeeMe, Reach.Own),
        new("menu.team", "/team", Right.ReadTeam, Reach.Team),
        new("menu.unassigned", "/unassigned", Right.ClaimReceipts, Reach.Own),
        new("menu.redemptions", "/manage/redemptions", Right.DecideRedemptions, Reach.All),
        new("menu.handover", "/manage/handover", Right.HandOver, Reach.All),
        new("menu.shop", "/shop", Right.SeeRewards, Reach.All),
        new("menu.contests", "/contests", Right.Look, Reach.All),
        new("menu.boards", "/boards", Right.Look, Reach.All),
        new("menu.wall", "/wall", Right.Look, Reach.All),
        new("menu.imports", "/manage/imports", Right.Import, Reach.All, MenuGroup.Figures),
        new("menu.schemes", "/manage/schemes", Right.PublishSchemes, Reach.All, MenuGroup.Figures),
        new("menu.reconciliation", "/manage/reconciliation", Right.ReadReconciliation, Reach.All, MenuGroup.Figures),
        new("menu.benchmarks", "/manage/benchmarks", Right.KeepBenchmarks, Reach.All, MenuGroup.Figures),
        new("menu.budgets", "/manage/budgets", Right.SeeBudgets, Reach.All, MenuGroup.Rewards),
        new("menu.rewards", "/manage/rewards", Right.KeepRewards, Reach.All, MenuGroup.Rewards),
        new("menu.payroll", "/manage/payroll", Right.SeePayroll, Reach.All, MenuGroup.Rewards),
        new("menu.statements", "/manage/statements", Right.ReviewStatements, Reach.All, MenuGroup.Rewards),
        new("menu.conduct", "/manage/conduct", Right.ReviewConduct, Reach.All, MenuGroup.People),
        new("menu.people", "/manage/people", Right.ManagePeople, Reach.All, MenuGroup.People),
        new("menu.notices", "/manage/notifications", Right.KeepNotices, Reach.All, MenuGroup.Rewards),
        new("menu.displays", "/manage/displays", Right.ManageDisplays, Reach.All, MenuGroup.People),
        new("menu.keys", "/manage/keys", Right.ManageKeys, Reach.All, MenuGroup.People),
        new("menu.audit", "/manage/audit", Right.ReadAudit, Reach.All, MenuGroup.Records),
        new("menu.operations", "/operations", Right.Operate, Reach.All, MenuGroup.Records),
    ];

    public IReadOnlyList<MenuEntry> Of(ClaimsPrincipal user) =>
        [.. Everything.Where(e => guard.ReachOf(user, e.Right) >= e.Least && (e.Right != Right.SeeMe || Caller.Of(user)?.Collector is not null))];

    /// <summary>What is behind one button, by group: few pages are all shown, many are looked for.</summary>
    public static ILookup<MenuGroup, MenuEntry> GroupsOf(IReadOnlyList<MenuEntry> all) =>
        all.Where(e => e.Group != MenuGroup.None && all.Count > MostShown).ToLookup(e => e.Group);

    /// <summary>The entry that a page belongs to: of those that begin its path the longest; null for none.</summary>
    public static string? Current(IReadOnlyList<MenuEntry> all, PathString path) =>
        all.Where(e => path.StartsWithSegments(e.Path, StringComparison.Ordinal)).MaxBy(e => e.Path.Length)?.Path;

    /// <summary>Where a person's visit begins.</summary>
    public static string LandingOf(Caller caller) => caller switch
    {
        { Collector: not null } => "/me",
        { Role: Role.Lead or Role.Manager or Role.Compliance } => "/team",
        { Role: Role.Storekeeper } => "/manage/handover",
        _ => "/manage/people",
    };
}

/// <param name="Word">Key of its name.</param>
/// <param name="Least">How far the right must go for the page to be of use.</param>
/// <param name="Group">Where it stands when there are many.</param>
internal sealed record MenuEntry(string Word, string Path, Right Right, Reach Least, MenuGroup Group = MenuGroup.None);

/// <summary>Where a page stands among many. The camelCase name is its word's.</summary>
internal enum MenuGroup
{
    /// <summary>Every day's: always shown.</summary>
    None,
    Figures,
    Rewards,
    People,
    Records,
}
