using System.Globalization;
using System.Text;

namespace Leaderboard.Web.Display;

/// <summary>
/// Amounts as people read them. The browser does the same in <c>wwwroot/js/format.js</c>; both are held against one table,
/// <c>tests/Web/Display/money.json</c>.
/// </summary>
internal sealed class Money(string currency, int currencyDecimals, CultureInfo culture)
{
    private const char Minus = '\u2212';

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["CNY"] = "¥", ["JPY"] = "¥", ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["INR"] = "₹", ["KRW"] = "₩", ["HKD"] = "HK$", ["TWD"] = "NT$",
    };

    private static readonly (decimal Size, string Sign)[] ChineseScales = [(1_0000_0000_0000m, "万亿"), (1_0000_0000m, "亿"), (1_0000m, "万")];
    private static readonly (decimal Size, string Sign)[] EnglishScales = [(1_000_000_000_000m, "T"), (1_000_000_000m, "B"), (1_000_000m, "M"), (1_000m, "K")];

    private readonly string _symbol = Symbols.TryGetValue(currency, out var symbol) ? symbol : currency + "\u00A0";
    private readonly (decimal Size, string Sign)[] _scales = IsChinese(culture) ? ChineseScales : EnglishScales;

    public static bool IsChinese(CultureInfo culture) => string.Equals(culture.TwoLetterISOLanguageName, "zh", StringComparison.Ordinal);

    /// <summary>All decimals of the currency, in groups of three: <c>¥1,285,000.00</c>.</summary>
    public string Exact(decimal amount) => Text(amount, currencyDecimals, "");

    /// <summary>
    /// In 万 and 亿, or K, M and B. Cut off, never rounded: 9999.99万 is not yet 1亿. For a column, <paramref name="scaleOf"/>
    /// is its largest amount, so that every line has the same unit and the same number of decimals.
    /// </summary>
    public string Compact(decimal amount, int decimals, decimal? scaleOf = null)
    {
        var (size, sign) = Array.Find(_scales, s => Math.Abs(scaleOf ?? amount) >= s.Size);
        if (sign is null)
            return Text(Cut(amount, 0), 0, "");
        return Text(Cut(amount / size, decimals), decimals, sign);
    }

    private static decimal Cut(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.ToZero);

    private string Text(decimal value, int decimals, string sign)
    {
        var number = Math.Abs(value).ToString(FormattableString.Invariant($"N{decimals}"), CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        if (value < 0)
            text.Append(Minus);
        return text.Append(_symbol).Append(number).Append(sign).ToString();
    }
}
