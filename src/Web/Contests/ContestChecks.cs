using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Web.Contests;

/// <summary>What rules must be, whether a program sends them or a person fills in the form.</summary>
internal static class ContestChecks
{
    public const int MaxNameLength = 120;
    public const int MaxLeagues = 10;
    private const int MaxSettleDays = 366;

    /// <summary>The field of the API that is at fault, and why; null when all are well.</summary>
    public static (string Field, string Message)? FaultOf(ContestRules rules)
    {
        var hasTarget = rules.Target is not null || rules.Targets.Length > 0 || rules.HasOwnTargets;
        var untargeted = hasTarget ? -1 : Array.FindIndex(rules.Prizes, p => p.Tiers.Length > 0);
        return rules switch
        {
            { Name.Length: 0 or > MaxNameLength } => ("name", "A name is required."),
            _ when rules.EndsAt <= rules.StartsAt => ("endsAt", "A contest ends after it starts."),
            { SettleDays: < 0 or > MaxSettleDays } => ("settleDays", $"From 0 to {MaxSettleDays}."),
            { HasTarget: true } when !hasTarget => ("target", "This format needs a target above 0."),
            { AdHocTeams.Length: > 0 } when AdHocChecks.FaultOf(rules) is { } fault => fault,
            { LeaguesMinor.Length: > 0 } when FaultOfLeagues(rules) is { } fault => fault,
            { Format: ContestFormat.Duel } when Math.Max(rules.Members.Length, rules.AdHocTeams.Length) != 2 => ("entrants.members", "A duel is between two."),
            { Subject: BoardSubject.Branches or BoardSubject.Regions, Teams.Length: > 0 } => ("entrants.teams", "Branches and regions take part with all their teams."),
            { Measure: BoardMeasure.PerHead, Subject: BoardSubject.Collectors } or { Measure: BoardMeasure.PerHead, Format: ContestFormat.FirstToTarget } =>
                ("measure", "Per head is of teams, branches and regions, and is not run as a race."),
            _ when untargeted >= 0 => (FormattableString.Invariant($"prizes[{untargeted}].tiers"), "Tiers need a target."),
            _ => null,
        };
    }

    private static (string Field, string Message)? FaultOfLeagues(ContestRules rules)
    {
        var bounds = rules.LeaguesMinor;
        var falling = Enumerable.Range(1, bounds.Length - 1).FirstOrDefault(i => bounds[i] <= bounds[i - 1]);
        return bounds.Length is < 2 or > MaxLeagues ? ("leagues", $"From 2 to {MaxLeagues}.")
            : bounds[0] != 0 ? ("leagues[0]", "The first begins at 0.")
            : falling > 0 ? (FormattableString.Invariant($"leagues[{falling}]"), "Each begins above the one before.")
            : rules.Format == ContestFormat.Duel ? ("leagues", "Who are two run together.")
            : null;
    }
}
