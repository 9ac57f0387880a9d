using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Display;

/// <summary>The figures of boards and ledgers as people read them, in the units of their measure.</summary>
internal sealed class Figures(InstitutionSettings settings, CultureInfo culture)
{
    private const char Minus = '\u2212';
    private readonly Money _money = new(settings.Currency, settings.CurrencyDecimals, culture);

    /// <summary>Minor units, exact.</summary>
    public string Amount(long minor) => _money.Exact(MajorOf(minor));

    /// <summary>Hundredths of a point: <c>1,234.50</c>.</summary>
    public static string Points(long hundredths) => Number(MinorUnits.ToMajor(hundredths, 2), 2);

    public static string Count(long count) => Number(count, 0);

    /// <summary>A factor in hundredths, with the sign of multiplication left to the words: <c>1.10</c>.</summary>
    public static string Factor(int hundredths) => MinorUnits.ToMajor(hundredths, 2).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A value of a board, exact, in the unit of its measure.</summary>
    public string Value(long value, BoardMeasure measure) => measure switch
    {
        BoardMeasure.Points => Points(value),
        BoardMeasure.Count => Count(value),
        BoardMeasure.Rate or BoardMeasure.Attainment => Percents.Of(value),
        BoardMeasure.Index or BoardMeasure.Score => Number(MinorUnits.ToMajor(value, 2), 2),
        _ => Amount(value),
    };

    /// <summary>The value as a plain number in major units, for files and charts.</summary>
    public decimal Plain(long value, BoardMeasure measure) => measure switch
    {
        BoardMeasure.Count => value,
        _ => MinorUnits.ToMajor(value, BoardJson.DecimalsOf(measure, settings)),
    };

    /// <summary>Of what a ratio was made: <c>¥180,000.00 ÷ ¥1,200,000.00</c>; null for other measures.</summary>
    public string? Made(long? numeratorMinor, long? denominatorMinor) =>
        (numeratorMinor, denominatorMinor) is ({ } numerator, { } denominator) ? $"{Amount(numerator)} ÷ {Amount(denominator)}" : null;

    /// <summary>Minor units as a plain number in major units.</summary>
    public decimal PlainAmount(long minor) => MajorOf(minor);

    private decimal MajorOf(long minor) => MinorUnits.ToMajor(minor, settings.CurrencyDecimals);

    private static string Number(decimal value, int decimals) =>
        (value < 0 ? Minus.ToString() : "") + Math.Abs(value).ToString(FormattableString.Invariant($"N{decimals}"), CultureInfo.InvariantCulture);
}
