using Leaderboard.Domain.Points;
using Leaderboard.Domain.Schemes;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Merits;

/// <summary>Days of one collector, of which 2026-11-16 is a Monday; each with 100.00 where nothing else is said.</summary>
internal static class Receiver
{
    public static BadgePoints Badges { get; } = new() { FirstReceipt = 10_00, PersonalBest = 20_00, FiveDayStreak = 30_00, OldDebt = 40_00 };

    /// <summary>50 points for each five days in a row, and points for every badge.</summary>
    public static PublishedScheme Scheme { get; } = new()
    {
        Id = "keen",
        Version = 1,
        Rules = PointsPlan.Default.Rules with { Streaks = new StreakRule { Days = 5, Points = 50_00 }, Badges = Badges },
    };

    public static DateOnly Day(int ofNovember) => new DateOnly(2026, 11, 1).AddDays(ofNovember - 1);

    public static IEnumerable<EarningDay> On(params int[] daysOfNovember) => daysOfNovember.Select(d => new EarningDay(Day(d), 100_00, 0));

    public static MeritHistory History(IEnumerable<EarningDay> days, WorkCalendar? calendar = null, params int[] absent) =>
        new(days, d => (calendar ?? WorkCalendar.Weekdays).IsWorkDay(d) && !absent.Select(Day).Contains(d), _ => Scheme);

    public static IEnumerable<string> Keys(this MeritHistory history) => history.Earned().Select(m => m.Key).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Streaks(this MeritHistory history) => history.Keys().Where(k => k.StartsWith("streak:", StringComparison.Ordinal));
}
