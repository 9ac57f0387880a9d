using System.Globalization;

namespace Leaderboard.Web.Api;

/// <summary>Amounts between major units as written and whole minor units; never through floating point.</summary>
internal static class MinorUnits
{
    /// <summary>10^13 major units: beyond any institution, and its square root away from overflowing a sum.</summary>
    private const decimal MaxMajor = 10_000_000_000_000m;

    /// <summary>A longer text is no amount, and must not cost anything.</summary>
    private const int MaxLength = 40;

    /// <summary>Digits, sign and point that a decimal holds exactly.</summary>
    private const int MaxDigits = 28;

    /// <summary>1 with every decimal: dividing by it takes off the zeros at the end.</summary>
    private const decimal One = 1.000000000000000000000000000000000m;

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>False for no number, for more decimals than the currency has (as written), and beyond ±10^13.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, int decimals, out long minor)
    {
        minor = 0;
        if (text.Length is 0 or > MaxLength || !(char.IsAsciiDigit(text[^1]) && (char.IsAsciiDigit(text[0]) || text[0] == '-')))
            return false;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var major) || Math.Abs(major) > MaxMajor)
            return false;
        if (text.IndexOfAny('e', 'E') is var exponent and >= 0)
        {
            // A decimal cuts what it cannot hold: 1e-30 would become 0, and a very long number a round one.
            if (exponent > MaxDigits || (major == 0 && text[..exponent].ContainsAnyInRange('1', '9')))
                return false;

            // With an exponent the value counts, not the zeros written: 1.2500e1 is 12.5.
            major /= One;
        }

        if (major.Scale > decimals)
            return false;
        minor = (long)(major * Scale(decimals));
        return true;
    }

    /// <summary>Major units that carry the currency's decimals, as answers show them.</summary>
    public static decimal ToMajor(long minor, int decimals)
    {
        var size = UInt128.CreateTruncating(Int128.Abs(minor));
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), minor < 0, (byte)decimals);
    }

    private static decimal Scale(int decimals) => decimals switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => (decimal)Math.Pow(10, decimals) };
}
