using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>Writes rows of a board: places from the rankings, names from the roster as it is now.</summary>
internal sealed class StandingRows(BoardSelection selection, BoardSlice slice, MeasureColumn column, IRosterLookup roster)
{
    /// <summary>Rows from a position (from 0), fewer at the end of the board.</summary>
    public Standing[] Range(int start, int length)
    {
        var count = Math.Clamp(column.Now.Count - start, 0, length);
        if (count == 0)
            return [];


        // One more, which tells whether the last is tied.
        var keys = new RankingKey[count + 1];
        var known = column.Now.CopyTo(start, keys);
        var rows = new Standing[count];
        var place = column.Now.PlaceOf(keys[0], selection.Tie);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                place = Ranking.PlaceAfter((keys[i - 1], place), keys[i], i + 1 < known ? keys[i + 1] : null, start + i, selection.Tie);
            rows[i] = Of(keys[i], place);
        }

        return rows;
    }

    public Standing Of(RankingKey key) => Of(key, column.Now.PlaceOf(key, selection.Tie));

    private Standing Of(RankingKey key, Place place)
    {
        var id = slice.Ids[key.Member];
        var rank = place.Rank;
        var label = LabelOf(id);
        return new Standing
        {
            Rank = rank,
            Tied = place.IsTied,
            Id = id,
            Name = label.Name,
            Alias = label.Alias,
            Team = label.Team,
            TeamName = label.TeamName,
            Value = key.Value,
            ReachedAt = new Moment(key.ReachedAt),
            Movement = Movement(key.Member, rank),
            GapToNext = place.GapToNext,
            NumeratorMinor = column.Bases is null ? null : column.SumOf(key.Member),
            DenominatorMinor = column.Bases?.Of(key.Member),
            Heads = selection.Measure == BoardMeasure.PerHead ? slice.HeadsOf(key.Member) : null,
        };
    }

    private int? Movement(int member, int rank)
    {
        // On a board where nothing has happened today nobody has moved, and no second order is needed to say so.
        if (!slice.Moved)
            return 0;
        return slice.KeyAtDayStart(column, member) is { } before ? slice.AtDayStart(column).RankOf(before, selection.Tie) - rank : null;
    }

    private Label LabelOf(string id) => selection.Subject switch
    {
        BoardSubject.Collectors => LabelOf(new CollectorId(id)),
        BoardSubject.Teams => new(TeamName(new TeamId(id)), Alias: null, Team: null, TeamName: null),
        _ => new(id, Alias: null, Team: null, TeamName: null),
    };

    private Label LabelOf(CollectorId id)
    {
        var collector = roster.Collector(id);
        var team = selection.Team ?? collector?.Team;
        if (team is { Value: "" or TeamPlaces.Unassigned })
            team = null;
        return new(
            collector?.Name ?? id.Value,
            string.IsNullOrEmpty(collector?.Alias) ? null : collector.Alias,
            team,
            team is null ? null : TeamName(team.Value));
    }

    private string TeamName(TeamId id) => roster.Team(id)?.Name ?? id.Value;

    private readonly record struct Label(string Name, string? Alias, TeamId? Team, string? TeamName);
}
