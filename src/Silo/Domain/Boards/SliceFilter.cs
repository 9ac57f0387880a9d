using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>What makes a slice: who is ranked, and which entries are kept.</summary>
internal sealed class SliceFilter
{
    private readonly TeamPlaces _places;
    private readonly int _team;
    private readonly int _branch;
    private readonly int _region;

    private SliceFilter(BoardSubject subject, IdTable ids, TeamPlaces places, int team, int branch, int region)
    {
        (Subject, Ids, _places, _team, _branch, _region) = (subject, ids, places, team, branch, region);
    }

    public BoardSubject Subject { get; }

    /// <summary>The ids of the members.</summary>
    public IdTable Ids { get; }

    /// <summary>Null when nothing was ever credited to what the selection asks for, so its board is empty.</summary>
    public static SliceFilter? Of(SliceKey key, CellStore cells, TeamPlaces places)
    {
        // Places come to be when they are asked for: a team's first entry must make its branch known.
        for (var team = 0; team < cells.Teams.Count; team++)
            places.Of(team);
        var ids = key.Subject == BoardSubject.Collectors ? cells.Collectors : places.Ids(key.Subject);
        return Number(key.Team, BoardSubject.Teams) is { } inTeam
            && Number(key.Branch, BoardSubject.Branches) is { } inBranch
            && Number(key.Region, BoardSubject.Regions) is { } inRegion
            ? new SliceFilter(key.Subject, ids, places, inTeam, inBranch, inRegion)
            : null;

        int? Number(string? id, BoardSubject subject)
        {
            if (id is null)
                return -1;
            var number = places.Ids(subject).Find(id);
            return number < 0 ? null : number;
        }
    }

    /// <summary>Whether entries credited to this team count.</summary>
    public bool Keeps(int team)
    {
        if (_team < 0 && _branch < 0 && _region < 0)
            return true;
        var place = _places.Of(team);
        return (_team < 0 || place.Team == _team) && (_branch < 0 || place.Branch == _branch) && (_region < 0 || place.Region == _region);
    }

    /// <summary>The number, in <see cref="Ids"/>, of the member to whom a collector's entries for a team belong.</summary>
    public int Member(int collector, int team) => Subject switch
    {
        BoardSubject.Collectors => collector,
        BoardSubject.Teams => _places.Of(team).Team,
        BoardSubject.Branches => _places.Of(team).Branch,
        _ => _places.Of(team).Region,
    };
}

/// <summary>A selection without measure and tie rule. A filter that is null keeps everything; "no team" is "unassigned".</summary>
internal readonly record struct SliceKey(BoardSubject Subject, string? Team, string? Branch, string? Region)
{
    /// <summary>Whether a change of the roster can change who belongs where.</summary>
    public bool NeedsRoster => Branch is not null || Region is not null || Subject is BoardSubject.Branches or BoardSubject.Regions;

    public static SliceKey Of(BoardSelection selection) => new(
        selection.Subject,
        selection.Team is { } team ? TeamPlaces.OrUnassigned(team.Value) : null,
        selection.Branch is { } branch ? TeamPlaces.OrUnassigned(branch) : null,
        selection.Region is { } region ? TeamPlaces.OrUnassigned(region) : null);
}
