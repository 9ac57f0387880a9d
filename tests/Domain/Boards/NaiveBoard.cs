using Leaderboard.Boards;
using Leaderboard.Journal;

namespace Leaderboard.Domain.Boards;

/// <summary>A board by the words of the domain, from all entries each time: what the projection is held against.</summary>
internal sealed class NaiveBoard(IReadOnlyList<EntryDraft> entries, BoardSelection selection, IRosterLookup roster, BaseSheet? sheet = null)
{
    private readonly EntryDraft[] _entries = [.. entries.Where(entry => Keeps(entry.Team, selection, roster))];

    public long Sum => sheet is null ? Value(_entries) : Ratio([.. _entries.Where(e => Base(Member(e)) > 0)], Bases.Values.Sum());

    public int Total => Order(_entries).Count;

    public Standing[] Standings()
    {
        var now = Order(_entries);
        var before = Order([.. _entries.Where(entry => entry.OccurredAt < Floor.DayStart)]);
        return [.. now.Select((row, position) => Named(new Standing
        {
            Rank = Rank(now, row.Id)!.Value,
            Tied = now.Count(other => other.Value == row.Value) > 1,
            Id = row.Id,
            Name = row.Id,
            Value = row.Value,
            ReachedAt = row.ReachedAt,
            NumeratorMinor = sheet is null ? null : Counted(_entries, row.Id),
            DenominatorMinor = sheet is null ? null : Base(row.Id),
            Heads = selection.Measure == BoardMeasure.PerHead ? _entries.Where(e => Member(e) == row.Id).DistinctBy(e => e.Collector).Count() : null,
            Movement = Rank(before, row.Id) - Rank(now, row.Id),
            GapToNext = now.Take(position).LastOrDefault(other => other.Value > row.Value) is { } next ? next.Value - row.Value : 0,
        }))];
    }

    private static string Of(string? id) => string.IsNullOrEmpty(id) ? "unassigned" : id;

    private static bool Keeps(TeamId team, BoardSelection selection, IRosterLookup roster) =>
        (selection.Team is null || Of(team.Value) == Of(selection.Team.Value.Value))
        && (selection.Branch is null || Of(roster.Team(team)?.Branch) == selection.Branch)
        && (selection.Region is null || Of(roster.Team(team)?.Region) == selection.Region);

    private string Member(EntryDraft entry) => Member(entry.Collector, entry.Team);

    private string Member(CollectorId collector, TeamId team) => selection.Subject switch
    {
        BoardSubject.Collectors => collector.Value,
        BoardSubject.Teams => Of(team.Value),
        BoardSubject.Branches => Of(roster.Team(team)?.Branch),
        _ => Of(roster.Team(team)?.Region),
    };

    /// <summary>A team's own target takes the place of its people's, but not on a board of people.</summary>
    private bool IsWhole(TeamId team) => selection.Subject != BoardSubject.Collectors && sheet!.Teams.Any(t => t.Team == team);

    private Dictionary<string, long> Bases => sheet!.Shares.Where(s => !IsWhole(s.Team)).Select(s => (s.Collector, s.Team, s.Minor))
        .Concat(selection.Subject == BoardSubject.Collectors ? [] : sheet.Teams.Select(t => (Collector: default(CollectorId), t.Team, t.Minor)))
        .Where(b => Keeps(b.Team, selection, roster) && b.Minor > 0)
        .GroupBy(b => Member(b.Collector, b.Team))
        .ToDictionary(g => g.Key, g => g.Sum(b => b.Minor));

    private long Base(string member) => Bases.GetValueOrDefault(member);

    private long Counted(EntryDraft[] of, string? member) => of
        .Where(e => member is null || Member(e) == member)
        .Where(e => !sheet!.CountsOnlyBased || IsWhole(e.Team) || sheet.Shares.Any(s => s.Collector == e.Collector && s.Team == e.Team))
        .Sum(e => e.AmountMinor);

    private long Ratio(EntryDraft[] of, long denominator, string? member = null)
    {
        decimal shrink = selection.Measure == BoardMeasure.Index && denominator > 0 ? sheet!.ShrinkMinor : 0;
        if (denominator == 0)
            return 0;
        var value = (Counted(of, member) + shrink) * 10_000 / (denominator + shrink);
        return (long)Math.Round(value, selection.Measure == BoardMeasure.Attainment ? MidpointRounding.ToZero : MidpointRounding.AwayFromZero);
    }

    private long Value(EntryDraft[] of) => selection.Measure switch
    {
        BoardMeasure.Amount => of.Sum(entry => entry.AmountMinor),
        BoardMeasure.Effective => of.Sum(entry => entry.EffectiveMinor),
        BoardMeasure.Points => of.Sum(entry => entry.PointsHundredths),
        BoardMeasure.Count => of.Sum(entry => entry.Receipts),
        _ when of.Length == 0 => 0,
        _ => (long)Math.Round((decimal)of.Sum(entry => entry.AmountMinor) / of.DistinctBy(entry => entry.Collector).Count(), MidpointRounding.AwayFromZero),
    };

    private List<Row> Order(EntryDraft[] of) => sheet is not null
        ? [.. Bases.Select(b => new Row(b.Key, Ratio(of, b.Value, b.Key), of.Where(e => Member(e) == b.Key).Select(e => e.OccurredAt).DefaultIfEmpty(default).Max()))
            .OrderByDescending(row => row.Value).ThenBy(row => row.ReachedAt).ThenBy(row => row.Id, StringComparer.Ordinal)]
        :
    [
        .. of.GroupBy(Member)
            .Select(group => new Row(group.Key, Value([.. group]), group.Max(entry => entry.OccurredAt)))
            .OrderByDescending(row => row.Value).ThenBy(row => row.ReachedAt).ThenBy(row => row.Id, StringComparer.Ordinal),
    ];

    private int? Rank(List<Row> rows, string id)
    {
        var position = rows.FindIndex(row => row.Id == id);
        if (position < 0)
            return null;
        var greater = rows.Where(row => row.Value > rows[position].Value).ToArray();
        return 1 + selection.Tie switch
        {
            TieRule.Competition => greater.Length,
            TieRule.Dense => greater.DistinctBy(row => row.Value).Count(),
            _ => position,
        };
    }

    private Standing Named(Standing standing)
    {
        if (selection.Subject == BoardSubject.Teams)
            return standing with { Name = roster.Team(new TeamId(standing.Id))?.Name ?? standing.Id };
        if (selection.Subject != BoardSubject.Collectors)
            return standing;
        var collector = roster.Collector(new CollectorId(standing.Id));
        var team = selection.Team ?? collector?.Team;
        if (team is null || Of(team.Value.Value) == "unassigned")
            team = null;
        return standing with
        {
            Name = collector?.Name ?? standing.Id,
            Alias = collector?.Alias is { Length: > 0 } alias ? alias : null,
            Team = team,
            TeamName = team is null ? null : roster.Team(team.Value)?.Name ?? team.Value.Value,
        };
    }

    private sealed record Row(string Id, long Value, Moment ReachedAt);
}
