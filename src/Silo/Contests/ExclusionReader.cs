using Leaderboard.Boards;
using Leaderboard.Domain.Contests;
using Leaderboard.Domain.Measures;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Contests;

/// <summary>Money that earns nothing: boards of amounts show it, since they add up to the ledger; contests count without it.</summary>
internal sealed class ExclusionReader(Database database, RosterDirectory roster, TargetScopes targets)
{
    private static readonly Excluded Nothing = new([], new Dictionary<string, int>(StringComparer.Ordinal), (_, _) => true);

    /// <summary>Which entries are asked for: the partition, the number in it, and when it was posted. What holds for one holds for all before it.</summary>
    public delegate bool IsIncluded(int partition, long seq, Moment postedAt);

    /// <summary>Receipts of accounts that were flagged when they came, and what was taken back of them.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="isIncluded">Which of them are asked for.</param>
    public async Task<List<ExcludedEntry>> EntriesAsync(Moment from, Moment to, IsIncluded isIncluded) => (await database.QueryAsync(
            "excluded-entries",
            c =>
            {
                Database.Bind(c, "from", from.UnixMicroseconds);
                Database.Bind(c, "to", to.UnixMicroseconds);
            },
            r => new ExcludedEntry(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt32(3), new Moment(r.GetInt64(4)), new Moment(r.GetInt64(5)), r.GetInt32(6), r.GetInt64(7))))
        .FindAll(e => isIncluded(e.Partition, e.Seq, e.PostedAt));

    /// <summary>The same with what a contest has to know of it. The roster must have been reached.</summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="isIncluded">Which of them are asked for.</param>
    public async Task<Excluded> ReadAsync(ContestRules rules, Moment from, Moment to, IsIncluded isIncluded)
    {
        var isByTeam = rules.Teams.Length > 0 && rules.Subject == BoardSubject.Collectors;
        var entries = (await EntriesAsync(from, to, isIncluded)).FindAll(e => !isByTeam || rules.Teams.Contains(e.Team, StringComparer.Ordinal));
        if (entries.Count == 0)
            return Nothing;
        var measures = rules.MeasuresNeeded().ToHashSet();
        var idle = measures.Contains(BoardMeasure.PerHead) && rules.AdHocTeams.Length == 0 ? await IdleAsync(rules.Subject, from, to, entries, isIncluded) : Nothing.Idle;
        return new Excluded(entries, idle, measures.Contains(BoardMeasure.Attainment) ? await targets.ReadAsync(rules, from, to) : Nothing.CountsForTarget);
    }

    /// <summary>Whether an entry counts for an entrant.</summary>
    public bool IsOf(BoardSubject subject, string entrantId, ExcludedEntry entry) => string.Equals(roster.EntrantOf(subject, entry.Collector, entry.Team), entrantId, StringComparison.Ordinal);

    /// <summary>Rows of a board without that money. Who has nothing else is not there.</summary>
    /// <param name="subject">Who the rows are.</param>
    /// <param name="measure">What they are of; not per head, which is reckoned of the amount.</param>
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
        return rows.Where(r => !excluded.TryGetValue(r.Id, out var value) || r.Value > value)
            .Select(r => r with { Value = r.Value - excluded.GetValueOrDefault(r.Id) });
    }

    /// <summary>Of the collectors who brought in any of it, the first of everything else, by team.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="entries">Of that time.</param>
    /// <param name="isIncluded">Which entries are asked for.</param>
    public async Task<List<OtherMoney>> OthersAsync(Moment from, Moment to, IReadOnlyCollection<ExcludedEntry> entries, IsIncluded isIncluded) => (await database.QueryAsync(
            "unexcluded-starts",
            c =>
            {
                Database.Bind(c, "from", from.UnixMicroseconds);
                Database.Bind(c, "to", to.UnixMicroseconds);
                database.BindTexts(c, "collectors", entries.Select(e => e.Collector).ToHashSet(StringComparer.Ordinal));
            },
            r => (Other: new OtherMoney(r.GetString(0), r.GetString(1), new Moment(r.GetInt64(5))), Partition: r.GetInt32(2), Seq: r.GetInt64(3), Posted: new Moment(r.GetInt64(4)))))
        .FindAll(o => isIncluded(o.Partition, o.Seq, o.Posted)).ConvertAll(o => o.Other);

    private async Task<Dictionary<string, int>> IdleAsync(BoardSubject subject, Moment from, Moment to, List<ExcludedEntry> entries, IsIncluded isIncluded)
    {
        var active = (await OthersAsync(from, to, entries, isIncluded)).Select(o => (roster.EntrantOf(subject, o.Collector, o.Team), o.Collector)).ToHashSet();
        return entries.Select(e => (Entrant: roster.EntrantOf(subject, e.Collector, e.Team), e.Collector)).Distinct().Where(h => !active.Contains(h))
            .GroupBy(h => h.Entrant, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
    }
}

/// <summary>That a collector brought in something that counts.</summary>
/// <param name="Collector">Who.</param>
/// <param name="Team">For whom.</param>
/// <param name="FirstAt">When the first of it was received.</param>
internal sealed record OtherMoney(string Collector, string Team, Moment FirstAt);
