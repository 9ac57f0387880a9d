using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>What each member of a slice is divided by, and whose amounts count for it. Who has none is not on the board.</summary>
internal sealed class ColumnBases
{
    private readonly SparsePages<long> _bases = new();
    private readonly List<int> _members = [];

    /// <summary>Collectors and teams, and whole teams, whose amounts count; null: all do.</summary>
    private readonly HashSet<(int Collector, int Team)>? _counted;
    private readonly HashSet<int> _wholeTeams = [];

    /// <param name="sheet">Of the window.</param>
    /// <param name="filter">Of the slice.</param>
    /// <param name="cells">Which have numbered the sheet's collectors and teams.</param>
    public ColumnBases(BaseSheet sheet, SliceFilter filter, CellStore cells)
    {
        _counted = sheet.CountsOnlyBased ? [] : null;
        if (filter.Subject != BoardSubject.Collectors)
        {
            foreach (var (id, minor) in sheet.Teams)
            {
                var team = cells.Teams.Find(id.Value);
                if (!filter.Keeps(team))
                    continue;
                _wholeTeams.Add(team);
                Add(filter.Member(collector: -1, team), minor);
            }
        }

        foreach (var share in sheet.Shares)
        {
            var (collector, team) = (cells.Collectors.Find(share.Collector.Value), cells.Teams.Find(share.Team.Value));
            if (!filter.Keeps(team) || _wholeTeams.Contains(team))
                continue;
            _counted?.Add((collector, team));
            Add(filter.Member(collector, team), share.Minor);
        }
    }

    /// <summary>Those on the board.</summary>
    public IReadOnlyList<int> Members => _members;

    /// <summary>Of all members, minor units.</summary>
    public long Total { get; private set; }

    /// <summary>Minor units; 0 for who is not on the board.</summary>
    public long Of(int member) => _bases.Read(member);

    /// <summary>Whether what a collector brings in for a team counts.</summary>
    public bool Counts(int collector, int team) => _counted is null || _wholeTeams.Contains(team) || _counted.Contains((collector, team));

    private void Add(int member, long minor)
    {
        if (minor <= 0)
            return;
        ref var sum = ref _bases[member];
        if (sum == 0)
            _members.Add(member);
        sum = checked(sum + minor);
        Total = checked(Total + minor);
    }
}
