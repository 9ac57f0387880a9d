namespace Leaderboard.Targets;

/// <summary>A collector's own target in one window, and what is left of it.</summary>
[GenerateSerializer, Immutable, Alias("lb.OwnTarget")]
public sealed record OwnTarget
{
    /// <summary>Such as <c>month/2026-11</c>.</summary>
    [Id(0)] public required string WindowKey { get; init; }

    [Id(1)] public required Attainment Attainment { get; init; }

    /// <summary>Days of the window that the collector is there.</summary>
    [Id(2)] public required int DaysThere { get; init; }

    /// <summary>Of them, those from today on, today included.</summary>
    [Id(3)] public required int DaysLeft { get; init; }

    /// <summary>Target − actual, minor units; 0 when it is reached.</summary>
    [Id(4)] public required long NeededMinor { get; init; }

    /// <summary>Needed ÷ days left, minor units, rounded up so that keeping it is enough; null when no day is left.</summary>
    [Id(5)] public long? NeededPerDayMinor { get; init; }
}
