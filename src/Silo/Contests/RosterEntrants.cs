using Leaderboard.Boards;
using Leaderboard.Domain.Contests;
using Leaderboard.Roster;

namespace Leaderboard.Contests;

/// <summary>Who an entry of the journal counts for.</summary>
internal static class RosterEntrants
{
    /// <summary>For which member of a subject an entry counts; empty: for none.</summary>
    public static string EntrantOf(this RosterDirectory roster, BoardSubject subject, string collector, string team) => subject switch
    {
        BoardSubject.Collectors => collector,
        BoardSubject.Teams => team,
        BoardSubject.Branches => roster.Team(new TeamId(team))?.Branch ?? "",
        _ => roster.Team(new TeamId(team))?.Region ?? "",
    };

    /// <summary>For which entrant of a contest an entry counts; null: for none.</summary>
    public static Func<string, string, string?> EntrantsOf(this RosterDirectory roster, ContestRules rules)
    {
        var map = new AdHocMap(rules);
        if (map.HasAny)
            return (collector, _) => map.Of(collector)?.Id;
        var teams = rules.Teams.ToHashSet(StringComparer.Ordinal);
        return (collector, team) => teams.Count > 0 && !teams.Contains(team) ? null : roster.EntrantOf(rules.Subject, collector, team);
    }
}
