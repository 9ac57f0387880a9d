using System.Globalization;
using Leaderboard.Boards;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Leaderboard;

/// <summary>The institution's local days, the windows made of them, and local times in words. Days start at their first instant.</summary>
public sealed class InstitutionCalendar(InstitutionSettings settings)
{
    /// <summary>Microseconds. Days begin with a quarter of an hour in every zone there is: sums by quarters make days of any.</summary>
    public const long QuarterMicros = 15 * 60 * 1_000_000L;

    private const long TicksPerMicrosecond = 10;

    /// <summary>Where a day has no midnight, or does not exist at all, it starts when the clocks have jumped.</summary>
    private static readonly ZoneLocalMappingResolver FirstInstant = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];

    /// <summary>The first instant of the local day that contains a moment, moved by whole days.</summary>
    public Moment DayStart(Moment at, int plusDays = 0) => StartOf(DateOf(at).PlusDays(plusDays));

    /// <summary>The local day that contains a moment.</summary>
    public DateOnly DayOf(Moment at) => DateOf(at).ToDateOnly();

    /// <summary>The first instant of a local day.</summary>
    public Moment StartOfDay(DateOnly day) => StartOf(LocalDate.FromDateOnly(day));

    /// <summary>The same local time so many days later; where clocks leave it out, the moment they jump.</summary>
    public Moment PlusDays(Moment at, int days)
    {
        var local = Instant.FromUnixTimeTicks(checked(at.UnixMicroseconds * TicksPerMicrosecond)).InZone(_zone).LocalDateTime;
        return new Moment(_zone.ResolveLocal(local.PlusDays(days), FirstInstant).ToInstant().ToUnixTimeTicks() / TicksPerMicrosecond);
    }

    /// <summary>The window of the same period that ends where this one begins. It must have a beginning.</summary>
    public BoardWindow Before(BoardWindow window) =>
        Window(window.Period, new Moment((window.From ?? throw new ArgumentException("It has no beginning.", nameof(window))).UnixMicroseconds - 1));

    /// <summary>The window of a period that contains a moment.</summary>
    public BoardWindow Window(BoardPeriod period, Moment at)
    {
        var date = DateOf(at);
        return period switch
        {
            BoardPeriod.Day => Between(Key($"day/{date:yyyy-MM-dd}"), period, date, date.PlusDays(1)),
            BoardPeriod.Week => Week(date.PlusDays(1 - (int)date.DayOfWeek)),
            BoardPeriod.Month => Between(Key($"month/{date:yyyy-MM}"), period, FirstOfMonth(date), FirstOfMonth(date).PlusMonths(1)),
            BoardPeriod.Quarter => Quarter(date.Year, ((date.Month - 1) / 3) + 1),
            BoardPeriod.Year => Between(Key($"year/{date:yyyy}"), period, new LocalDate(date.Year, 1, 1), new LocalDate(date.Year + 1, 1, 1)),
            BoardPeriod.All => new BoardWindow { Key = "all", Period = period },
            _ => throw new ArgumentOutOfRangeException(nameof(period), period, "No such period."),
        };
    }

    /// <summary>The window of a key. Throws <see cref="FormatException"/> for a text that is no window's key.</summary>
    public BoardWindow Window(string key)
    {
        var parts = key.Split('/');
        BoardWindow window = parts switch
        {
            ["day", var day] => Window(BoardPeriod.Day, StartOf(Date(day))),
            ["week", var monday] => Window(BoardPeriod.Week, StartOf(Date(monday))),
            ["month", var month] => Window(BoardPeriod.Month, StartOf(Date(month + "-01"))),
            ["quarter", var quarter] => Window(BoardPeriod.Quarter, StartOf(DateOfQuarter(quarter))),
            ["year", var year] => Window(BoardPeriod.Year, StartOf(Date(year + "-01-01"))),
            ["all"] => Window(BoardPeriod.All, default),
            ["custom", var from, var to] when Micros(from) is { } start && Micros(to) is { } end && start < end => new BoardWindow
            {
                Key = CustomKey(new Moment(start), new Moment(end)),
                Period = BoardPeriod.All,
                From = new Moment(start),
                To = new Moment(end),
            },
            _ => throw new FormatException($"'{key}' is no window."),
        };
        return string.Equals(window.Key, key, StringComparison.Ordinal) ? window : throw new FormatException($"'{key}' is no window; '{window.Key}' is.");
    }

    /// <summary>The key of a window of one's own, from its start (inclusive) to its end (exclusive).</summary>
    public static string CustomKey(Moment from, Moment to) => Key($"custom/{from.UnixMicroseconds}/{to.UnixMicroseconds}");

    /// <summary>The start of a local date written <c>yyyy-MM-dd</c>, 1970 to 9998; null for any other text.</summary>
    public Moment? StartOfDate(string date)
    {
        var parsed = LocalDatePattern.Iso.Parse(date);
        return parsed.Success && parsed.Value.Year is >= 1970 and <= 9998 ? StartOf(parsed.Value) : null;
    }

    /// <summary>The instant of a local time; where clocks were put back the first of the two, where they were put forward the moment they were. Null outside of 1970 to 9998.</summary>
    public Moment? OfLocal(DateTime local) => local.Year is >= 1970 and <= 9998
        ? new Moment(_zone.ResolveLocal(LocalDateTime.FromDateTime(local), FirstInstant).ToInstant().ToUnixTimeTicks() / TicksPerMicrosecond)
        : null;

    /// <summary>The local time of a moment.</summary>
    public DateTime LocalOf(Moment at) => Instant.FromUnixTimeTicks(checked(at.UnixMicroseconds * TicksPerMicrosecond)).InZone(_zone).ToDateTimeUnspecified();

    /// <summary>RFC 3339 in the institution's zone, with milliseconds when there are any.</summary>
    public string Format(Moment at)
    {
        var instant = Instant.FromUnixTimeTicks(checked(at.UnixMicroseconds * TicksPerMicrosecond));

        // RFC 3339 has offsets of whole minutes; some zones had seconds. The instant stays what it is.
        var offset = TimeSpan.FromMinutes(Math.Round(_zone.GetUtcOffset(instant).ToTimeSpan().TotalMinutes, MidpointRounding.ToNegativeInfinity));
        var local = at.ToDateTimeOffset().ToOffset(offset);
        var format = local.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMillisecond ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    private static LocalDate FirstOfMonth(LocalDate date) => new(date.Year, date.Month, 1);

    private static string Key(FormattableString key) => FormattableString.Invariant(key);

    private static LocalDate Date(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : throw new FormatException($"'{text}' is no date.");

    private static LocalDate DateOfQuarter(string text) => text is [_, _, _, _, '-', >= '1' and <= '4']
        ? new LocalDate(int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture), ((text[5] - '1') * 3) + 1, 1)
        : throw new FormatException($"'{text}' is no quarter.");

    private static long? Micros(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros) ? micros : null;

    private BoardWindow Week(LocalDate monday) => Between(Key($"week/{monday:yyyy-MM-dd}"), BoardPeriod.Week, monday, monday.PlusWeeks(1));

    private BoardWindow Quarter(int year, int quarter)
    {
        var start = new LocalDate(year, ((quarter - 1) * 3) + 1, 1);
        return Between(Key($"quarter/{start:yyyy}-{quarter}"), BoardPeriod.Quarter, start, start.PlusMonths(3));
    }

    private BoardWindow Between(string key, BoardPeriod period, LocalDate from, LocalDate to) =>
        new() { Key = key, Period = period, From = StartOf(from), To = StartOf(to) };

    private LocalDate DateOf(Moment at) => Instant.FromUnixTimeTicks(checked(at.UnixMicroseconds * TicksPerMicrosecond)).InZone(_zone).Date;

    private Moment StartOf(LocalDate date) => new(_zone.ResolveLocal(date.AtMidnight(), FirstInstant).ToInstant().ToUnixTimeTicks() / TicksPerMicrosecond);
}
