using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Contests;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Contests;

/// <summary>Reads from the journal when entrants of a race crossed their targets.</summary>
internal sealed class CrossingReader(Database database, RosterDirectory roster, ExclusionReader exclusions)
{
    /// <summary>By entrant; who is below the target is left out.</summary>
    /// <param name="rules">Of a race.</param>
    /// <param name="seqs">Number of the last entry to include, by partition.</param>
    public Task<Dictionary<string, Moment>> ReadAsync(ContestRules rules, long[] seqs) => ReadAsync(rules, (partition, seq, _) => seq <= seqs[partition]);

    /// <summary>The same by what had been posted before a moment.</summary>
    /// <param name="rules">Of a race.</param>
    /// <param name="before">Exclusive.</param>
    public Task<Dictionary<string, Moment>> ReadPostedAsync(ContestRules rules, Moment before) => ReadAsync(rules, (_, _, posted) => posted < before);

    private async Task<Dictionary<string, Moment>> ReadAsync(ContestRules rules, Func<int, long, Moment, bool> isIncluded)
    {
        var race = new Race(rules);
        var entrantOf = roster.EntrantsOf(rules);
        var excluded = (await exclusions.EntriesAsync(rules.StartsAt, rules.EndsAt, (_, _, _) => true)).Select(e => (e.Partition, e.Seq)).ToHashSet();
        foreach (var step in await database.QueryAsync(
            "window-entries",
            c =>
            {
                Database.Bind(c, "from", rules.StartsAt.UnixMicroseconds);
                Database.Bind(c, "to", rules.EndsAt.UnixMicroseconds);
            },
            r => (Collector: r.GetString(0), Team: r.GetString(1), At: new Moment(r.GetInt64(6)), Partition: r.GetInt32(7), Seq: r.GetInt64(8), Posted: new Moment(r.GetInt64(9)), Totals: new Totals(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), default, r.GetInt32(5)))))
        {
            if (isIncluded(step.Partition, step.Seq, step.Posted) && !excluded.Contains((step.Partition, step.Seq)) && entrantOf(step.Collector, step.Team) is { } entrant)
                race.Take(entrant, step.Totals.Summand(rules.Measure), step.At);
        }

        return race.Crossed;
    }
}
