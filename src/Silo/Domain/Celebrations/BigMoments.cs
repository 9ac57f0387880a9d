using Leaderboard.Boards;
using Leaderboard.Celebrations;
using Leaderboard.Contests;
using Leaderboard.Domain.Boards;

namespace Leaderboard.Domain.Celebrations;

/// <summary>Tells from two pictures of the same standings what somebody has done in between that is worth a celebration.</summary>
internal static class BigMoments
{
    /// <summary>Somebody who has overtaken who led. Nobody, when the lead fell to them because something was taken back, or when nobody led.</summary>
    /// <param name="before">From the first place down; the rest may be missing.</param>
    /// <param name="after">Likewise.</param>
    /// <returns>Who leads now, and what the one who led has now.</returns>
    public static (Standing Leader, long Passed)? LeadChange(IReadOnlyList<Standing> before, IReadOnlyList<Standing> after)
    {
        if (First(before) is not { } led || First(after) is not { Value: > 0 } leads || Same(led, leads))
            return null;
        if (before.FirstOrDefault(s => Same(s, leads)) is { } was && leads.Value <= was.Value)
            return null;
        return (leads, after.FirstOrDefault(s => Same(s, led))?.Value ?? led.Value);
    }

    /// <summary>Entrants that were below their target and are not any more, in their places.</summary>
    public static IEnumerable<(Standing Entrant, long Target)> AtTarget(ContestRules rules, IReadOnlyList<Standing> before, IReadOnlyList<Standing> after)
    {
        if (!rules.HasTarget)
            yield break;
        var values = before.ToDictionary(s => s.Id, s => s.Value, StringComparer.Ordinal);
        foreach (var entrant in after)
        {
            if (rules.TargetOf(entrant.Id) is { } target && entrant.Value >= target && values.GetValueOrDefault(entrant.Id) < target)
                yield return (entrant, target);
        }
    }

    /// <summary>A moment as it is told. People are called as walls call them.</summary>
    public static Celebration Of(CelebrationKind kind, BoardSelection of, ContestView? contest, Standing whose, long passed, string id, Moment at) => new()
    {
        Id = id,
        Kind = kind,
        ContestId = contest?.Id,
        ContestName = contest?.Rules.Name,
        Subject = of.Subject,
        Measure = of.Measure,
        SubjectId = whose.Id,
        Name = string.IsNullOrEmpty(whose.Alias) ? whose.Name : whose.Alias,
        Team = whose.Team,
        TeamName = whose.TeamName,
        Value = whose.Value,
        Passed = passed,
        At = at,
    };

    private static Standing? First(IReadOnlyList<Standing> standings) => standings.FirstOrDefault(s => !string.Equals(s.Id, TeamPlaces.Unassigned, StringComparison.Ordinal));

    private static bool Same(Standing a, Standing b) => string.Equals(a.Id, b.Id, StringComparison.Ordinal);
}
