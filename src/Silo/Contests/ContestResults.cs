using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Conduct;
using Leaderboard.Domain.Contests;
using Leaderboard.Journal;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Contests;

/// <summary>
/// Makes a contest's result: standings as the ledger has them, and every line to pay. Who can have no prize by the conduct gate stands
/// like anybody, and prizes pass over to the next.
/// </summary>
internal sealed class ContestResults(
    ContestStandings standings, ConductReader conduct, JournalReader journal, JournalPosition position, RosterDirectory roster, TimeProvider time)
{
    public async Task<ContestResult> ReadAsync(string contestId, ContestRules rules, string by)
    {
        var table = await standings.ReadAsync(rules);
        await roster.ReachAsync((await position.LatestAsync()).Revision);
        var at = time.Now();
        var barred = await conduct.BarredAsync(rules, at);
        var ids = barred.Keys.ToHashSet(StringComparer.Ordinal);
        var passed = Passing.Over(table.Rules, table.Places, ids);
        var lines = new List<StoredPayout>();
        foreach (var won in Prizing.Of(table.Rules, table.Places, ids))
            lines.AddRange(await LinesAsync(contestId, rules, won, ids, passed));
        return new ContestResult
        {
            AtMicros = at.UnixMicroseconds,
            By = by,
            Heads = await journal.HeadsAtAsync(table.Seqs),
            Standings = table.ToStored(),
            Lines = Apart(lines),
            PassedOver = [.. passed.Order(StringComparer.Ordinal).Select(id => new StoredPassedOver(id, barred[id]))],
        };
    }

    /// <summary>Who changed teams within the contest may win by one line with both: each share has a key of its own.</summary>
    private static List<StoredPayout> Apart(List<StoredPayout> lines)
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        return lines.ConvertAll(line =>
        {
            var time = times[line.Key] = times.GetValueOrDefault(line.Key) + 1;
            return time == 1 ? line : line with { Key = string.Create(CultureInfo.InvariantCulture, $"{line.Key}/{time}") };
        });
    }

    /// <summary>A collector is paid alone; of a team, a branch or a region those are who had a receipt in the contest's time.</summary>
    private async Task<IEnumerable<StoredPayout>> LinesAsync(string contestId, ContestRules rules, PrizeWon won, HashSet<string> barred, HashSet<string> passed)
    {
        if (rules.Subject == BoardSubject.Collectors)
            return [Line(won.EntrantId, won.Value)];
        var split = rules.Prizes[won.Line].Split;
        var boards = await standings.MembersAsync(rules, won.EntrantId, BoardMeasure.Count, split.Measure);
        var values = boards[1].ToDictionary(m => m.Id, m => m.Value, StringComparer.Ordinal);
        var members = boards[0].Where(m => m.Value > 0).Select(m => (m.Id, values.GetValueOrDefault(m.Id))).ToList();
        passed.UnionWith(members.Select(m => m.Id).Where(barred.Contains));
        var shares = Prizing.Split(won.Value, split, [.. members.Where(m => !barred.Contains(m.Id))]);
        return shares.Where(s => s.Value > 0).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Line(s.Key, s.Value));

        StoredPayout Line(string collector, long value) => new(
            string.Create(CultureInfo.InvariantCulture, $"{contestId}/{won.Line}/{collector}"),
            won.EntrantId,
            rules.Subject == BoardSubject.Teams && rules.AdHocTeams.Length == 0 ? won.EntrantId : TeamOf(collector),
            collector,
            won.Rank,
            won.Unit,
            value);
    }

    private string? TeamOf(string collector) => roster.Collector(new CollectorId(collector)) is { } found && found.Team != TeamId.None ? found.Team.Value : null;
}
