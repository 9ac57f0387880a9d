using Leaderboard.Boards;
using Leaderboard.Roster;

namespace Leaderboard.Contests;

/// <summary>Who an entry of the journal counts for.</summary>
internal static class RosterEntrants
{
    /// <summary>For which entrant of a contest an entry counts; empty: for none.</summary>
    public static string EntrantOf(this RosterDirectory roster, BoardSubject subject, string collector, string team) => subject switch
    {
        BoardSubject.Collectors => collector,
        BoardSubject.Teams => team,
        BoardSubject.Branches => roster.Team(new TeamId(team))?.Branch ?? "",
        _ => roster.Team(new TeamId(team))?.Region ?? "",
    };
}
