using System.Globalization;

namespace Leaderboard.Domain.Merits;

/// <summary>On which days the institution works: Monday to Friday, without holidays, and with the days at the week-end that make up for them.</summary>
internal sealed class WorkCalendar(IReadOnlySet<DateOnly> holidays, IReadOnlySet<DateOnly> workDays)
{
    /// <summary>A generation of holidays.</summary>
    private const int MaxDays = 2000;

    private const string Through = "..";

    public static WorkCalendar Weekdays { get; } = new(new HashSet<DateOnly>(), new HashSet<DateOnly>());

    /// <summary>Of the two settings. Throws <see cref="FormatException"/> for what is no list of days.</summary>
    public static WorkCalendar Of(string? holidays, string? workDays) => new(Read(holidays), Read(workDays));

    /// <summary>Whether a setting is a list of days; an empty one is.</summary>
    public static bool IsList(string? days) => DaysOf(days) is not null;

    /// <summary>Whether it works; a day that makes up is stronger than a holiday.</summary>
    public bool IsWorkDay(DateOnly day) =>
        workDays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day));

    private static HashSet<DateOnly> Read(string? list) => DaysOf(list) ?? throw new FormatException($"'{list}' is no list of days.");

    /// <summary>Days such as <c>2026-10-01..2026-10-07, 2027-01-01</c>, both ends inclusive; null for what is none.</summary>
    private static HashSet<DateOnly>? DaysOf(string? list)
    {
        var days = new HashSet<DateOnly>();
        foreach (var part in (list ?? "").Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split(Through);
            if (ends.Length > 2 || !TryRead(ends[0], out var first) || !TryRead(ends[^1], out var last) || last < first || last.DayNumber - first.DayNumber + days.Count >= MaxDays)
                return null;
            for (var day = first; day <= last; day = day.AddDays(1))
                days.Add(day);
        }

        return days;
    }

    private static bool TryRead(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
