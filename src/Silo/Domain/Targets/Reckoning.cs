using Leaderboard.Targets;

namespace Leaderboard.Domain.Targets;

/// <summary>Attainment, pace and suggestions: the arithmetic of targets (domain rules §2).</summary>
internal static class Reckoning
{
    /// <summary>Windows that a suggestion looks back on.</summary>
    public const int WindowsBack = 6;

    /// <summary>Fewer are no habit, and suggest nothing.</summary>
    public const int WindowsNeeded = 3;

    private const int BasisPoints = 10_000;

    /// <param name="actualMinor">What was recovered.</param>
    /// <param name="targetMinor">Above 0.</param>
    /// <param name="passed">Of the days there. Nothing is expected of who is not there at all.</param>
    public static Attainment Against(long actualMinor, long targetMinor, DayShare passed)
    {
        var expected = passed.Days == 0 ? 0 : Rounding.Quotient((Int128)targetMinor * passed.PassedParts, (Int128)passed.Days * DayShare.PartsOfDay);
        return Of(actualMinor, targetMinor, expected, passed.Days, targets: 1);
    }

    /// <param name="attainment">Of one collector.</param>
    /// <param name="daysThere">Of the window.</param>
    /// <param name="daysLeft">Of them, today included.</param>
    /// <param name="windowKey">Of the window.</param>
    public static OwnTarget LeftOf(Attainment attainment, int daysThere, int daysLeft, string windowKey)
    {
        var needed = Math.Max(0, checked(attainment.TargetMinor - attainment.ActualMinor));
        return new OwnTarget
        {
            WindowKey = windowKey,
            Attainment = attainment,
            DaysThere = daysThere,
            DaysLeft = daysLeft,
            NeededMinor = needed,
            NeededPerDayMinor = daysLeft == 0 ? null : (needed / daysLeft) + (needed % daysLeft == 0 ? 0 : 1),
        };
    }

    /// <summary>Σ actual ÷ Σ target, never the mean; each is expected at the own pace.</summary>
    /// <param name="members">One or more.</param>
    /// <param name="days">Of the window.</param>
    public static Attainment Sum(IReadOnlyCollection<Attainment> members, int days) => Of(
        members.Sum(m => m.ActualMinor), members.Sum(m => m.TargetMinor), members.Sum(m => m.ExpectedMinor), days, members.Count);

    /// <summary>The median of what whole windows would have brought, for the days somebody will be there.</summary>
    /// <param name="past">Earlier windows, the latest first; those that somebody was not there in at all are left out.</param>
    /// <param name="daysThere">Of the window to come.</param>
    /// <param name="days">In the window to come.</param>
    public static TargetSuggestion Suggest(IEnumerable<(string Key, long RecoveredMinor, int DaysThere, int Days)> past, int daysThere, int days)
    {
        var windows = past.Where(p => p.DaysThere > 0).Take(WindowsBack).Select(p => new PastWindow
        {
            Key = p.Key,
            RecoveredMinor = p.RecoveredMinor,
            DaysThere = p.DaysThere,
            Days = p.Days,
            WholeMinor = Rounding.Quotient((Int128)p.RecoveredMinor * p.Days, p.DaysThere),
        }).ToArray();
        long? median = windows.Length >= WindowsNeeded ? MedianOf([.. windows.Select(w => w.WholeMinor).Order()]) : null;
        return new TargetSuggestion
        {
            Windows = windows,
            MedianMinor = median,
            AmountMinor = median is { } whole && days > 0 ? Rounding.Quotient((Int128)whole * daysThere, days) : null,
            DaysThere = daysThere,
            Days = days,
        };
    }

    /// <summary>Of an even number, half of the sum of the middle two, half away from zero.</summary>
    /// <param name="sorted">Ascending, one or more.</param>
    public static long MedianOf(long[] sorted) => sorted.Length % 2 == 1
        ? sorted[sorted.Length / 2]
        : Rounding.Quotient((Int128)sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2], 2);

    private static Attainment Of(long actual, long target, long expected, long days, int targets)
    {
        var ahead = checked(actual - expected);
        return new Attainment
        {
            ActualMinor = actual,
            TargetMinor = target,
            BasisPoints = checked((long)((Int128)actual * BasisPoints / target)),
            ExpectedMinor = expected,
            AheadMinor = ahead,
            AheadTenthsOfDay = Rounding.Quotient((Int128)ahead * days * 10, target),
            Targets = targets,
        };
    }
}
