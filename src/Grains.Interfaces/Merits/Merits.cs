namespace Leaderboard.Merits;

/// <summary>What can be earned beside receipts. The camelCase name is that of the API.</summary>
public enum MeritKind
{
    /// <summary>So many working days in a row as the scheme says.</summary>
    Streak = 1,

    /// <summary>The first day with a receipt that stands.</summary>
    FirstReceipt = 2,

    /// <summary>More on a day than on any before, from the sixth day with a receipt on.</summary>
    PersonalBest = 3,

    /// <summary>Five working days in a row.</summary>
    FiveDayStreak = 4,

    /// <summary>The first receipt of a month from an account more than 180 days overdue.</summary>
    OldDebt = 5,

    /// <summary>The receipt with which the team's month passed its target.</summary>
    TeamSaver = 6,
}

/// <summary>What a collector has earned beside receipts, as it follows from the receipts that stand now.</summary>
[GenerateSerializer, Immutable, Alias("lb.CollectorMerits")]
public sealed record CollectorMerits
{
    [Id(0)] public required LevelView Level { get; init; }

    [Id(1)] public required StreakView Streak { get; init; }

    /// <summary>The latest first.</summary>
    [Id(2)] public required MeritView[] Badges { get; init; }
}

/// <summary>A badge or a completed streak.</summary>
[GenerateSerializer, Immutable, Alias("lb.MeritView")]
public sealed record MeritView
{
    [Id(0)] public required MeritKind Kind { get; init; }

    /// <summary>The local day that earned it.</summary>
    [Id(1)] public required DateOnly Day { get; init; }

    /// <summary>What the scheme of that day gives for it, hundredths; 0: it is shown alone.</summary>
    [Id(2)] public required long PointsHundredths { get; init; }

    /// <summary>The scheme version of that day.</summary>
    [Id(3)] public required string Scheme { get; init; }
}

/// <summary>Working days in a row with a receipt that stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.StreakView")]
public sealed record StreakView
{
    /// <summary>In a row by now; a day that is not over yet breaks nothing.</summary>
    [Id(0)] public required int Days { get; init; }

    /// <summary>The day on which a receipt is needed to keep it: today while it has none, or the next working day on which the collector is there; null when there is none within a year.</summary>
    [Id(1)] public required DateOnly? NextDay { get; init; }

    /// <summary>Days in a row for which there are points next; null when the scheme gives none.</summary>
    [Id(2)] public int? RewardDays { get; init; }

    /// <summary>Points for them, hundredths.</summary>
    [Id(3)] public long RewardHundredths { get; init; }
}

/// <summary>Where lifetime points have led.</summary>
[GenerateSerializer, Immutable, Alias("lb.LevelView")]
public sealed record LevelView
{
    /// <summary>From 1.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>Hundredths.</summary>
    [Id(1)] public required long LifetimeHundredths { get; init; }

    /// <summary>Where this level begins, hundredths.</summary>
    [Id(2)] public required long FromHundredths { get; init; }

    /// <summary>Where the next begins, hundredths; null at the last.</summary>
    [Id(3)] public long? NextHundredths { get; init; }
}
