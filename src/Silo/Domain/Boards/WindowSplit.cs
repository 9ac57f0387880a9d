using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>From inclusive, to exclusive.</summary>
internal readonly record struct Stretch(Moment From, Moment To)
{
    public bool IsEmpty => From >= To;
}

/// <summary>
/// A window as whole local months, whole local days beside them, and what is cut off at its ends. Together they cover the
/// window once.
/// </summary>
internal sealed record WindowSplit
{
    /// <summary>Empty when the window contains no whole month.</summary>
    public required Stretch Months { get; init; }

    /// <summary>Whole days that are in no whole month of the window; none of them is empty.</summary>
    public required IReadOnlyList<Stretch> Days { get; init; }

    /// <summary>Parts of a day; none of them is empty.</summary>
    public required IReadOnlyList<Stretch> Cut { get; init; }

    /// <summary>Everything that <see cref="Months"/> and <see cref="Days"/> cover.</summary>
    public required Stretch Whole { get; init; }

    public static WindowSplit Of(BoardWindow window, InstitutionCalendar calendar)
    {
        var (from, to) = (window.From ?? Moment.MinValue, window.To ?? Moment.MaxValue);
        var firstDay = window.From is { } start ? FirstAt(start, calendar.DayStart) : from;
        var lastDay = window.To is { } end ? calendar.DayStart(end) : to;
        var whole = new Stretch(firstDay, lastDay);
        if (whole.IsEmpty)
            return new WindowSplit { Months = default, Days = [], Cut = [new Stretch(from, to)], Whole = default };

        var firstMonth = window.From is null ? from : FirstAt(firstDay, (at, plus) => MonthStart(calendar, at, plus));
        var lastMonth = window.To is null ? to : MonthStart(calendar, lastDay, 0);
        var months = new Stretch(firstMonth, lastMonth);
        Stretch[] days = months.IsEmpty ? [whole] : [new Stretch(firstDay, firstMonth), new Stretch(lastMonth, lastDay)];
        return new WindowSplit
        {
            Months = months.IsEmpty ? default : months,
            Days = [.. days.Where(d => !d.IsEmpty)],
            Cut = [.. new[] { new Stretch(from, firstDay), new Stretch(lastDay, to) }.Where(c => !c.IsEmpty)],
            Whole = whole,
        };
    }

    /// <summary>The first instant of the local month of a moment.</summary>
    public static Moment MonthStart(InstitutionCalendar calendar, Moment at) => MonthStart(calendar, at, 0);

    private static Moment MonthStart(InstitutionCalendar calendar, Moment at, int plus)
    {
        var month = calendar.Window(BoardPeriod.Month, at);
        return (plus == 0 ? month.From : month.To) ?? throw new InvalidOperationException("A month has two ends.");
    }

    /// <summary>The first start at or after a moment.</summary>
    private static Moment FirstAt(Moment at, Func<Moment, int, Moment> startOf)
    {
        var start = startOf(at, 0);
        return start == at ? at : startOf(at, 1);
    }
}
