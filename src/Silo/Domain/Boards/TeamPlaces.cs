using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>
/// To which team, branch and region a credited team counts, as the roster says now. What has none counts to
/// <see cref="Unassigned"/>, so that a board always adds up to its ledger.
/// </summary>
internal sealed class TeamPlaces(IRosterLookup roster, IdTable teams)
{
    public const string Unassigned = "unassigned";

    private readonly IdTable _groups = new();
    private readonly IdTable _branches = new();
    private readonly IdTable _regions = new();
    private readonly List<TeamPlace?> _places = [];

    /// <summary>The ids of the members of a subject other than collectors.</summary>
    public IdTable Ids(BoardSubject subject) => subject switch
    {
        BoardSubject.Teams => _groups,
        BoardSubject.Branches => _branches,
        BoardSubject.Regions => _regions,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, message: null),
    };

    /// <summary>The place of a credited team. The roster is asked once, until <see cref="Forget"/>.</summary>
    public TeamPlace Of(int team)
    {
        while (_places.Count <= team)
            _places.Add(null);
        return _places[team] ??= Find(new TeamId(teams[team]));
    }

    /// <summary>The roster has changed.</summary>
    public void Forget() => _places.Clear();

    public static string OrUnassigned(string? id) => string.IsNullOrEmpty(id) ? Unassigned : id;

    private TeamPlace Find(TeamId id)
    {
        var team = id == TeamId.None ? null : roster.Team(id);
        return new TeamPlace(
            _groups.Intern(OrUnassigned(id.Value)),
            _branches.Intern(OrUnassigned(team?.Branch)),
            _regions.Intern(OrUnassigned(team?.Region)));
    }
}

/// <summary>Numbers of the team, branch and region, each in its own table.</summary>
internal readonly record struct TeamPlace(int Team, int Branch, int Region);
