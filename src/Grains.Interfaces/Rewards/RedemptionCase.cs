using Leaderboard.Contests;
using Leaderboard.Recoveries;

namespace Leaderboard.Rewards;

/// <summary>A redemption that waits for a decision, and what whoever decides has to know of it.</summary>
[GenerateSerializer, Immutable, Alias("lb.RedemptionCase")]
public sealed record RedemptionCase
{
    [Id(0)] public required RedemptionView Redemption { get; init; }

    /// <summary>Of the collector, now.</summary>
    [Id(1)] public required PointsBalance Points { get; init; }

    /// <summary>Hundredths that reversals of the last 90 days took back, 0 or more.</summary>
    [Id(2)] public required long ReversedHundredths { get; init; }

    /// <summary>Redemptions of the collector that were handed over since the local year began.</summary>
    [Id(3)] public required int GivenCount { get; init; }

    /// <summary>What those cost, minor units.</summary>
    [Id(4)] public required long GivenMinor { get; init; }

    /// <summary>Whether compliance holds what the collector is to be paid.</summary>
    [Id(5)] public required bool IsOnHold { get; init; }

    /// <summary>Of the envelope that pays for it, in its unit; null where there is none.</summary>
    [Id(6)] public long? BudgetLeft { get; init; }

    /// <summary>Of the envelope that pays for it.</summary>
    [Id(7)] public PrizeUnit BudgetUnit { get; init; }
}
