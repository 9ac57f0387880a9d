using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>Whom prizes passed over.</summary>
internal static class Passing
{
    /// <summary>Collectors who can have no prize and would have had one alone; of a contest of teams that shows when a prize is shared.</summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="places">Of all entrants, in order.</param>
    /// <param name="barred">Collectors who can have no prize.</param>
    public static HashSet<string> Over(ContestRules rules, IReadOnlyList<ContestPlace> places, IReadOnlySet<string> barred)
    {
        if (rules.Subject != BoardSubject.Collectors)
            return [];
        return [.. places.Select(p => p.Result.Id).Where(id => barred.Contains(id) && Prizing.Of(rules, places, barred.Where(b => b != id).ToHashSet(StringComparer.Ordinal)).Exists(w => w.EntrantId == id))];
    }
}
