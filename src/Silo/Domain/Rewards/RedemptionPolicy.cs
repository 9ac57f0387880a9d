namespace Leaderboard.Domain.Rewards;

/// <summary>What an institution demands of redemptions.</summary>
/// <param name="SecondAboveMinor">What is worth more is approved by two; null: one is enough.</param>
/// <param name="RequestLife">How long a request waits for a decision.</param>
/// <param name="ClaimLife">How long what was approved waits to be picked up.</param>
internal sealed record RedemptionPolicy(long? SecondAboveMinor, TimeSpan RequestLife, TimeSpan ClaimLife)
{
    /// <param name="secondAboveMinor">Parts of a minor unit do not matter: no redemption is worth any.</param>
    /// <param name="requestLife">How long a request waits for a decision.</param>
    /// <param name="claimLife">How long what was approved waits to be picked up.</param>
    public static RedemptionPolicy Of(decimal? secondAboveMinor, TimeSpan requestLife, TimeSpan claimLife) =>
        new(secondAboveMinor is { } above ? (long)decimal.Floor(above) : null, requestLife, claimLife);
}
