namespace Leaderboard.Rewards;

/// <summary>Requests that wait, as somebody who decides looks at them.</summary>
[GenerateSerializer, Immutable, Alias("lb.RedemptionQueue")]
public sealed record RedemptionQueue
{
    /// <summary>Who decides, as decisions are written down.</summary>
    [Id(0)] public required string By { get; init; }

    /// <summary>Who they are on the roster, and have been.</summary>
    [Id(1)] public CollectorId[] Selves { get; init; } = [];

    /// <summary>The manager whose deputy they are; null: they decide for themselves.</summary>
    [Id(2)] public string? Manager { get; init; }

    /// <summary>What names of rewards contain; null: anything.</summary>
    [Id(3)] public string? Search { get; init; }

    /// <summary>Whose requests are found too, whatever the reward's name.</summary>
    [Id(4)] public CollectorId[] Found { get; init; } = [];

    /// <summary>
    /// Whether those that wait for others are looked at: what is one's own, what one has approved first, and for a deputy also what is their manager's or takes two.
    /// </summary>
    [Id(5)] public bool IsForOthers { get; init; }
}

/// <summary>How many requests wait, and for whom.</summary>
[GenerateSerializer, Immutable, Alias("lb.RedemptionTally")]
public sealed record RedemptionTally
{
    /// <summary>For who decides.</summary>
    [Id(0)] public required int Own { get; init; }

    [Id(1)] public required int Others { get; init; }
}
