using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Points;

/// <summary>How long an account was overdue, in the field's buckets; None: not known.</summary>
internal enum Bucket
{
    None = -1,
    M0 = 0,
    M1 = 1,
    M2 = 2,
    M3 = 3,
    M4 = 4,
    M5 = 5,
    M6 = 6,
    M6Plus = 7,
}

/// <summary>
/// The default points plan (domain rules §4): effective amount = amount × kind factor × bucket factor; one point per 100
/// effective. Factors are whole hundredths, so every product is exact until its one rounding, half away from zero.
/// </summary>
internal static class PointsPlan
{
    /// <summary>Version written to each entry it prices.</summary>
    public const string Version = "default/1";

    private const long FactorUnit = 100;

    /// <summary>0 days: M0; 1–30: M1; …; 151–180: M6; beyond: M6+.</summary>
    public static Bucket BucketOf(int? daysPastDue) => daysPastDue switch
    {
        null => Bucket.None,
        <= 0 => Bucket.M0,
        <= 30 => Bucket.M1,
        <= 60 => Bucket.M2,
        <= 90 => Bucket.M3,
        <= 120 => Bucket.M4,
        <= 150 => Bucket.M5,
        <= 180 => Bucket.M6,
        _ => Bucket.M6Plus,
    };

    /// <summary>In hundredths.</summary>
    public static int KindFactor(RecoveryKind kind) => kind switch
    {
        RecoveryKind.Cash or RecoveryKind.WrittenOffRecovery or RecoveryKind.DebtSale => 100,
        RecoveryKind.AssetInLieu => 60,
        RecoveryKind.Restructured => 30,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No factor for this kind."),
    };

    /// <summary>In hundredths. An account that is not overdue counts like M1, the least; one that is not known counts once.</summary>
    public static int BucketFactor(Bucket bucket) => bucket switch
    {
        Bucket.None => 100,
        Bucket.M0 or Bucket.M1 => 80,
        Bucket.M2 => 100,
        Bucket.M3 => 110,
        Bucket.M4 or Bucket.M5 or Bucket.M6 => 125,
        Bucket.M6Plus => 140,
        _ => throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "No factor for this bucket."),
    };

    /// <summary>Calendar days until the money of a channel counts as cleared; 0 is at once.</summary>
    public static int ClearingDays(PaymentChannel channel) => channel switch
    {
        PaymentChannel.Cash => 0,
        PaymentChannel.Transfer or PaymentChannel.Wechat or PaymentChannel.Alipay => 1,
        PaymentChannel.Card => 3,
        PaymentChannel.Cheque => 7,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "No clearing time for this channel."),
    };

    /// <summary>Effective minor units of an amount under a pair of factors.</summary>
    public static long Effective(long amountMinor, int kindFactor, int bucketFactor) =>
        RoundedQuotient((Int128)amountMinor * kindFactor * bucketFactor, FactorUnit * FactorUnit);

    /// <summary>Hundredths of a point: one point per 100 major units effective, from the unrounded effective amount.</summary>
    /// <param name="minorPerMajor">10 to the power of the currency's decimals.</param>
    public static long Points(long amountMinor, int kindFactor, int bucketFactor, long minorPerMajor) =>
        RoundedQuotient((Int128)amountMinor * kindFactor * bucketFactor, (Int128)FactorUnit * FactorUnit * minorPerMajor);

    private static long RoundedQuotient(Int128 numerator, Int128 denominator)
    {
        var half = denominator / 2;
        return checked((long)((numerator + (numerator < 0 ? -half : half)) / denominator));
    }
}
