namespace Leaderboard.Domain.Targets;

internal static class Rounding
{
    /// <summary>Half away from zero. The divisor is above 0.</summary>
    public static long Quotient(Int128 numerator, Int128 divisor)
    {
        var half = divisor / 2;
        return checked((long)((numerator + (numerator < 0 ? -half : half)) / divisor));
    }
}
