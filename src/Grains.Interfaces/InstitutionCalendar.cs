using System.Globalization;
using NodaTime;

namespace Leaderboard;

/// <summary>The institution's local days.</summary>
public sealed partial class InstitutionCalendar(InstitutionSettings settings)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];

    /// <summary>The first instant of the local day that contains a moment, moved by whole days.</summary>
    public Moment DayStart(Moment at, int plusDays = 0) => StartOf(DateOf(at).PlusDays(plusDays));

    private LocalDate DateOf(Moment at) => Instant.FromUnixTimeTicks(checked(at.UnixMicroseconds * 10)).InZone(_zone).Date;

    private Moment StartOf(LocalDate date) => new(_zone.AtStartOfDay(date).ToInstant().ToUnixTimeTicks() / 10);
}
