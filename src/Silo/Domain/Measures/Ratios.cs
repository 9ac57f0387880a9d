using Leaderboard.Boards;
using Leaderboard.Domain.Targets;

namespace Leaderboard.Domain.Measures;

/// <summary>The arithmetic of rate, attainment and index (domain rules §2): amounts in, hundredths out.</summary>
internal static class Ratios
{
    /// <summary>100 percent, or an index of 100, in hundredths.</summary>
    public const long Whole = 10_000;

    /// <summary>More than this much of a base is the sign of a wrong base; the difference of two values still fits.</summary>
    public const long Most = 1_000_000_000_000_000;

    /// <param name="measure">One of the three.</param>
    /// <param name="numerator">Minor units.</param>
    /// <param name="denominator">Minor units, above 0.</param>
    /// <param name="shrink">Minor units, 0 or more: what is added above and below, so that little luck with a small book is little.</param>
    public static long Value(BoardMeasure measure, long numerator, long denominator, long shrink = 0)
    {
        var (above, below) = (((Int128)numerator + shrink) * Whole, (Int128)denominator + shrink);
        if (below <= 0)
            return 0;
        var value = measure == BoardMeasure.Attainment ? above / below : Clamped(above, below) ?? Rounding.Quotient(above, below);
        return (long)Int128.Clamp(value, -Most, Most);
    }

    private static Int128? Clamped(Int128 above, Int128 below) => Int128.Abs(above) / below > Most ? Int128.Sign(above) * (Int128)Most : null;
}
