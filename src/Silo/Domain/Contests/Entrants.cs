using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Boards;

namespace Leaderboard.Domain.Contests;

/// <summary>Whose rows of a board take part in a contest.</summary>
internal static class Entrants
{
    /// <summary>
    /// Views of the board of a window that have all entrants' rows: one for each team where only what is credited to some counts. Of teams
    /// that live with the contest they are those of collectors, for whom what is brought in per head is the amount.
    /// </summary>
    public static BoardSelection[] Views(ContestRules rules)
    {
        var all = new BoardSelection { Subject = rules.Subject, Measure = rules.Measure, Base = rules.Base, IsShrunk = rules.IsShrunk };
        if (rules.AdHocTeams.Length > 0)
            return [all with { Subject = BoardSubject.Collectors, Measure = rules.Measure == BoardMeasure.PerHead ? BoardMeasure.Amount : rules.Measure }];
        return rules.Teams.Length > 0 && rules.Subject == BoardSubject.Collectors ? Array.ConvertAll(rules.Teams, t => all with { Team = new TeamId(t) }) : [all];
    }

    /// <summary>By entrant. Who was credited for several of the teams is there once, with the sum; so is a team of several collectors.</summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="rows">Of all <see cref="Views"/>.</param>
    /// <param name="together">One row of two of the same entrant.</param>
    public static Dictionary<string, Standing> Of(ContestRules rules, IEnumerable<Standing> rows, Func<Standing, Standing, Standing> together)
    {
        var map = new AdHocMap(rules);
        var teams = rules.Teams.ToHashSet(StringComparer.Ordinal);
        var members = rules.Members.ToHashSet(StringComparer.Ordinal);
        return (map.HasAny ? rows.Select(r => InTeam(map, r)).OfType<Standing>() : rows).Where(r => r.Id != TeamPlaces.Unassigned)
            .Where(r => members.Count == 0 || members.Contains(r.Id))
            .Where(r => rules.Subject != BoardSubject.Teams || teams.Count == 0 || teams.Contains(r.Id))
            .GroupBy(r => r.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Aggregate(together), StringComparer.Ordinal);
    }

    private static Standing? InTeam(AdHocMap map, Standing collector) =>
        map.Of(collector.Id) is { } team ? collector with { Id = team.Id, Name = team.Name, Alias = null, Team = null, TeamName = null, Heads = 1 } : null;
}
