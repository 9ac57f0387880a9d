using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>Writes rows of a board: places from the rankings, names from the roster as it is now.</summary>
internal sealed class StandingRows(BoardSelection selection, BoardSlice slice, MeasureColumn column, IRosterLookup roster)
{
    /// <summary>Rows from a position (from 0), fewer at the end of the board.</summary>
    public Standing[] Range(int start, int length)
    {
        var count = Math.Clamp(slice.Count - start, 0, length);
        if (count == 0)
            return [];
        var keys = new RankingKey[count];
        column.Now.CopyTo(start, keys);
        return Array.ConvertAll(keys, Of);
    }

    public Standing Of(RankingKey key)
    {
        var id = slice.Ids[key.Member];
        var rank = column.Now.RankOf(key, selection.Tie);
        var standing = new Standing
        {
            Rank = rank,
            Tied = column.Now.IsTied(key.Value),
            Id = id,
            Name = id,
            Value = key.Value,
            ReachedAt = new Moment(key.ReachedAt),
            Movement = Movement(key.Member, rank),
            GapToNext = column.Now.GapToNext(key.Value),
        };
        return selection.Subject switch
        {
            BoardSubject.Collectors => WithCollector(standing, new CollectorId(id)),
            BoardSubject.Teams => standing with { Name = TeamName(new TeamId(id)) },
            _ => standing,
        };
    }

    private int? Movement(int member, int rank)
    {
        // On a board where nothing has happened today nobody has moved, and no second order is needed to say so.
        if (!slice.Moved)
            return 0;
        return slice.KeyAtDayStart(column, member) is { } before ? slice.AtDayStart(column).RankOf(before, selection.Tie) - rank : null;
    }

    private Standing WithCollector(Standing standing, CollectorId id)
    {
        var collector = roster.Collector(id);
        var team = (selection.Team ?? collector?.Team) is { } of && of != TeamId.None && of.Value != TeamPlaces.Unassigned ? of : (TeamId?)null;
        return standing with
        {
            Name = collector?.Name ?? id.Value,
            Alias = string.IsNullOrEmpty(collector?.Alias) ? null : collector.Alias,
            Team = team,
            TeamName = team is null ? null : TeamName(team.Value),
        };
    }

    private string TeamName(TeamId id) => roster.Team(id)?.Name ?? id.Value;
}
