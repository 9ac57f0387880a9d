using Leaderboard.Boards;
using Leaderboard.Domain.Contests;

namespace Leaderboard.Contests;

/// <summary>What the ledger says about a contest now: entrants with their values, from the board of its window, in their places.</summary>
internal sealed class ContestStandings(IGrainFactory grains, CrossingReader crossings)
{
    /// <summary>In their places, each with the row of the board that it comes from, and the last entries that are included.</summary>
    public async Task<ContestTable> ReadAsync(ContestRules rules)
    {
        var (rows, seqs) = await RowsAsync(rules, rules.StartsAt, rules.EndsAt);
        var crossed = rules.Format == ContestFormat.FirstToTarget ? await crossings.ReadAsync(rules, seqs) : [];
        var baseline = rules.Format == ContestFormat.MostImproved ? (await RowsAsync(rules, rules.StartsAt.Plus(rules.StartsAt - rules.EndsAt), rules.StartsAt)).Rows : [];
        var places = Placing.Of(rules, rows.Values.Select(r => new EntrantResult(
            r.Id,
            r.Value - (baseline.GetValueOrDefault(r.Id)?.Value ?? 0),
            r.ReachedAt,
            crossed.TryGetValue(r.Id, out var at) ? at : null)));
        return new ContestTable(places, rows, seqs);
    }

    /// <summary>Who did anything for an entrant in the contest's time, and how much.</summary>
    /// <param name="rules">Of a contest of teams, branches or regions.</param>
    /// <param name="entrantId">Of the team, branch or region.</param>
    /// <param name="measures">What is asked for; a board for each.</param>
    public async Task<Standing[][]> MembersAsync(ContestRules rules, string entrantId, params BoardMeasure[] measures) =>
        (await BoardOf(rules.StartsAt, rules.EndsAt).State(Array.ConvertAll(measures, measure => new BoardSelection
        {
            Subject = BoardSubject.Collectors,
            Measure = measure,
            Team = rules.Subject == BoardSubject.Teams ? new TeamId(entrantId) : null,
            Branch = rules.Subject == BoardSubject.Branches ? entrantId : null,
            Region = rules.Subject == BoardSubject.Regions ? entrantId : null,
        }))).Boards;

    private IBoardGrain BoardOf(Moment from, Moment to) => grains.Board(InstitutionCalendar.CustomKey(from, to));

    private async Task<(Dictionary<string, Standing> Rows, long[] Seqs)> RowsAsync(ContestRules rules, Moment from, Moment to)
    {
        var statement = await BoardOf(from, to).State(Entrants.Views(rules));
        return (Entrants.Of(rules, statement.Boards.SelectMany(b => b)), statement.Seqs);
    }
}

/// <summary>A contest's entrants in their places.</summary>
/// <param name="Places">In order.</param>
/// <param name="Rows">The board's row of each, by id.</param>
/// <param name="Seqs">Number of the last entry included, by partition.</param>
internal sealed record ContestTable(List<ContestPlace> Places, Dictionary<string, Standing> Rows, long[] Seqs)
{
    public List<StoredStanding> ToStored() => Places.ConvertAll(p =>
    {
        var row = Rows[p.Result.Id];
        return new StoredStanding(p.Rank, p.IsTied, row.Id, row.Name, row.Alias, row.Team?.Value, row.TeamName, p.Result.Value, (p.Result.CrossedAt ?? row.ReachedAt).UnixMicroseconds);
    });
}
