using Leaderboard.Reconciliation;
using Leaderboard.Web.Display;
using Leaderboard.Web.Reconciliation;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Days and sources against the bank's, in the words of the reader.</summary>
internal sealed class ReconciliationWords(IStringLocalizer<Words> words, Figures figures, LocalTimes times)
{
    /// <summary>What everybody's entries are called that no program sent; other sources are called as they are.</summary>
    private static readonly string[] Own = [Api.Senders.Page, Api.Senders.File, "bootstrap", "unknown"];

    public string Source(string source) => Own.Contains(source, StringComparer.Ordinal) ? words["reconciliation.source." + source] : source;

    public string Day(DayView day) => times.Weekday(day.From);

    public string LongDay(DayView day) => times.Period(new Leaderboard.Boards.BoardWindow { Key = "", Period = Leaderboard.Boards.BoardPeriod.Day, From = day.From, To = day.To }) ?? "";

    public string When(Moment at) => times.DayAndTime(at);

    public string State(DayView day) => words[day.Close is not null ? "reconciliation.state.Closed" : "reconciliation.state." + day.State];

    public string State(Agreement state) => words["reconciliation.state." + state];

    /// <summary>Class of a state's colour.</summary>
    public static string Colour(Agreement state) => state switch
    {
        Agreement.Agrees => "good",
        Agreement.Differs => "trouble",
        Agreement.Waiting => "waits",
        _ => "off",
    };

    /// <summary>Where on the page of a day the next step is.</summary>
    public static string Anchor(DayView day) =>
        day.State is Agreement.Differs or Agreement.Waiting ? "#source-" + day.Lines.First(l => l.State == day.State).Source : "#close";

    /// <summary>A sign beside the word: colour never says it alone.</summary>
    public static string Mark(Agreement state) => state switch
    {
        Agreement.Agrees => "✓",
        Agreement.Differs => "≠",
        Agreement.Waiting => "…",
        _ => "–",
    };

    /// <summary>The one thing there is to say of a day.</summary>
    /// <param name="day">Over, or going on.</param>
    /// <param name="isYesterday">It is called so then.</param>
    public string Headline(DayView day, bool isYesterday)
    {
        var prefix = isYesterday ? "reconciliation.yesterday." : "reconciliation.day.";
        return day.Close is not null ? words[prefix + "Closed"]
            : day.State is Agreement.Differs or Agreement.Waiting ? words[prefix + day.State, day.Lines.Count(l => l.State == day.State), day.Lines.Length]
            : words[prefix + day.State];
    }

    /// <summary>How much it is about.</summary>
    public string Lead(DayView day)
    {
        var (count, sum, apart) = (day.Lines.Sum(l => l.Recoveries.Count), day.Lines.Sum(l => l.Recoveries.SumMinor), day.Lines.Sum(l => l.ApartMinor));
        return day.State switch
        {
            Agreement.Empty => words["reconciliation.lead.Empty"],
            Agreement.Differs => apart > 0 ? words["reconciliation.lead.Differs", figures.Amount(apart)] : words["reconciliation.lead.Rows"],
            _ => words["reconciliation.lead." + day.State, Figures.Count(count), figures.Amount(sum)],
        };
    }

    public string Amount(long? minor) => minor is { } amount ? figures.Amount(amount) : "–";

    public static string Count(long? count) => count is { } number ? Figures.Count(number) : "–";

    /// <summary>A count with its sign.</summary>
    public static string Signed(long count) => (count < 0 ? "\u2212" : "") + Figures.Count(Math.Abs(count));

    /// <summary>Count and sum of what came after a close.</summary>
    public string Late(SourceLine line) => words[
        "reconciliation.late",
        Source(line.Source),
        Signed(line.LateRecoveries?.Count ?? 0), Amount(line.LateRecoveries?.SumMinor),
        Signed(line.LateReversals?.Count ?? 0), Amount(line.LateReversals?.SumMinor)];

    /// <summary>How a row differs; where it came on another day or from another source, that too.</summary>
    public string Difference(ReconciledRow row) => row is { OursMinor: null, At: { } at, Source: { } source }
        ? words["reconciliation.row.elsewhere", When(at), Source(source)]
        : words["reconciliation.row." + ReconciliationJson.What(row)];
}
