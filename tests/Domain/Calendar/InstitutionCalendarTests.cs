using Leaderboard.Boards;

namespace Leaderboard.Calendar;

public sealed class InstitutionCalendarTests
{
    private const string Monday = "2026-11-23T10:15:00+08:00";

    public static TheoryData<BoardPeriod, string, string?, string?> Windows => new()
    {
        { BoardPeriod.Day, "day/2026-11-23", "2026-11-23T00:00:00+08:00", "2026-11-24T00:00:00+08:00" },
        { BoardPeriod.Week, "week/2026-11-23", "2026-11-23T00:00:00+08:00", "2026-11-30T00:00:00+08:00" },
        { BoardPeriod.Month, "month/2026-11", "2026-11-01T00:00:00+08:00", "2026-12-01T00:00:00+08:00" },
        { BoardPeriod.Quarter, "quarter/2026-4", "2026-10-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00" },
        { BoardPeriod.Year, "year/2026", "2026-01-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00" },
        { BoardPeriod.All, "all", null, null },
    };

    /// <summary>Zone, local date, first instant, and the first instant of the day after.</summary>
    public static TheoryData<string, string, string, string> Days => new()
    {
        { "Asia/Shanghai", "2026-11-23", "2026-11-23T00:00:00+08:00", "2026-11-24T00:00:00+08:00" },
        { "Europe/Berlin", "2026-03-29", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00" },
        { "Europe/Berlin", "2026-10-25", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00" },
        { "America/Santiago", "2026-09-06", "2026-09-06T01:00:00-03:00", "2026-09-07T00:00:00-03:00" },
        { "America/Santiago", "2026-04-04", "2026-04-04T00:00:00-03:00", "2026-04-05T00:00:00-04:00" },
        { "Asia/Kolkata", "2026-11-23", "2026-11-23T00:00:00+05:30", "2026-11-24T00:00:00+05:30" },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void A_period_has_a_key_a_start_and_an_end(BoardPeriod period, string key, string? from, string? to)
    {
        var calendar = Of("Asia/Shanghai");

        var window = calendar.Window(period, At(Monday));

        Assert.Equal(key, window.Key);
        Assert.Equal(period, window.Period);
        Assert.Equal(from, window.From is { } f ? calendar.Format(f) : null);
        Assert.Equal(to, window.To is { } t ? calendar.Format(t) : null);
        Assert.Equal(window, calendar.Window(key));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void A_day_starts_at_its_first_instant(string zone, string date, string first, string next)
    {
        var calendar = Of(zone);

        var window = calendar.Window("day/" + date);

        Assert.Equal(first, calendar.Format(window.From ?? default));
        Assert.Equal(next, calendar.Format(window.To ?? default));
        Assert.Equal(At(first), calendar.DayStart(At(next).Plus(TimeSpan.FromTicks(-TimeSpan.TicksPerMicrosecond))));
        Assert.Equal(At(next), calendar.DayStart(At(first), plusDays: 1));
        Assert.Equal(At(first), calendar.StartOfDate(date));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("America/Santiago", "2026-09-06", 23)]
    [InlineData("America/Santiago", "2026-04-04", 25)]
    public void A_day_on_which_the_clocks_change_has_another_length(string zone, string date, int hours)
    {
        var day = Of(zone).Window("day/" + date);

        Assert.Equal(TimeSpan.FromHours(hours), (day.To ?? default) - (day.From ?? default));
    }

    [Theory]
    [InlineData(BoardPeriod.Day)]
    [InlineData(BoardPeriod.Week)]
    [InlineData(BoardPeriod.Month)]
    [InlineData(BoardPeriod.Quarter)]
    [InlineData(BoardPeriod.Year)]
    public void Windows_are_half_open_and_leave_no_gap_in_any_zone(BoardPeriod period)
    {
        foreach (var zone in (string[])["Asia/Shanghai", "Europe/Berlin", "America/Santiago", "Pacific/Apia", "Asia/Kathmandu"])
        {
            var calendar = Of(zone);
            var window = calendar.Window(period, At("2011-12-01T00:00:00Z"));
            for (var i = 0; i < 400; i++)
            {
                var (from, to) = (window.From ?? default, window.To ?? default);
                var next = calendar.Window(period, to);
                Assert.Equal(to, next.From);
                Assert.Equal(window, calendar.Window(period, from));
                Assert.Equal(window, calendar.Window(period, new Moment(to.UnixMicroseconds - 1)));
                Assert.Equal(window, calendar.Window(window.Key));
                window = next;
            }
        }
    }

    [Fact]
    public void A_week_starts_on_Monday_also_across_the_year()
    {
        var calendar = Of("Asia/Shanghai");

        Assert.Equal("week/2026-12-28", calendar.Window(BoardPeriod.Week, At("2027-01-03T23:59:59.999999+08:00")).Key);
        Assert.Equal("week/2027-01-04", calendar.Window(BoardPeriod.Week, At("2027-01-04T00:00:00+08:00")).Key);
    }

    [Fact]
    public void A_custom_window_is_named_by_its_microseconds()
    {
        var window = Of("Asia/Shanghai").Window("custom/1000000/2000000");

        Assert.Equal(new Moment(1_000_000), window.From);
        Assert.Equal(new Moment(2_000_000), window.To);
    }

    [Theory]
    [InlineData("")]
    [InlineData("day")]
    [InlineData("day/")]
    [InlineData("day/2026-02-30")]
    [InlineData("day/2026-11-23/1")]
    [InlineData("Day/2026-11-23")]
    [InlineData("week/2026-11-24")]
    [InlineData("month/2026-13")]
    [InlineData("month/2026-1")]
    [InlineData("quarter/2026-5")]
    [InlineData("quarter/abcd-1")]
    [InlineData("year/26")]
    [InlineData("all/")]
    [InlineData("custom/1")]
    [InlineData("custom/a/b")]
    [InlineData("custom/2/2")]
    [InlineData("custom/3/2")]
    [InlineData("custom/01/2")]
    [InlineData("custom/1/99999999999999999999")]
    public void A_text_that_is_no_key_is_refused(string key) => Assert.Throws<FormatException>(() => Of("Asia/Shanghai").Window(key));

    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-23T02:15:00.120Z", "2026-11-23T10:15:00.120+08:00")]
    [InlineData("Asia/Shanghai", "2026-11-22T08:02:11Z", "2026-11-22T16:02:11+08:00")]
    [InlineData("Asia/Shanghai", "2026-11-22T08:02:11.000999Z", "2026-11-22T16:02:11+08:00")]
    [InlineData("America/Santiago", "2026-07-01T12:00:00Z", "2026-07-01T08:00:00-04:00")]
    [InlineData("Africa/Monrovia", "1970-06-01T00:00:00Z", "1970-05-31T23:15:00-00:45")]
    public void Times_are_told_in_the_institutions_zone(string zone, string at, string told)
    {
        Assert.Equal(told, Of(zone).Format(At(at)));
        Assert.Equal(At(at).UnixMicroseconds / 1000, At(told).UnixMicroseconds / 1000);
    }

    [Theory]
    [InlineData("2026-11-23T10:15:00+08:00")]
    [InlineData("2026-2-3")]
    [InlineData("2026-02-29")]
    [InlineData("1969-12-31")]
    [InlineData("9999-01-01")]
    [InlineData("yesterday")]
    public void What_is_no_date_between_1970_and_9998_has_no_start(string text) => Assert.Null(Of("Asia/Shanghai").StartOfDate(text));

    private static InstitutionCalendar Of(string zone) => new(InstitutionSettings.Of(zone, "CNY"));

    private static Moment At(string time) => Moment.From(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
}
