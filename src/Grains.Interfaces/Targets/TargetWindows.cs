using Leaderboard.Boards;

namespace Leaderboard.Targets;

/// <summary>Which windows have targets.</summary>
public static class TargetWindows
{
    private static readonly BoardPeriod[] Periods = [BoardPeriod.Week, BoardPeriod.Month, BoardPeriod.Quarter];

    /// <summary>The key of the week, month or quarter from a moment (inclusive) to another (exclusive); null when it is none, and has no targets.</summary>
    public static string? TargetKeyOf(this InstitutionCalendar calendar, Moment? from, Moment? to) => from is not { } start
        ? null
        : Array.ConvertAll(Periods, p => calendar.Window(p, start)).FirstOrDefault(w => w.From == from && w.To == to)?.Key;
}
