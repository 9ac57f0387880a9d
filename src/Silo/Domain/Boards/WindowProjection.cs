using Leaderboard.Boards;
using Leaderboard.Journal;
using Leaderboard.Roster;

namespace Leaderboard.Domain.Boards;

/// <summary>All standings of one window as sums over journal entries. Slices are built when first asked for, and kept up to date.</summary>
/// <param name="from">Inclusive.</param>
/// <param name="to">Exclusive.</param>
/// <param name="dayStart">Start of the institution's day: entries that happened before it make the ranks movement is measured from.</param>
internal sealed class WindowProjection(Moment from, Moment to, Moment dayStart, IRosterLookup roster)
{
    /// <summary>Where entries without a team, or of a team without branch or region, are counted: a board always adds up.</summary>
    public const string Unassigned = "unassigned";

    private readonly Dictionary<(CollectorId, TeamId), (Sums Now, Sums AtDayStart)> _cells = [];
    private readonly Dictionary<SliceKey, (BoardSlice Slice, long UsedAt)> _slices = [];
    private long _uses;

    /// <summary>Adds what was read from the journal; before the first <see cref="Apply"/>.</summary>
    public void Load(IEnumerable<CellTotals> cells)
    {
        foreach (var cell in cells)
            Add(cell.Collector, cell.Team, cell.Now, cell.AtDayStart);
    }

    /// <summary>Adds one entry, once. Returns false when it is not of this window.</summary>
    public bool Apply(EntryDraft entry)
    {
        if (entry.ReceivedAt < from || entry.ReceivedAt >= to)
            return false;
        var sums = new Sums(entry.AmountMinor, entry.EffectiveMinor, entry.PointsHundredths, entry.Receipts, entry.OccurredAt.UnixMicroseconds);
        Add(entry.Collector, entry.Team, sums, entry.OccurredAt < dayStart ? sums : Sums.None);
        return true;
    }

    public int Total(BoardSelection selection) => Slice(selection).Count;

    /// <summary>Over all members; for per head the amount ÷ heads of all.</summary>
    public long Sum(BoardSelection selection)
    {
        var slice = Slice(selection);
        return slice.All.Value(selection.Measure, slice.Heads);
    }

    public Standing[] Standings(BoardSelection selection, int offset, int limit) =>
        Array.ConvertAll(Slice(selection).Rows(selection.Measure, selection.Tie, offset, limit), m => Row(selection, m));

    public Standing? Find(BoardSelection selection, string memberId) =>
        Slice(selection).PositionOf(selection.Measure, memberId) is { } position ? Standings(selection, position, 1)[0] : null;

    /// <summary>The full window of rows around a member; null when it is not on the board.</summary>
    public Standing[]? Around(BoardSelection selection, string memberId, int limit)
    {
        var slice = Slice(selection);
        if (slice.PositionOf(selection.Measure, memberId) is not { } position)
            return null;
        var (offset, length) = Ranking.Around(position, slice.Count, limit);
        return Standings(selection, offset, length);
    }

    /// <summary>The member an entry counts for; null when the filter leaves it out.</summary>
    public string? MemberOf(BoardSelection selection, CollectorId collector, TeamId team)
    {
        if (selection.Team is { } onlyTeam && team != onlyTeam)
            return null;
        if (selection.Branch is { } branch && !string.Equals(BranchOf(team), branch, StringComparison.Ordinal))
            return null;
        if (selection.Region is { } region && !string.Equals(RegionOf(team), region, StringComparison.Ordinal))
            return null;
        return selection.Subject switch
        {
            BoardSubject.Collectors => collector.Value,
            BoardSubject.Teams => team == TeamId.None ? Unassigned : team.Value,
            BoardSubject.Branches => BranchOf(team),
            BoardSubject.Regions => RegionOf(team),
            _ => throw new ArgumentOutOfRangeException(nameof(selection), selection.Subject, "No such subject."),
        };
    }

    /// <summary>Teams may have moved to another branch or region: what depends on it is built again when asked for.</summary>
    public void TeamsChanged()
    {
        foreach (var key in _slices.Keys.Where(k => k.Subject is BoardSubject.Branches or BoardSubject.Regions || k.Branch is not null || k.Region is not null).ToList())
            _slices.Remove(key);
    }

    /// <summary>Keeps the most recently used slices, at most so many.</summary>
    public void DropIdle(int keep)
    {
        foreach (var key in _slices.OrderByDescending(s => s.Value.UsedAt).Skip(keep).Select(s => s.Key).ToList())
            _slices.Remove(key);
    }

    /// <summary>Name as a row shows it.</summary>
    public string NameOf(BoardSubject subject, string memberId) => subject switch
    {
        BoardSubject.Collectors => roster.Collector(new CollectorId(memberId))?.Name ?? memberId,
        BoardSubject.Teams => roster.Team(new TeamId(memberId))?.Name ?? memberId,
        _ => memberId,
    };

    private void Add(CollectorId collector, TeamId team, Sums now, Sums atDayStart)
    {
        var (nowBefore, dayStartBefore) = _cells.GetValueOrDefault((collector, team), (Sums.None, Sums.None));
        _cells[(collector, team)] = (nowBefore + now, dayStartBefore + atDayStart);
        foreach (var (key, (slice, _)) in _slices)
        {
            if (MemberOf(SelectionOf(key), collector, team) is { } member)
                slice.Add(member, collector, now, atDayStart);
        }
    }

    private BoardSlice Slice(BoardSelection selection)
    {
        var key = SliceKey.Of(selection);
        if (!_slices.TryGetValue(key, out var found))
        {
            found = (new BoardSlice(), 0);
            foreach (var ((collector, team), (now, atDayStart)) in _cells)
            {
                if (MemberOf(selection, collector, team) is { } member)
                    found.Slice.Add(member, collector, now, atDayStart);
            }
        }

        _slices[key] = (found.Slice, ++_uses);
        return found.Slice;
    }

    private static BoardSelection SelectionOf(SliceKey key) => new()
    {
        Subject = key.Subject,
        Measure = BoardMeasure.Amount,
        Team = key.Team,
        Branch = key.Branch,
        Region = key.Region,
    };

    private Standing Row(BoardSelection selection, RankedMember member)
    {
        var collector = selection.Subject == BoardSubject.Collectors ? roster.Collector(new CollectorId(member.Id)) : null;
        TeamId? team = selection.Subject == BoardSubject.Collectors ? selection.Team ?? collector?.Team : null;
        return new Standing
        {
            Rank = member.Rank,
            Tied = member.Tied,
            Id = member.Id,
            Name = NameOf(selection.Subject, member.Id),
            Alias = collector?.Alias,
            Team = team,
            TeamName = team is { } id ? roster.Team(id)?.Name : null,
            Value = member.Value,
            ReachedAt = member.ReachedAt,
            Movement = member.Movement,
            GapToNext = member.GapToNext,
        };
    }

    private string BranchOf(TeamId team) => Named(roster.Team(team)?.Branch);

    private string RegionOf(TeamId team) => Named(roster.Team(team)?.Region);

    private static string Named(string? place) => string.IsNullOrEmpty(place) ? Unassigned : place;
}
