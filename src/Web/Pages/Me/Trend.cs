using Leaderboard.Boards;
using Leaderboard.Recoveries;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Me;

/// <summary>What came in, day by day or month by month: a chart, and the same as a table.</summary>
/// <param name="Id">Of the element, unique on its page.</param>
internal sealed record TrendView(string Id, string Title, string Total, IReadOnlyList<TrendStep> Steps)
{
    public string Period => Steps.Count == 0 ? "" : Steps[0].Label + " – " + Steps[^1].Label;
}

/// <param name="Value">The amount as a plain number.</param>
internal sealed record TrendStep(string Label, string Amount, string Value, string Points, string Receipts);

/// <summary>Cuts time into local days and months, and writes their sums.</summary>
internal sealed class Trends(InstitutionCalendar calendar, TimeProvider time, Figures figures, LocalTimes times, IStringLocalizer<Words> words)
{
    private const int DayCount = 30;
    private const int MonthCount = 12;

    /// <param name="history">Sums of stretches that begin at the first and end at the second.</param>
    public async Task<TrendView> DaysAsync(Func<Moment[], Moment, Task<StretchTotals[]>> history)
    {
        var now = time.Now();
        Moment[] starts = [.. Enumerable.Range(1 - DayCount, DayCount).Select(d => calendar.DayStart(now, d))];
        return Write("days", words["trend.days", DayCount], await history(starts, calendar.DayStart(now, 1)), times.Weekday);
    }

    /// <param name="history">Sums of stretches that begin at the first and end at the second.</param>
    public async Task<TrendView> MonthsAsync(Func<Moment[], Moment, Task<StretchTotals[]>> history)
    {
        var window = calendar.Window(BoardPeriod.Month, time.Now());
        var end = window.To ?? throw new InvalidOperationException("A month ends.");
        var starts = new Moment[MonthCount];
        for (var i = MonthCount - 1; i >= 0; i--, window = calendar.Before(window))
            starts[i] = window.From ?? throw new InvalidOperationException("A month begins.");
        return Write("months", words["trend.months", MonthCount], await history(starts, end), times.Month);
    }

    private TrendView Write(string id, string title, StretchTotals[] totals, Func<Moment, string> label) => new(
        id,
        title,
        figures.Amount(totals.Sum(t => t.AmountMinor)),
        [
            .. totals.Select(t => new TrendStep(
                label(t.From),
                figures.Amount(t.AmountMinor),
                figures.Plain(t.AmountMinor, BoardMeasure.Amount).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Figures.Points(t.PointsHundredths),
                Figures.Count(t.Receipts))),
        ]);
}
