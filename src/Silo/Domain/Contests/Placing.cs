using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>What an entrant has done in the contest's time.</summary>
/// <param name="Id">Of the member of the subject.</param>
/// <param name="Value">In the unit of the measure; of a contest of improvement what is above the baseline, below 0 too.</param>
/// <param name="ReachedAt">The latest time among the entries summed.</param>
/// <param name="CrossedAt">When the value last went from below the target to at least the target; null when it is below.</param>
/// <param name="League">From 1; null where all run together.</param>
internal readonly record struct EntrantResult(string Id, long Value, Moment ReachedAt, Moment? CrossedAt = null, int? League = null);

/// <summary>An entrant in its place.</summary>
/// <param name="Result">What it has done.</param>
/// <param name="Rank">As shown, by the tie rule.</param>
/// <param name="IsTied">Whether another stands equal.</param>
/// <param name="Places">How many places those who stand equal occupy together, from <paramref name="Rank"/> on; 1 alone.</param>
/// <param name="IsWinner">Whether it can have a prize: it is at the target, where the format has one.</param>
internal sealed record ContestPlace(EntrantResult Result, int Rank, bool IsTied, int Places, bool IsWinner);

/// <summary>Puts entrants in their places.</summary>
internal static class Placing
{
    /// <summary>By leagues, each ranked for itself; where there are none, all together.</summary>
    public static List<ContestPlace> Of(ContestRules rules, IEnumerable<EntrantResult> entrants) =>
        [.. entrants.GroupBy(e => e.League).OrderBy(g => g.Key).SelectMany(league => OfLeague(rules, league))];

    private static List<ContestPlace> OfLeague(ContestRules rules, IEnumerable<EntrantResult> entrants)
    {
        var isRace = rules.Format == ContestFormat.FirstToTarget;
        var ordered = entrants.Select(e => (Entrant: e, IsWinner: !rules.HasTarget || HasReached(rules, e)))
            .OrderByDescending(e => e.IsWinner)
            .ThenBy(e => isRace && e.IsWinner ? e.Entrant.CrossedAt : null)
            .ThenByDescending(e => isRace && e.IsWinner ? 0 : e.Entrant.Value)
            .ThenBy(e => isRace && e.IsWinner ? default : e.Entrant.ReachedAt)
            .ThenBy(e => e.Entrant.Id, StringComparer.Ordinal)
            .ToList();
        var places = new List<ContestPlace>(ordered.Count);
        for (int at = 0, dense = 1; at < ordered.Count; dense++)
        {
            var first = ordered[at];
            var equals = ordered.Skip(at).TakeWhile(e => AreEqual(e, first)).Count();
            for (var i = 0; i < equals; i++)
            {
                var (rank, together) = rules.Tie switch
                {
                    TieRule.First => (at + i + 1, 1),
                    TieRule.Dense => (dense, 1),
                    _ => (at + 1, equals),
                };
                places.Add(new ContestPlace(ordered[at + i].Entrant, rank, equals > 1, together, first.IsWinner));
            }

            at += equals;
        }

        return places;

        bool AreEqual((EntrantResult Entrant, bool IsWinner) a, (EntrantResult Entrant, bool IsWinner) b) => a.IsWinner == b.IsWinner
            && (isRace && a.IsWinner ? a.Entrant.CrossedAt == b.Entrant.CrossedAt : a.Entrant.Value == b.Entrant.Value);
    }

    private static bool HasReached(ContestRules rules, EntrantResult entrant) => rules.Format == ContestFormat.FirstToTarget
        ? entrant.CrossedAt is not null
        : rules.TargetOf(entrant.Id) is { } target && entrant.Value >= target;
}
