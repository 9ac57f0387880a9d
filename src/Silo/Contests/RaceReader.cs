using Leaderboard.Boards;
using Leaderboard.Domain.Contests;
using Leaderboard.Roster;

namespace Leaderboard.Contests;

/// <summary>Reads from the journal what entrants had over time, without money that earns nothing.</summary>
internal sealed class RaceReader(BoardReader reader, ExclusionReader exclusions, TargetScopes targets, RosterDirectory roster)
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <param name="rules">Of a contest that can be followed and has begun.</param>
    /// <param name="lines">Rows of those who are shown.</param>
    /// <param name="end">Of the race: now, or the end of the contest.</param>
    /// <param name="shrinkMinor">Of an index; 0 of other measures.</param>
    public async Task<BoardRace> ReadAsync(ContestRules rules, Standing[] lines, Moment end, long shrinkMinor)
    {
        var step = BoardRaceBuilder.StepFor(end - rules.StartsAt);
        var times = BoardRaceBuilder.Times(rules.StartsAt, end, step);
        var entrantOf = roster.EntrantsOf(rules);
        Func<string, string, bool> counts = rules.Measure == BoardMeasure.Attainment ? await targets.ReadAsync(rules, rules.StartsAt, rules.EndsAt) : (_, _) => true;
        var excluded = await exclusions.EntriesAsync(rules.StartsAt, rules.EndsAt, (_, _, _) => true);
        var others = excluded.Count == 0 ? [] : (await exclusions.OthersAsync(rules.StartsAt, rules.EndsAt, excluded, (_, _, _) => true)).ToDictionary(o => (o.Collector, o.Team), o => StepOf(o.FirstAt));
        var touched = excluded.Select(e => (e.Collector, e.Team)).ToHashSet();
        var summand = rules.Measure.IsRatio() ? BoardMeasure.Amount : rules.Measure;
        var steps = new List<RaceStep>();
        foreach (var total in await reader.StepsAsync(rules.StartsAt, rules.EndsAt, step, step >= OneDay ? CollectorsOf(rules, lines) : null))
        {
            var (collector, team) = (total.Collector.Value, total.Team.Value);
            if (entrantOf(collector, team) is { } entrant && counts(collector, team))
                steps.Add(new RaceStep(entrant, collector, total.Step, total.Totals.Summand(summand), !touched.Contains((collector, team)) || (others.TryGetValue((collector, team), out var first) && total.Step >= first)));
        }

        foreach (var entry in excluded)
        {
            if (entrantOf(entry.Collector, entry.Team) is { } entrant && counts(entry.Collector, entry.Team))
                steps.Add(new RaceStep(entrant, entry.Collector, StepOf(entry.ReceivedAt), -entry.Value(summand == BoardMeasure.PerHead ? BoardMeasure.Amount : summand), IsHead: false));
        }

        return new BoardRace { Times = times, Lines = RaceLines.Of(rules, lines, steps, times.Length, shrinkMinor) };

        int StepOf(Moment at) => (int)((at.UnixMicroseconds - rules.StartsAt.UnixMicroseconds) / (long)step.TotalMicroseconds);
    }

    /// <summary>Of a few collectors over a long time the journal is read much faster than of all; null for all.</summary>
    private static string[]? CollectorsOf(ContestRules rules, Standing[] lines) => rules switch
    {
        { AdHocTeams.Length: > 0 } => [.. rules.AdHocTeams.Where(t => Array.Exists(lines, l => string.Equals(l.Id, t.Id, StringComparison.Ordinal))).SelectMany(t => t.Collectors)],
        { Subject: BoardSubject.Collectors } => Array.ConvertAll(lines, l => l.Id),
        _ => null,
    };
}
