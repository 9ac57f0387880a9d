using Leaderboard.Boards;
using Leaderboard.Domain.Contests;
using Leaderboard.Domain.Measures;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Contests;

/// <summary>Money that earns nothing: boards of amounts show it, since they add up to the ledger; contests count without it.</summary>
internal sealed class ExclusionReader(Database database, RosterDirectory roster)
{
    /// <summary>Receipts of accounts that were flagged when they came, and what was taken back of them.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="isIncluded">Which of them are asked for.</param>
    public async Task<List<ExcludedEntry>> ReadAsync(Moment from, Moment to, Predicate<ExcludedEntry> isIncluded)
    {
        var entries = await database.QueryAsync(
            "excluded-entries",
            c =>
            {
                Database.Bind(c, "from", from.UnixMicroseconds);
                Database.Bind(c, "to", to.UnixMicroseconds);
            },
            r => new ExcludedEntry(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt32(3), new Moment(r.GetInt64(4)), r.GetInt32(5), r.GetInt64(6)));
        return entries.FindAll(isIncluded);
    }

    /// <summary>Whether an entry counts for an entrant.</summary>
    public bool IsOf(BoardSubject subject, string entrantId, ExcludedEntry entry) => string.Equals(roster.EntrantOf(subject, entry.Collector, entry.Team), entrantId, StringComparison.Ordinal);

    /// <summary>Rows of a board without that money. Who has nothing else is not there.</summary>
    /// <param name="subject">Who the rows are.</param>
    /// <param name="measure">What they are of; per head cannot be told apart.</param>
    /// <param name="rows">Of the board.</param>
    /// <param name="entries">Those that went into it.</param>
    /// <param name="shrinkMinor">Of an index; 0 of other measures.</param>
    public IEnumerable<Standing> Without(BoardSubject subject, BoardMeasure measure, IEnumerable<Standing> rows, IReadOnlyCollection<ExcludedEntry> entries, long shrinkMinor = 0)
    {
        if (entries.Count == 0)
            return rows;
        var excluded = entries.GroupBy(e => roster.EntrantOf(subject, e.Collector, e.Team), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(e => e.Value(measure.IsRatio() ? BoardMeasure.Amount : measure)), StringComparer.Ordinal);
        if (measure.IsRatio())
            return rows.Select(r => excluded.TryGetValue(r.Id, out var amount) && r is { NumeratorMinor: { } above, DenominatorMinor: { } below }
                ? r with { NumeratorMinor = above - amount, Value = Ratios.Value(measure, above - amount, below, shrinkMinor) }
                : r);
        return rows.Where(r => !excluded.TryGetValue(r.Id, out var value) || measure == BoardMeasure.PerHead || r.Value > value)
            .Select(r => r with { Value = r.Value - excluded.GetValueOrDefault(r.Id) });
    }
}
