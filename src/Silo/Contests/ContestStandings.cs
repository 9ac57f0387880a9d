using Leaderboard.Boards;
using Leaderboard.Domain.Contests;

namespace Leaderboard.Contests;

/// <summary>What the ledger says about a contest now: entrants with their values, from the board of its window, in their places.</summary>
internal sealed class ContestStandings(IGrainFactory grains, CrossingReader crossings, EntrantRows entrants, ExclusionReader exclusions)
{
    /// <summary>In their places, each with the row of the board that it comes from, and the last entries that are included.</summary>
    public async Task<ContestTable> ReadAsync(ContestRules rules)
    {
        var (boards, books, seqs) = await BoardsAsync(rules, rules.StartsAt, rules.EndsAt);
        var whole = WithOwnTargets(rules, boards);
        var rows = RowsOf(rules, WithBook(rules, boards));
        var crossed = rules.Format == ContestFormat.FirstToTarget ? await crossings.ReadAsync(whole, seqs) : [];
        var baseline = rules.Format == ContestFormat.MostImproved ? RowsOf(rules, (await BoardsAsync(rules with { LeaguesMinor = [] }, rules.StartsAt.Plus(rules.StartsAt - rules.EndsAt), rules.StartsAt)).Boards) : [];
        var places = Placing.Of(whole, rows.Values.Select(r => new EntrantResult(
            r.Id,
            r.Value - (baseline.GetValueOrDefault(r.Id)?.Value ?? 0),
            r.ReachedAt,
            crossed.TryGetValue(r.Id, out var at) ? at : null,
            Leagues.Of(rules.LeaguesMinor, books.GetValueOrDefault(r.Id)))));
        return new ContestTable(whole, places, rows, seqs);
    }

    /// <summary>Who did anything for an entrant in the contest's time, and how much.</summary>
    /// <param name="rules">Of a contest of teams, branches or regions.</param>
    /// <param name="entrantId">Of the team, branch or region.</param>
    /// <param name="measures">What is asked for; a board for each.</param>
    public async Task<Standing[][]> MembersAsync(ContestRules rules, string entrantId, params BoardMeasure[] measures)
    {
        var own = Array.Find(rules.AdHocTeams, t => string.Equals(t.Id, entrantId, StringComparison.Ordinal))?.Collectors.ToHashSet(StringComparer.Ordinal);
        var statement = await BoardOf(rules.StartsAt, rules.EndsAt).State(Array.ConvertAll(measures, measure => new BoardSelection
        {
            Subject = BoardSubject.Collectors,
            Measure = measure,
            Team = rules.Subject == BoardSubject.Teams && own is null ? new TeamId(entrantId) : null,
            Branch = rules.Subject == BoardSubject.Branches ? entrantId : null,
            Region = rules.Subject == BoardSubject.Regions ? entrantId : null,
        }));
        var excluded = (await exclusions.EntriesAsync(rules.StartsAt, rules.EndsAt, (partition, seq, _) => seq <= statement.Seqs[partition])).FindAll(e => own is not null || exclusions.IsOf(rules.Subject, entrantId, e));
        return [.. statement.Boards.Zip(measures, (rows, measure) => exclusions.Without(BoardSubject.Collectors, measure, rows, excluded).Where(r => own?.Contains(r.Id) != false).ToArray())];
    }

    /// <summary>What all entrants of a contest of ratios have together; null of other measures.</summary>
    public BoardRatio? RatioOf(ContestRules rules, IReadOnlyList<StoredStanding> rows) => !rules.Measure.IsRatio() ? null : new BoardRatio
    {
        NumeratorMinor = rows.Sum(r => r.NumeratorMinor ?? 0),
        DenominatorMinor = rows.Sum(r => r.DenominatorMinor ?? 0),
        Base = rules.Measure == BoardMeasure.Rate ? rules.Base : null,
        ShrinkMinor = rules.Measure == BoardMeasure.Index ? entrants.ShrinkOf(rules, rules.Measure) : null,
    };

    private IBoardGrain BoardOf(Moment from, Moment to) => grains.Board(InstitutionCalendar.CustomKey(from, to));

    private static ContestRules WithOwnTargets(ContestRules rules, Dictionary<BoardMeasure, Dictionary<string, Standing>> boards) => !rules.HasOwnTargets ? rules : rules with
    {
        Target = null,
        Targets = [.. boards[BoardMeasure.Attainment].Values.Select(r => new MemberGoal { MemberId = r.Id, Value = r.DenominatorMinor ?? 0 })],
    };

