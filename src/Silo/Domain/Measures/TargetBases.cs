using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Targets;

namespace Leaderboard.Domain.Measures;

/// <summary>What an attainment is divided by: people's targets, and teams' own.</summary>
internal static class TargetBases
{
    private static readonly BoardPeriod[] Periods = [BoardPeriod.Week, BoardPeriod.Month, BoardPeriod.Quarter];

    /// <summary>The week, month or quarter that a window is; null when it is none, and has no targets.</summary>
    public static string? KeyOf(BoardWindow window, InstitutionCalendar calendar) => window is not { From: { } from, To: { } to }
        ? null
        : Periods.Select(p => calendar.Window(p, from)).FirstOrDefault(w => w.From == from && w.To == to)?.Key;

    public static BaseSheet Of(IReadOnlyCollection<(TeamId Team, TargetSheet Sheet)> sheets) => new()
    {
        Shares = [.. sheets.SelectMany(s => s.Sheet.Members.Select(m => new BaseShare(new CollectorId(m.Collector), s.Team, m.Target.AmountMinor)))],
        Teams = [.. sheets.Where(s => s.Sheet.Team is not null).Select(s => new TeamBase(s.Team, s.Sheet.Team?.AmountMinor ?? 0))],
        CountsOnlyBased = true,
    };
}
