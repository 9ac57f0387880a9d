using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Targets;

namespace Leaderboard.Domain.Measures;

/// <summary>What an attainment is divided by: people's targets, and teams' own.</summary>
internal static class TargetBases
{
    public static BaseSheet Of(IReadOnlyCollection<(TeamId Team, TargetSheet Sheet)> sheets) => new()
    {
        Shares = [.. sheets.SelectMany(s => s.Sheet.Members.Select(m => new BaseShare(new CollectorId(m.Collector), s.Team, m.Target.AmountMinor)))],
        Teams = [.. sheets.Where(s => s.Sheet.Team is not null).Select(s => new TeamBase(s.Team, s.Sheet.Team?.AmountMinor ?? 0))],
        CountsOnlyBased = true,
    };
}
