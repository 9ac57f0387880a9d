using Leaderboard.Contests;
using Leaderboard.Domain.Targets;

namespace Leaderboard.Domain.Contests;

/// <summary>
/// Makes measures of different units comparable: each counts as its share of the best entrant's value, times its weight. Who is best
/// in all has 100.00.
/// </summary>
internal static class Scoring
{
    private const int Precision = 1_000_000;

    /// <param name="parts">Their weights add up to 10,000, which is a score of 100.00 in hundredths.</param>
    /// <param name="values">Of each part, by entrant; who is left out has 0, and less than 0 counts as 0.</param>
    /// <returns>By entrant, hundredths, half away from zero.</returns>
    public static Dictionary<string, long> Of(IReadOnlyList<ScorePart> parts, IReadOnlyList<IReadOnlyDictionary<string, long>> values)
    {
        var sums = new Dictionary<string, Int128>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            var best = Math.Max(0, values[i].Values.DefaultIfEmpty(0).Max());
            foreach (var (id, value) in values[i])
                sums[id] = sums.GetValueOrDefault(id) + (best == 0 ? 0 : (Int128)parts[i].Weight * Precision * Math.Max(0, value) / best);
        }

        return sums.ToDictionary(s => s.Key, s => Rounding.Quotient(s.Value, Precision), StringComparer.Ordinal);
    }
}
