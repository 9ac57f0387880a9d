using System.Globalization;

namespace Leaderboard.Web.Display;

/// <summary>Lengths of time in a few characters, whole units, cut off. The browser's twin is in <c>wwwroot/js/format.js</c>.</summary>
internal static class Durations
{
    /// <summary><c>42 s</c>, <c>3 min</c>, <c>2 h 5 min</c>, <c>3 d</c>; <c>42 秒</c>, <c>3 分钟</c>, <c>2 小时 5 分钟</c>, <c>3 天</c>. Negative counts as zero.</summary>
    public static string Short(TimeSpan length, CultureInfo culture)
    {
        var units = Money.IsChinese(culture) ? ("秒", "分钟", "小时", "天") : ("s", "min", "h", "d");
        return length switch
        {
            { Ticks: < 0 } => Text(0, units.Item1),
            { TotalMinutes: < 1 } => Text(length.Seconds, units.Item1),
            { TotalHours: < 1 } => Text(length.Minutes, units.Item2),
            { TotalDays: < 1, Minutes: 0 } => Text(length.Hours, units.Item3),
            { TotalDays: < 1 } => Text(length.Hours, units.Item3) + " " + Text(length.Minutes, units.Item2),
            _ => Text(length.Days, units.Item4),
        };
    }

    private static string Text(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
