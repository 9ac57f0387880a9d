namespace Leaderboard.Schemes;

/// <summary>
/// Points for working days in a row with a receipt that stands: each time so many are complete (5, 10, 15 …). A day on which the collector is absent,
/// and one on which the institution does not work, neither counts nor breaks.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.StreakRule")]
public sealed record StreakRule
{
    /// <summary>Null: no streak earns points.</summary>
    [Id(0)] public int? Days { get; init; }

    /// <summary>Hundredths of a point.</summary>
    [Id(1)] public long? Points { get; init; }
}

/// <summary>Points of badges, hundredths; null: the badge is shown, and earns none.</summary>
[GenerateSerializer, Immutable, Alias("lb.BadgePoints")]
public sealed record BadgePoints
{
    public static BadgePoints None { get; } = new();

    /// <summary>The first day with a receipt that stands.</summary>
    [Id(0)] public long? FirstReceipt { get; init; }

    /// <summary>A day with more recovered than on any day before.</summary>
    [Id(1)] public long? PersonalBest { get; init; }

    /// <summary>Five working days in a row, once for each row.</summary>
    [Id(2)] public long? FiveDayStreak { get; init; }

    /// <summary>The first receipt of a month from an account more than 180 days overdue.</summary>
    [Id(3)] public long? OldDebt { get; init; }
}

/// <summary>From how many lifetime points on somebody is at a level, hundredths, ascending; everybody begins at level 1.</summary>
[GenerateSerializer, Immutable, Alias("lb.LevelThresholds")]
public sealed record LevelThresholds
{
    [Id(0)] public long Level2 { get; init; } = 1_000_00;

    [Id(1)] public long Level3 { get; init; } = 5_000_00;

    [Id(2)] public long Level4 { get; init; } = 15_000_00;

    [Id(3)] public long Level5 { get; init; } = 40_000_00;

    [Id(4)] public long Level6 { get; init; } = 100_000_00;

    [Id(5)] public long Level7 { get; init; } = 250_000_00;

    [Id(6)] public long Level8 { get; init; } = 500_000_00;

    /// <summary>Of level 2, level 3 and so on.</summary>
    public IReadOnlyList<long> InOrder() => [Level2, Level3, Level4, Level5, Level6, Level7, Level8];
}

/// <summary>How long points last. Those that vest while the scheme is in force can be spent until the end of the local day so many days later.</summary>
[GenerateSerializer, Immutable, Alias("lb.PointsExpiry")]
public sealed record PointsExpiry
{
    private const int UsualNotice = 30;

    /// <summary>Null: they last for ever.</summary>
    [Id(0)] public int? Days { get; init; }

    /// <summary>How many days before it the owner is told; null: 30.</summary>
    [Id(1)] public int? NoticeDays { get; init; }

    /// <summary>Notice that is given.</summary>
    public int Notice => NoticeDays ?? UsualNotice;
}
