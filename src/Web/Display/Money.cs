using System.Globalization;

namespace Leaderboard.Web.Display;

/// <summary>Amounts as people read them; the same rules as <c>format.js</c>, held together by one table of examples.</summary>
internal static class Money
{
    /// <summary>Symbol, grouped digits, the currency's decimals: <c>¥1,285,000.00</c>.</summary>
    public static string Exact(long minor, InstitutionSettings settings)
    {
        var sign = minor < 0 ? "-" : "";
        var size = UInt128.CreateTruncating(Int128.Abs(minor));
        var unit = (UInt128)settings.MinorPerMajor;
        var fraction = settings.CurrencyDecimals == 0
            ? ""
            : "." + (size % unit).ToString(CultureInfo.InvariantCulture).PadLeft(settings.CurrencyDecimals, '0');
        return sign + Symbol(settings.Currency) + ((decimal)(size / unit)).ToString("#,0", CultureInfo.InvariantCulture) + fraction;
    }

    /// <summary>万 and 亿, or K, M and B; truncated, so that 9999.99万 never reads 1亿.</summary>
    /// <param name="decimals">Of the compact number, the same for a whole column.</param>
    public static string Compact(long minor, InstitutionSettings settings, bool chinese, int decimals = 1)
    {
        var sign = minor < 0 ? "-" : "";
        var major = (decimal)UInt128.CreateTruncating(Int128.Abs(minor)) / settings.MinorPerMajor;
        var (divisor, suffix) = Scale(major, chinese);
        var step = (decimal)Math.Pow(10, decimals);
        var shown = Math.Truncate(major / divisor * step) / step;
        var format = decimals == 0 ? "#,0" : "#,0." + new string('0', decimals);
        return sign + Symbol(settings.Currency) + shown.ToString(format, CultureInfo.InvariantCulture) + suffix;
    }

    private static (decimal Divisor, string Suffix) Scale(decimal major, bool chinese) => (chinese, major) switch
    {
        (true, >= 100_000_000m) => (100_000_000m, "亿"),
        (true, >= 10_000m) => (10_000m, "万"),
        (false, >= 1_000_000_000m) => (1_000_000_000m, "B"),
        (false, >= 1_000_000m) => (1_000_000m, "M"),
        (false, >= 1_000m) => (1_000m, "K"),
        _ => (1m, ""),
    };

    private static string Symbol(string currency) => currency switch
    {
        "CNY" or "JPY" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "INR" => "₹",
        _ => currency + " ",
    };
}
