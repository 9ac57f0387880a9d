namespace Leaderboard.Domain.Rewards;

/// <summary>What an institution demands of redemptions.</summary>
/// <param name="SecondAboveMinor">What is worth more is approved by two; null: one is enough.</param>
/// <param name="RequestLife">How long a request waits for a decision.</param>
/// <param name="ClaimLife">How long what was approved waits to be picked up.</param>
internal sealed record RedemptionPolicy(long? SecondAboveMinor, TimeSpan RequestLife, TimeSpan ClaimLife)
{
    /// <summary>How long a request waits until somebody is reminded; as long as its life or longer: nobody is.</summary>
    public required TimeSpan RequestPatience { get; init; }

    /// <summary>How long before a request ends its owner is told; 0: they are not.</summary>
    public required TimeSpan RequestNotice { get; init; }

    /// <summary>The same of what was approved.</summary>
    public required TimeSpan ClaimNotice { get; init; }

    /// <param name="options">Checked.</param>
    /// <param name="minorPerMajor">Parts of a minor unit do not matter: no redemption is worth any.</param>
    public static RedemptionPolicy Of(LeaderboardOptions options, long minorPerMajor) => new(
        options.SecondApprovalAbove is { } above ? (long)decimal.Floor(above * minorPerMajor) : null, options.RequestsExpireAfter, options.UnclaimedExpireAfter)
    {
        RequestPatience = options.RemindOfRequestsAfter,
        RequestNotice = Notice(options.RemindBeforeExpiry, options.RequestsExpireAfter),
        ClaimNotice = Notice(options.RemindBeforeExpiry, options.UnclaimedExpireAfter),
    };

    /// <summary>What is told as soon as it begins is no reminder.</summary>
    private static TimeSpan Notice(TimeSpan wanted, TimeSpan life) => wanted < life / 2 ? wanted : life / 2;
}
