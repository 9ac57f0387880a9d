using CsCheck;

namespace Leaderboard.Domain.Notices;

/// <summary>When nobody is disturbed, and until when, in figures that were worked by hand.</summary>
public sealed class QuietHoursTests
{
    /// <summary>Zone, from, to, a moment, and the end of the quiet hours it is in.</summary>
    public static TheoryData<string, string, string, string, string?> Hours => new()
    {
        // Over midnight.
        { "Asia/Shanghai", "20:00", "08:00", "2026-11-23T19:59:59+08:00", null },
        { "Asia/Shanghai", "20:00", "08:00", "2026-11-23T20:00:00+08:00", "2026-11-24T08:00:00+08:00" },
        { "Asia/Shanghai", "20:00", "08:00", "2026-11-24T00:00:00+08:00", "2026-11-24T08:00:00+08:00" },
        { "Asia/Shanghai", "20:00", "08:00", "2026-11-24T07:59:59+08:00", "2026-11-24T08:00:00+08:00" },
        { "Asia/Shanghai", "20:00", "08:00", "2026-11-24T08:00:00+08:00", null },
        { "Asia/Shanghai", "20:00", "08:00", "2026-12-31T23:30:00+08:00", "2027-01-01T08:00:00+08:00" },

        // Within a day, and to its end.
        { "Asia/Shanghai", "12:00", "14:00", "2026-11-23T13:00:00+08:00", "2026-11-23T14:00:00+08:00" },
        { "Asia/Shanghai", "12:00", "14:00", "2026-11-23T14:00:00+08:00", null },
        { "Asia/Shanghai", "20:00", "00:00", "2026-11-23T21:00:00+08:00", "2026-11-24T00:00:00+08:00" },
        { "Asia/Shanghai", "00:00", "08:00", "2026-11-24T00:00:00+08:00", "2026-11-24T08:00:00+08:00" },

        // A night an hour shorter, and one an hour longer.
        { "Europe/Berlin", "20:00", "08:00", "2026-03-28T23:00:00+01:00", "2026-03-29T08:00:00+02:00" },
        { "Europe/Berlin", "20:00", "08:00", "2026-10-24T23:00:00+02:00", "2026-10-25T08:00:00+01:00" },

        // An end that clocks leave out is when they jump; one that comes twice, the first.
        { "Europe/Berlin", "23:00", "02:30", "2026-03-29T01:59:00+01:00", "2026-03-29T03:00:00+02:00" },
        { "Europe/Berlin", "22:00", "02:30", "2026-10-25T02:15:00+02:00", "2026-10-25T02:30:00+02:00" },
        { "Europe/Berlin", "22:00", "02:30", "2026-10-25T02:15:00+01:00", null },
        { "Europe/Berlin", "02:30", "07:00", "2026-10-25T02:15:00+01:00", "2026-10-25T07:00:00+01:00" },
        { "Europe/Berlin", "02:15", "02:45", "2026-03-29T03:00:00+02:00", null },
        { "America/Santiago", "20:00", "00:00", "2026-09-05T21:00:00-04:00", "2026-09-06T01:00:00-03:00" },
    };

    [Theory]
    [MemberData(nameof(Hours))]
    public void They_end_at_the_local_time_that_is_set(string zone, string from, string to, string now, string? end)
    {
        var calendar = Of(zone);

        var found = Between(from, to).EndAt(Moment.From(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)), calendar);

        Assert.Equal(end, found is { } moment ? calendar.Format(moment) : null);
    }

    /// <summary>Whoever waits until then does not wait again, nor for a day.</summary>
    [Fact]
    public void Their_end_is_later_and_outside_of_them()
    {
        var calendar = Of("Asia/Shanghai");
        var minutes = Gen.Int[0, 1439];
        Gen.Select(minutes, minutes, Gen.Long[1_700_000_000, 1_900_000_000]).Where(g => g.Item1 != g.Item2).Sample((from, to, seconds) =>
        {
            var hours = new QuietHours(new TimeOnly(from / 60, from % 60), new TimeOnly(to / 60, to % 60));
            var now = new Moment(seconds * 1_000_000);
            return hours.EndAt(now, calendar) is not { } end || (end > now && end - now < TimeSpan.FromDays(1) && hours.EndAt(end, calendar) is null);
        });
    }

    private static QuietHours Between(string from, string to) =>
        new(TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));

    private static InstitutionCalendar Of(string zone) => new(InstitutionSettings.Of(zone, "CNY"));
}
