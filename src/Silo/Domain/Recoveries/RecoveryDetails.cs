using System.Globalization;
using System.Text.Json;
using Leaderboard.Domain.Points;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Recoveries;

/// <summary>What explains a recovery's points; kept as exact text with the entry. Factors in hundredths.</summary>
internal sealed record RecoveryDetails(RecoveryKind Kind, PaymentChannel Channel, Bucket Bucket, int KindFactor, int BucketFactor)
{
    /// <summary>JSON with a fixed order of members; all its values are numbers and plain words.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"kind":{{(int)Kind}},"channel":{{(int)Channel}},"bucket":{{(int)Bucket}},"kindFactor":{{KindFactor}},"bucketFactor":{{BucketFactor}}}""");

    public static RecoveryDetails Parse(string text)
    {
        using var json = JsonDocument.Parse(text);
        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
        return new RecoveryDetails(
            (RecoveryKind)Number("kind"), (PaymentChannel)Number("channel"), (Bucket)Number("bucket"), Number("kindFactor"), Number("bucketFactor"));
    }

    public long Effective(long amountMinor) => PointsPlan.Effective(amountMinor, KindFactor, BucketFactor);

    public long Points(long amountMinor, long minorPerMajor) => PointsPlan.Points(amountMinor, KindFactor, BucketFactor, minorPerMajor);
}