    /// <summary>Luck with a small book is no merit: who holds less than the least does not take part, and is no measure for others.</summary>
    private static Dictionary<BoardMeasure, Dictionary<string, Standing>> WithBook(ContestRules rules, Dictionary<BoardMeasure, Dictionary<string, Standing>> boards)
    {
        if (rules.MinimumBookMinor is not { } least)
            return boards;
        var books = boards[BoardMeasure.Rate].Where(r => r.Value.DenominatorMinor >= least).Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        return boards.ToDictionary(b => b.Key, b => b.Value.Where(r => books.Contains(r.Key)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>By entrant, with the value that counts.</summary>
    private static Dictionary<string, Standing> RowsOf(ContestRules rules, Dictionary<BoardMeasure, Dictionary<string, Standing>> boards)
    {
        if (rules.Score.Length == 0)
            return boards[rules.Measure];
        var scores = Scoring.Of(rules.Score, Array.ConvertAll(rules.Score, p => boards[p.Measure].ToDictionary(r => r.Key, r => r.Value.Value, StringComparer.Ordinal)));
        return rules.Score.SelectMany(p => boards[p.Measure].Values).GroupBy(r => r.Id, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => g.First() with { Value = scores[g.Key], ReachedAt = g.Max(r => r.ReachedAt), NumeratorMinor = null, DenominatorMinor = null, Heads = null },
            StringComparer.Ordinal);
    }

    /// <summary>By measure and entrant, and the books that leagues go by, all as of one moment.</summary>
    private async Task<(Dictionary<BoardMeasure, Dictionary<string, Standing>> Boards, Dictionary<string, long> Books, long[] Seqs)> BoardsAsync(ContestRules rules, Moment from, Moment to)
    {
        (BoardMeasure? Of, BoardSelection View)[] views =
        [
            .. rules.MeasuresNeeded().Distinct().SelectMany(m => Entrants.Views(rules with { Measure = m }).Select(v => ((BoardMeasure?)m, v))),
            .. rules.LeaguesMinor.Length == 0 ? [] : Entrants.Views(OpeningBook(rules)).Select(v => ((BoardMeasure?)null, v)),
        ];
        var statement = await BoardOf(from, to).State(Array.ConvertAll(views, v => v.View));
        var excluded = await exclusions.ReadAsync(rules, from, to, (partition, seq, _) => seq <= statement.Seqs[partition]);
        var books = Entrants.Of(rules, RowsOf(null), (a, b) => a with { DenominatorMinor = a.DenominatorMinor + b.DenominatorMinor });
        return (entrants.Of(rules, m => RowsOf(m), excluded), books.ToDictionary(b => b.Key, b => b.Value.DenominatorMinor ?? 0, StringComparer.Ordinal), statement.Seqs);

        IEnumerable<Standing> RowsOf(BoardMeasure? measure) => views.Zip(statement.Boards).Where(b => b.First.Of == measure).SelectMany(b => b.Second);
    }

    /// <summary>What was overdue and held when the contest began: receipts within it move nobody to another league.</summary>
    private static ContestRules OpeningBook(ContestRules rules) => rules with { Measure = BoardMeasure.Rate, Base = RateBase.Opening };
}

/// <summary>A contest's entrants in their places.</summary>
/// <param name="Rules">With each entrant's own target where the contest goes by those.</param>
/// <param name="Places">In order.</param>
/// <param name="Rows">The board's row of each, by id.</param>
/// <param name="Seqs">Number of the last entry included, by partition.</param>
internal sealed record ContestTable(ContestRules Rules, List<ContestPlace> Places, Dictionary<string, Standing> Rows, long[] Seqs)
{
    public List<StoredStanding> ToStored() => Places.ConvertAll(p =>
    {
        var row = Rows[p.Result.Id];
        return new StoredStanding(p.Rank, p.IsTied, row.Id, row.Name, row.Alias, row.Team?.Value, row.TeamName, p.Result.Value, (p.Result.CrossedAt ?? row.ReachedAt).UnixMicroseconds)
        {
            NumeratorMinor = row.NumeratorMinor,
            DenominatorMinor = row.DenominatorMinor,
            Heads = row.Heads,
            League = p.Result.League,
        };
    });
}
