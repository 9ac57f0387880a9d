namespace Leaderboard.Notices;

/// <summary>Local times of the institution between which no mail goes out.</summary>
[GenerateSerializer, Immutable, Alias("lb.QuietTimes")]
public sealed record QuietTimes
{
    /// <summary>Inclusive.</summary>
    [Id(0)] public required TimeOnly From { get; init; }

    /// <summary>Exclusive; on the next day unless it is later than <see cref="From"/>.</summary>
    [Id(1)] public required TimeOnly To { get; init; }
}
