using Leaderboard.Boards;
using Leaderboard.Recoveries;
using Leaderboard.Web.Display;

namespace Leaderboard.Web.Pages.Me;

/// <summary>What came in, day by day or month by month: a chart, and the same as a table.</summary>
/// <param name="Id">Of the element, unique on its page.</param>
internal sealed record TrendView(string Id, string Title, string Total, IReadOnlyList<TrendStep> Steps);

/// <param name="Value">The amount as a plain number.</param>
internal sealed record TrendStep(string Label, string Amount, string Value, string Points, string Receipts);

/// <summary>Cuts time into local days and months, and writes their sums.</summary>
internal sealed class Trends(InstitutionCalendar calendar, TimeProvider time, Figures figures, LocalTimes times)
{
    /// <summary>The last so many local days, today the last.</summary>
    public (Moment[] Starts, Moment End) Days(int count)
    {
        var now = time.Now();
        return ([.. Enumerable.Range(1 - count, count).Select(d => calendar.DayStart(now, d))], calendar.DayStart(now, 1));
    }

    /// <summary>The last so many months, this one the last.</summary>
    public (Moment[] Starts, Moment End) Months(int count)
    {
        var at = time.Now();
        var end = calendar.Window(BoardPeriod.Month, at).To ?? throw new InvalidOperationException("A month ends.");
        var starts = new Moment[count];
        for (var i = count - 1; i >= 0; i--)
        {
            starts[i] = calendar.Window(BoardPeriod.Month, at).From ?? throw new InvalidOperationException("A month begins.");
            at = starts[i].Plus(TimeSpan.FromMicroseconds(-1));
        }

        return (starts, end);
    }

    public TrendView View(string id, string title, StretchTotals[] totals, bool byMonth) => new(
        id,
        title,
        figures.Amount(totals.Sum(t => t.AmountMinor)),
        [
            .. totals.Select(t => new TrendStep(
                byMonth ? times.Month(t.From) : times.Weekday(t.From),
                figures.Amount(t.AmountMinor),
                figures.Plain(t.AmountMinor, BoardMeasure.Amount).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Figures.Points(t.PointsHundredths),
                Figures.Count(t.Receipts))),
        ]);
}
