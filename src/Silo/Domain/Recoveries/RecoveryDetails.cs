using System.Globalization;
using System.Text.Json;
using Leaderboard.Domain.Points;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Recoveries;

/// <summary>What explains a recovery's points; kept as exact text with the entry. Factors in hundredths.</summary>
/// <param name="Sender">Who sent it, an id; null for entries from before that was kept.</param>
/// <param name="Replaces">Id of the recovery whose place it takes, without prefix; null for what a sender sent.</param>
/// <param name="Excluded">Flag of the account for which it earns nothing; null when it earns.</param>
/// <param name="PointsPer100">Hundredths of a point for 100 effective; written down where it is not 1.00.</param>
internal sealed record RecoveryDetails(
    RecoveryKind Kind, PaymentChannel Channel, Bucket Bucket, int KindFactor, int BucketFactor, string? Sender = null, string? Replaces = null, string? Excluded = null, int PointsPer100 = PointsPlan.UsualPer100)
{
    /// <summary>JSON with a fixed order of members; all its values are numbers, plain words and ids.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"kind":{{(int)Kind}},"channel":{{(int)Channel}},"bucket":{{(int)Bucket}},"kindFactor":{{KindFactor}},"bucketFactor":{{BucketFactor}}{{Per100}}{{Member("from", Sender)}}{{Member("replaces", Replaces)}}{{Member("excluded", Excluded)}}}""");

    private string Per100 => PointsPer100 == PointsPlan.UsualPer100 ? "" : string.Create(CultureInfo.InvariantCulture, $",\"per100\":{PointsPer100}");

    public static RecoveryDetails Parse(string text)
    {
        using var json = JsonDocument.Parse(text);
        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
        int NumberOr(string name, int otherwise) => json.RootElement.TryGetProperty(name, out var number) ? number.GetInt32() : otherwise;
        string? Id(string name) => json.RootElement.TryGetProperty(name, out var id) ? id.GetString() : null;
        return new RecoveryDetails(
            (RecoveryKind)Number("kind"), (PaymentChannel)Number("channel"), (Bucket)Number("bucket"), Number("kindFactor"), Number("bucketFactor"), Id("from"), Id("replaces"), Id("excluded"), NumberOr("per100", PointsPlan.UsualPer100));
    }

    /// <summary>A member with an id or a plain word behind others; nothing for none.</summary>
    public static string Member(string name, string? value) => value is null ? "" : $",\"{name}\":\"{value}\"";

    public long Effective(long amountMinor) => Excluded is not null ? 0 : PointsPlan.Effective(amountMinor, KindFactor, BucketFactor);

    public long Points(long amountMinor, long minorPerMajor) => Excluded is not null ? 0 : PointsPlan.Points(amountMinor, KindFactor, BucketFactor, PointsPer100, minorPerMajor);
}
