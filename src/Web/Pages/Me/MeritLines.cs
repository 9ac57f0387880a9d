using Leaderboard.Merits;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Me;

/// <summary>Level, streak and badges, written out.</summary>
/// <param name="Meter">How much of the way to the next level, whole percent.</param>
/// <param name="Missing">Points to the next level, or that there is none.</param>
/// <param name="Keep">What keeps the streak.</param>
/// <param name="Reward">When the streak earns points next; null when the scheme gives none.</param>
/// <param name="Badges">One for each kind, the latest first.</param>
internal sealed record MeritsView(
    string Level, string LevelName, long Meter, string Missing, string Streak, string Keep, string? Reward, IReadOnlyList<(string Name, string When)> Badges);

/// <summary>Writes merits for people.</summary>
internal sealed class MeritLines(LocalTimes times, InstitutionCalendar calendar, TimeProvider time, IStringLocalizer<Words> words)
{
    private const int Percent = 100;

    public MeritsView? Of(CollectorMerits? merits) => merits is null ? null : new MeritsView(
        words["merits.level", merits.Level.Number],
        words["level." + merits.Level.Number],
        MeterOf(merits.Level),
        merits.Level.NextHundredths is { } next
            ? words["merits.next", Figures.Points(next - merits.Level.LifetimeHundredths), words["level." + (merits.Level.Number + 1)].Value]
            : words["merits.top"],
        words[merits.Streak.Days == 1 ? "merits.streak.one" : "merits.streak", merits.Streak.Days],
        KeepOf(merits.Streak),
        merits.Streak.RewardDays is { } days ? words["merits.reward", days, Figures.Points(merits.Streak.RewardHundredths)].Value : null,
        [.. merits.Badges.GroupBy(b => b.Kind).Select(k => (words["merit." + BoardRequests.NameOf(k.Key)].Value, WhenOf(k.First(), k.Count())))]);

    private static long MeterOf(LevelView level) => level.NextHundredths is { } next
        ? Math.Clamp((level.LifetimeHundredths - level.FromHundredths) * Percent / (next - level.FromHundredths), 0, Percent)
        : Percent;

    private string KeepOf(StreakView streak) => streak.NextDay is not { } day ? ""
        : day == calendar.DayOf(time.Now()) ? words[streak.Days == 0 ? "merits.begin.today" : "merits.keep.today"]
        : words[streak.Days == 0 ? "merits.begin" : "merits.keep", DayOf(day)];

    private string WhenOf(MeritView latest, int count) =>
        (count == 1 ? words["merits.on", DayOf(latest.Day)] : words["merits.times", count, DayOf(latest.Day)])
        + (latest.PointsHundredths > 0 ? words["merits.points", Figures.Points(latest.PointsHundredths)] : "");

    private string DayOf(DateOnly day) => times.Date(calendar.StartOfDay(day));
}
