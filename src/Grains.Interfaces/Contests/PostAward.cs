namespace Leaderboard.Contests;

/// <summary>A prize to be paid to a collector, once under its id.</summary>
[GenerateSerializer, Immutable, Alias("lb.PostAward")]
public sealed record PostAward
{
    [Id(0)] public required EntryId Id { get; init; }

    /// <summary>The collector's team, or the one that won it.</summary>
    [Id(1)] public required TeamId Team { get; init; }

    [Id(2)] public required string Contest { get; init; }

    [Id(3)] public required int Rank { get; init; }

    /// <summary>0 or more; vest at once.</summary>
    [Id(4)] public required long PointsHundredths { get; init; }

    /// <summary>To be paid with the wages, minor units, 0 or more.</summary>
    [Id(5)] public required long MoneyMinor { get; init; }

    /// <summary>When it was certified.</summary>
    [Id(6)] public required Moment At { get; init; }
}
