using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Measures;
using Leaderboard.Domain.Targets;

namespace Leaderboard.Domain.Contests;

/// <summary>What came for an entrant in a step of time.</summary>
/// <param name="EntrantId">For whom.</param>
/// <param name="Collector">From whom.</param>
/// <param name="Step">From 0; what is outside of the race counts at its ends.</param>
/// <param name="Value">What the measure adds up, before any division; below 0 for what was taken back, or earns nothing.</param>
/// <param name="IsHead">Whether from then on the collector is one of those it is divided by per head.</param>
internal readonly record struct RaceStep(string EntrantId, string Collector, int Step, long Value, bool IsHead);

/// <summary>What entrants had at the end of each step, by the arithmetic of their standings.</summary>
internal static class RaceLines
{
    /// <param name="rules">Of a contest that can be followed.</param>
    /// <param name="entrants">Their rows now: a ratio is divided by what it is divided by there.</param>
    /// <param name="steps">Of these entrants, and any others.</param>
    /// <param name="count">Steps of the race, 1 or more.</param>
    /// <param name="shrinkMinor">Of an index; 0 of other measures.</param>
    public static RaceLine[] Of(ContestRules rules, IReadOnlyCollection<Standing> entrants, IEnumerable<RaceStep> steps, int count, long shrinkMinor)
    {
        var (sums, heads) = (new Dictionary<string, long[]>(StringComparer.Ordinal), new Dictionary<string, int[]>(StringComparer.Ordinal));
        foreach (var entrant in entrants)
            (sums[entrant.Id], heads[entrant.Id]) = (new long[count], new int[count]);
        foreach (var of in steps.Where(s => sums.ContainsKey(s.EntrantId)).GroupBy(s => (s.EntrantId, s.Collector)))
        {
            foreach (var step in of)
                sums[of.Key.EntrantId][Within(step.Step)] += step.Value;
            if (of.Any(s => s.IsHead))
                heads[of.Key.EntrantId][Within(of.Where(s => s.IsHead).Min(s => s.Step))]++;
        }

        return [.. entrants.Select(e => new RaceLine { Id = e.Id, Name = e.Alias ?? e.Name, Values = Values(e) })];

        int Within(int step) => Math.Clamp(step, 0, count - 1);

        long[] Values(Standing entrant)
        {
            var (sum, head, values) = (0L, 0, new long[count]);
            for (var i = 0; i < count; i++)
            {
                sum = checked(sum + sums[entrant.Id][i]);
                head += heads[entrant.Id][i];
                values[i] = rules.Measure switch
                {
                    BoardMeasure.PerHead => head == 0 ? 0 : Rounding.Quotient(sum, head),
                    _ when rules.Measure.IsRatio() => Ratios.Value(rules.Measure, sum, entrant.DenominatorMinor ?? 0, shrinkMinor),
                    _ => sum,
                };
            }

            return values;
        }
    }
}
