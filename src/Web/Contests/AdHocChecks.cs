using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Web.Contests;

/// <summary>What teams must be that live with a contest.</summary>
internal static class AdHocChecks
{
    public const string FieldName = "entrants.adHocTeams";

    public const int MaxTeams = 100;
    public const int MaxCollectors = 1000;

    /// <summary>The field of the API that is at fault, and why; null when all are well.</summary>
    public static (string Field, string Message)? FaultOf(ContestRules rules)
    {
        if (rules.Subject != BoardSubject.Teams)
            return ("subject", "Teams of the contest's own take part as teams.");
        if (rules.Teams.Length > 0)
            return ("entrants.teams", "Standing teams, or teams of the contest's own: not both.");
        if (rules.Members.Length > 0)
            return ("entrants.members", "Teams of the contest's own all take part.");
        if (rules.AdHocTeams.Length > MaxTeams || rules.AdHocTeams.Sum(t => t.Collectors.Length) > MaxCollectors)
            return (FieldName, $"At most {MaxTeams} teams and {MaxCollectors} collectors.");
        var (ids, names, collectors) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < rules.AdHocTeams.Length; i++)
        {
            var team = rules.AdHocTeams[i];
            if (!ids.Add(team.Id))
                return (Path(i, "id"), "Each id once.");
            if (team.Name.Length is 0 or > ContestChecks.MaxNameLength)
                return (Path(i, "name"), "A name is required.");
            if (!names.Add(team.Name))
                return (Path(i, "name"), "Each name once.");
            if (team.Collectors.Length == 0)
                return (Path(i, "collectors"), "A team has one at least.");
            if (Array.Find(team.Collectors, c => !collectors.Add(c)) is { } twice)
                return (Path(i, "collectors"), $"{twice} is in two of them, or twice in one.");
        }

        return null;
    }

    public static string Path(int team, string field) => string.Create(CultureInfo.InvariantCulture, $"{FieldName}[{team}].{field}");
}
