using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Leaderboard.Boards;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

/// <summary>How people write the week, month or quarter of a target into a cell: <c>2026-11</c>, <c>2026年11月</c>, <c>2026-W48</c>, <c>2026Q4</c>, or a day of it.</summary>
internal sealed partial class WindowCells(InstitutionCalendar calendar)
{
    /// <summary>A longer text is no window, and must not cost anything.</summary>
    private const int MaxLength = 32;

    /// <summary>A suggestion looks back on six quarters.</summary>
    private const int MinYear = 1972;

    private const int MonthsOfQuarter = 3;

    /// <param name="cell">As written.</param>
    /// <param name="period">That another cell names; <c>default</c>: none does, and a day stands for its month, which is how a workbook keeps <c>2026-11</c>.</param>
    /// <param name="formats">Of the file.</param>
    /// <returns>Null for what is no such window, or none of that period.</returns>
    public BoardWindow? Read(string cell, BoardPeriod period, CellFormats formats)
    {
        if (cell.Length > MaxLength)
            return null;
        var text = cell.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var (named, day) = Month().Match(text) is { Success: true } month ? (BoardPeriod.Month, Day(month, Number(month, "m")))
            : Quarter().Match(text) is { Success: true } quarter ? (BoardPeriod.Quarter, Day(quarter, ((Number(quarter, "q") - 1) * MonthsOfQuarter) + 1))
            : Week().Match(text) is { Success: true } week ? (BoardPeriod.Week, Monday(week))
            : (period == default ? BoardPeriod.Month : period, formats.Day(cell));
        return day is { Year: >= MinYear } start && (period == default || period == named) ? calendar.Window(named, calendar.StartOfDay(start)) : null;
    }

    private static int Number(Match match, string group) => match.Groups[group].ValueSpan is [var digit] && "一二三四".IndexOf(digit, StringComparison.Ordinal) is var place and >= 0
        ? place + 1
        : int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static DateOnly? Day(Match match, int month) => month is >= 1 and <= 12 ? new DateOnly(Number(match, "y"), month, 1) : null;

    private static DateOnly? Monday(Match match) => (Number(match, "y"), Number(match, "w")) is var (year, week) && week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
        ? DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))
        : null;

    [GeneratedRegex("^(?<y>[1-9][0-9]{3})([-/.年]?(?<m>0[1-9]|1[0-2])|[-/.年](?<m>[1-9]))月?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Month();

    [GeneratedRegex("^(?<y>[1-9][0-9]{3})([-/.年]?Q(?<q>[1-4])|年?第?(?<q>[1-4一二三四])季度?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quarter();

    [GeneratedRegex("^(?<y>[1-9][0-9]{3})([-/.年]?W(?<w>[0-9]{1,2})|年?第(?<w>[0-9]{1,2})周)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Week();
}
