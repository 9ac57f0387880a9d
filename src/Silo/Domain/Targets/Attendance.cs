namespace Leaderboard.Domain.Targets;

/// <summary>On which days somebody is not there: absent, not yet hired, or in another team. Days may be named more than once.</summary>
internal sealed class Attendance(IReadOnlyList<DaySpan> away)
{
    public static Attendance Always { get; } = new([]);

    public bool IsThere(DateOnly day) => !away.Any(a => a.Contains(day));

    public int DaysThere(DaySpan span)
    {
        var days = 0;
        for (var day = span.From; day < span.End; day = day.AddDays(1))
            days += IsThere(day) ? 1 : 0;
        return days;
    }

    /// <summary>How much of the days there has passed.</summary>
    public DayShare PassedOf(DaySpan span, DayMoment now)
    {
        var end = now.Day < span.From ? span.From : now.Day < span.End ? now.Day : span.End;
        var passed = (long)DaysThere(span with { End = end }) * DayShare.PartsOfDay;
        if (span.Contains(now.Day) && IsThere(now.Day))
            passed += now.PassedParts;
        return new DayShare(passed, DaysThere(span));
    }
}

/// <summary>A moment as a local day and how much of it has passed.</summary>
/// <param name="PassedParts">From 0 to <see cref="DayShare.PartsOfDay"/>.</param>
internal readonly record struct DayMoment(DateOnly Day, int PassedParts);

/// <summary>Some of a number of days; several people's shares add up.</summary>
/// <param name="PassedParts">Of days, in <see cref="PartsOfDay"/> of one.</param>
/// <param name="Days">In all.</param>
internal readonly record struct DayShare(long PassedParts, long Days)
{
    public const int PartsOfDay = 1_000_000;

    public static DayShare operator +(DayShare left, DayShare right) => new(left.PassedParts + right.PassedParts, left.Days + right.Days);
}
