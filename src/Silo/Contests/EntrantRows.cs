using Leaderboard.Boards;
using Leaderboard.Domain.Contests;
using Leaderboard.Domain.Measures;
using Leaderboard.Domain.Targets;
using Leaderboard.Measures;

namespace Leaderboard.Contests;

/// <summary>Makes a contest's entrants, with the values that count, of the rows of boards.</summary>
internal sealed class EntrantRows(ExclusionReader exclusions, BaseReader bases)
{
    /// <summary>By measure and entrant, without money that earns nothing. Who was credited for several of the teams is there once, with the sum.</summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="rowsOf">Of all <see cref="Entrants.Views"/> of a measure.</param>
    /// <param name="excluded">What went into them.</param>
    public Dictionary<BoardMeasure, Dictionary<string, Standing>> Of(ContestRules rules, Func<BoardMeasure, IEnumerable<Standing>> rowsOf, Excluded excluded)
    {
        var rows = rules.MeasuresNeeded().Distinct().ToDictionary(m => m, m => Of(rules, m, rowsOf(m), excluded));
        if (rows.TryGetValue(BoardMeasure.PerHead, out var perHead))
            rows[BoardMeasure.PerHead] = PerHead(perHead, rows[BoardMeasure.Amount], excluded);
        return rows;
    }

    /// <summary>One row of two of the same entrant.</summary>
    public Standing Together(ContestRules rules, BoardMeasure measure, Standing a, Standing b)
    {
        var (numerator, denominator) = (a.NumeratorMinor + b.NumeratorMinor, a.DenominatorMinor + b.DenominatorMinor);
        return a with
        {
            Value = numerator is { } above && denominator is { } below ? Ratios.Value(measure, above, below, ShrinkOf(rules, measure)) : checked(a.Value + b.Value),
            ReachedAt = a.ReachedAt > b.ReachedAt ? a.ReachedAt : b.ReachedAt,
            NumeratorMinor = numerator,
            DenominatorMinor = denominator,
            Heads = a.Heads + b.Heads,
        };
    }

    /// <summary>Minor units; 0 of what is not shrunk.</summary>
    public long ShrinkOf(ContestRules rules, BoardMeasure measure) => measure == BoardMeasure.Index && rules.IsShrunk != false ? bases.ShrinkMinor : 0;

    private Dictionary<string, Standing> Of(ContestRules rules, BoardMeasure measure, IEnumerable<Standing> rows, Excluded excluded)
    {
        var entries = measure == BoardMeasure.Attainment ? [.. excluded.Entries.Where(e => excluded.CountsForTarget(e.Collector, e.Team))] : excluded.Entries;

        // Of a team of several collectors, who has nothing else is no head of it.
        if (rules.AdHocTeams.Length > 0)
            return Entrants.Of(rules, exclusions.Without(BoardSubject.Collectors, measure == BoardMeasure.PerHead ? BoardMeasure.Amount : measure, rows, entries, ShrinkOf(rules, measure)), Join);
        var entrants = Entrants.Of(rules, rows, Join);
        return measure == BoardMeasure.PerHead
            ? entrants
            : exclusions.Without(rules.Subject, measure, entrants.Values, entries, ShrinkOf(rules, measure)).ToDictionary(r => r.Id, StringComparer.Ordinal);

        Standing Join(Standing a, Standing b) => Together(rules, measure, a, b);
    }

    /// <summary>The amount that counts ÷ who brought in any of it.</summary>
    private static Dictionary<string, Standing> PerHead(Dictionary<string, Standing> rows, Dictionary<string, Standing> amounts, Excluded excluded) => rows.Values
        .Select(r => (Row: r, Heads: (r.Heads ?? 0) - excluded.Idle.GetValueOrDefault(r.Id)))
        .Where(r => r.Heads > 0 && amounts.ContainsKey(r.Row.Id))
        .ToDictionary(r => r.Row.Id, r => r.Row with { Heads = r.Heads, Value = Rounding.Quotient(amounts[r.Row.Id].Value, r.Heads) }, StringComparer.Ordinal);
}
