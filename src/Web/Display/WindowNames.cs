using System.Globalization;

namespace Leaderboard.Web.Display;

/// <summary>Weeks, months and quarters by name: <c>November 2026</c>, <c>2026年11月</c>, <c>2026 Q4</c>, <c>2026-11-23 – 2026-11-29</c>.</summary>
internal static class WindowNames
{
    /// <param name="key">Such as <c>month/2026-11</c>.</param>
    /// <param name="culture">Whose words.</param>
    public static string Of(string key, CultureInfo culture)
    {
        var (kind, text) = (key[..key.IndexOf('/', StringComparison.Ordinal)], key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        return kind switch
        {
            "month" => DateOnly.ParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString(Money.IsChinese(culture) ? "yyyy年M月" : "MMMM yyyy", culture),
            "quarter" => Money.IsChinese(culture) ? $"{text[..4]}年第{text[5..]}季度" : $"{text[..4]} Q{text[5..]}",
            "week" => $"{text} – {Day(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(6))}",
            _ => text,
        };
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
