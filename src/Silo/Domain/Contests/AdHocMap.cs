using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>For which of a contest's own teams a collector runs.</summary>
internal sealed class AdHocMap
{
    private readonly Dictionary<string, AdHocTeam> _teams = new(StringComparer.Ordinal);

    public AdHocMap(ContestRules rules)
    {
        foreach (var team in rules.AdHocTeams)
        {
            foreach (var collector in team.Collectors)
                _teams[collector] = team;
        }
    }

    /// <summary>Whether the contest has teams of its own.</summary>
    public bool HasAny => _teams.Count > 0;

    /// <summary>Null for who runs for none.</summary>
    public AdHocTeam? Of(string collector) => _teams.GetValueOrDefault(collector);
}
