using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Web.Contests;

/// <summary>What rules must be, whether a program sends them or a person fills in the form.</summary>
internal static class ContestChecks
{
    public const int MaxNameLength = 120;
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
            { Format: ContestFormat.Duel } when rules.Members.Length != 2 => ("entrants.members", "A duel is between two."),
            { Subject: BoardSubject.Branches or BoardSubject.Regions, Teams.Length: > 0 } => ("entrants.teams", "Branches and regions take part with all their teams."),
            { Measure: BoardMeasure.PerHead, Subject: BoardSubject.Collectors } or { Measure: BoardMeasure.PerHead, Format: ContestFormat.FirstToTarget } =>
                ("measure", "Per head is of teams, branches and regions, and is not run as a race."),
            _ when untargeted >= 0 => (FormattableString.Invariant($"prizes[{untargeted}].tiers"), "Tiers need a target."),
            _ => null,
        };
    }
}
