using Leaderboard.Domain.Schemes;
using Leaderboard.Recoveries;
using Leaderboard.Schemes;

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
/// How points follow from a receipt under a scheme (domain rules §4): effective amount = amount × kind factor × bucket factor; so many points
/// per 100 effective. Factors and points are whole hundredths, so every product is exact until its one rounding, half away from zero.
/// </summary>
internal static class PointsPlan
{
    /// <summary>Points per 100 effective of the default plan, and of every entry that does not say otherwise: 1.00.</summary>
    public const int UsualPer100 = 100;

    private const long Hundredths = 100;

    /// <summary>
    /// The plan in force until another is published. An account that is not overdue counts like M1, the least; one that is not known
    /// counts once.
    /// </summary>
    public static PublishedScheme Default { get; } = new()
    {
        Id = "default",
        Version = 1,
        Rules = new SchemeRules
        {
            PointsPer100 = UsualPer100,
            Kinds = new KindFactors { Cash = 100, WrittenOffRecovery = 100, DebtSale = 100, AssetInLieu = 60, Restructured = 30 },
            Buckets = new BucketFactors { Unknown = 100, M0 = 80, M1 = 80, M2 = 100, M3 = 110, M4 = 125, M5 = 125, M6 = 125, M6Plus = 140 },
            Clearing = new ClearingDays { Cash = 0, Transfer = 1, Wechat = 1, Alipay = 1, Card = 3, Cheque = 7 },
            Conduct = new ConductMeasure { MinorComplaint = 10, SeriousBreach = 100 },
        },
    };

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
    public static int FactorOf(this KindFactors factors, RecoveryKind kind) => kind switch
    {
        RecoveryKind.Cash => factors.Cash,
        RecoveryKind.WrittenOffRecovery => factors.WrittenOffRecovery,
        RecoveryKind.DebtSale => factors.DebtSale,
        RecoveryKind.AssetInLieu => factors.AssetInLieu,
        RecoveryKind.Restructured => factors.Restructured,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No factor for this kind."),
    };

    /// <summary>In hundredths.</summary>
    public static int FactorOf(this BucketFactors factors, Bucket bucket) => bucket switch
    {
        Bucket.None => factors.Unknown,
        Bucket.M0 => factors.M0,
        Bucket.M1 => factors.M1,
        Bucket.M2 => factors.M2,
        Bucket.M3 => factors.M3,
        Bucket.M4 => factors.M4,
        Bucket.M5 => factors.M5,
        Bucket.M6 => factors.M6,
        Bucket.M6Plus => factors.M6Plus,
        _ => throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "No factor for this bucket."),
    };

    /// <summary>Calendar days until the money of a channel counts as cleared; 0 is at once.</summary>
    public static int DaysOf(this ClearingDays clearing, PaymentChannel channel) => channel switch
    {
        PaymentChannel.Cash => clearing.Cash,
        PaymentChannel.Transfer => clearing.Transfer,
        PaymentChannel.Wechat => clearing.Wechat,
        PaymentChannel.Alipay => clearing.Alipay,
        PaymentChannel.Card => clearing.Card,
        PaymentChannel.Cheque => clearing.Cheque,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "No clearing time for this channel."),
    };

    /// <summary>Until the money of every channel counts as cleared.</summary>
    public static int LongestDays(this ClearingDays clearing) => Enum.GetValues<PaymentChannel>().Max(clearing.DaysOf);

    /// <summary>Effective minor units of an amount under a pair of factors.</summary>
    public static long Effective(long amountMinor, int kindFactor, int bucketFactor) =>
        RoundedQuotient((Int128)amountMinor * kindFactor * bucketFactor, Hundredths * Hundredths);

    /// <summary>Hundredths of a point, from the unrounded effective amount.</summary>
    /// <param name="pointsPer100">Hundredths of a point for 100 major units effective.</param>
    /// <param name="minorPerMajor">10 to the power of the currency's decimals.</param>
    public static long Points(long amountMinor, int kindFactor, int bucketFactor, int pointsPer100, long minorPerMajor) =>
        RoundedQuotient((Int128)amountMinor * kindFactor * bucketFactor * pointsPer100, (Int128)Hundredths * Hundredths * Hundredths * minorPerMajor);

    /// <summary>A part of points, hundredths of it given.</summary>
    public static long PartOf(long pointsHundredths, int partHundredths) => RoundedQuotient((Int128)pointsHundredths * partHundredths, Hundredths);

    private static long RoundedQuotient(Int128 numerator, Int128 denominator)
    {
        var half = denominator / 2;
        return checked((long)((numerator + (numerator < 0 ? -half : half)) / denominator));
    }
}
