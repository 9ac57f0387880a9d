using System.Globalization;
using Leaderboard.Boards;
using NodaTime;

namespace Leaderboard.Web.Display;

/// <summary>Dates, times and periods of the institution's zone in words of the reader's language.</summary>
internal sealed class LocalTimes(InstitutionSettings settings, CultureInfo culture)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
    private readonly bool _isChinese = Money.IsChinese(culture);

    /// <summary><c>16:02</c></summary>
    public string Time(Moment at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>2 Nov 2026</c>; <c>2026年11月2日</c></summary>
    public string Date(Moment at) => Written(at, "d MMM yyyy", "yyyy年M月d日");

    /// <summary><c>2 Nov</c>; <c>11月2日</c></summary>
    public string Day(Moment at) => Written(at, "d MMM", "M月d日");

    /// <summary><c>Mon 2 Nov</c>; <c>11月2日 周一</c></summary>
    public string Weekday(Moment at) => Written(at, "ddd d MMM", "M月d日 ddd");

    /// <summary><c>November 2026</c>; <c>2026年11月</c></summary>
    public string Month(Moment at) => Written(at, "MMMM yyyy", "yyyy年M月");

    /// <summary><c>2 Nov 16:02</c>; <c>11月2日 16:02</c></summary>
    public string DayAndTime(Moment at) => Day(at) + " " + Time(at);

    /// <summary><c>2026-11-02</c>, as fields of forms and addresses have it.</summary>
    public string Iso(Moment at) => Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A period as people name it; null for all time, which has no dates.</summary>
    public string? Period(BoardWindow window)
    {
        if (window is not { From: { } from, To: { } to })
            return null;
        var last = to.Plus(TimeSpan.FromMicroseconds(-1));
        return window.Period switch
        {
            BoardPeriod.Day => Written(from, "dddd, d MMMM yyyy", "yyyy年M月d日 dddd"),
            BoardPeriod.Month => Month(from),
            BoardPeriod.Quarter => _isChinese ? FormattableString.Invariant($"{Local(from).Year}年第{Quarter(from)}季度") : FormattableString.Invariant($"Q{Quarter(from)} {Local(from).Year}"),
            BoardPeriod.Year => Written(from, "yyyy", "yyyy年"),
            _ => _isChinese ? $"{Date(from)}—{Date(last)}" : $"{Day(from)} – {Date(last)}",
        };
    }

    /// <summary>Local days from the one of a moment to the last one before an end, both counted.</summary>
    public int DaysLeft(Moment now, Moment end) => NodaTime.Period.DaysBetween(DateOf(now), DateOf(end.Plus(TimeSpan.FromMicroseconds(-1)))) + 1;

    private int Quarter(Moment at) => ((Local(at).Month - 1) / 3) + 1;

    private string Written(Moment at, string english, string chinese) => Local(at).ToString(_isChinese ? chinese : english, culture);

    private LocalDate DateOf(Moment at) => LocalDate.FromDateTime(Local(at));

    private DateTime Local(Moment at) => Instant.FromDateTimeOffset(at.ToDateTimeOffset()).InZone(_zone).ToDateTimeUnspecified();
}
