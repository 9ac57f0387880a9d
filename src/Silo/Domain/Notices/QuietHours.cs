namespace Leaderboard.Domain.Notices;

/// <summary>
/// Hours of each local day in which nobody is disturbed. Where clocks are put back they begin and end at the first of the two times, where they are put forward
/// when they jump.
/// </summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive; on the next day unless it is later than <paramref name="From"/>.</param>
internal readonly record struct QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>When the quiet hours that a moment is in end; null: it is in none.</summary>
    public Moment? EndAt(Moment now, InstitutionCalendar calendar)
    {
        var today = calendar.DayOf(now);
        return EndOf(today.AddDays(-1), now, calendar) ?? EndOf(today, now, calendar);
    }

    private Moment? EndOf(DateOnly day, Moment now, InstitutionCalendar calendar)
    {
        var from = calendar.OfLocal(day.ToDateTime(From));
        var to = calendar.OfLocal(day.AddDays(To > From ? 0 : 1).ToDateTime(To));
        return from <= now && now < to ? to : null;
    }
}
