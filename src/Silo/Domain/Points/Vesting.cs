namespace Leaderboard.Domain.Points;

/// <summary>When points clear: calendar days from the local day of the receipt; 0 is at once.</summary>
internal static class Vesting
{
    public static Moment VestsAt(this InstitutionCalendar calendar, Moment receivedAt, int clearingDays) =>
        clearingDays == 0 ? receivedAt : calendar.DayStart(receivedAt, clearingDays);
}
