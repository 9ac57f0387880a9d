namespace Leaderboard.Targets;

/// <summary>A team against its target in one window.</summary>
[GenerateSerializer, Immutable, Alias("lb.TeamTargets")]
public sealed record TeamTargets
{
    [Id(0)] public required TeamId Team { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>Such as <c>month/2026-11</c>.</summary>
    [Id(2)] public required string WindowKey { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(3)] public required Moment From { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(4)] public required Moment To { get; init; }

    [Id(5)] public required Moment AsOf { get; init; }

    /// <summary>All that is credited to the team in the window, minor units.</summary>
    [Id(6)] public required long RecoveredMinor { get; init; }

    /// <summary>Of it, what people recovered who are not among <see cref="Members"/> now.</summary>
    [Id(7)] public required long OthersMinor { get; init; }

    /// <summary>The target set for the team itself; null when none is.</summary>
    [Id(8)] public long? OwnTargetMinor { get; init; }

    /// <summary>
    /// The team against its own target, or else Σ actual ÷ Σ target of the members who have one; null when there is no target
    /// at all.
    /// </summary>
    [Id(9)] public Attainment? Attainment { get; init; }

    /// <summary>Sum of the members' suggestions; null when no member has one.</summary>
    [Id(10)] public long? SuggestedMinor { get; init; }

    /// <summary>Who is furthest behind their own pace comes first, who has no target last.</summary>
    [Id(11)] public required MemberTarget[] Members { get; init; }
}

/// <summary>A member against the own target.</summary>
[GenerateSerializer, Immutable, Alias("lb.MemberTarget")]
public sealed record MemberTarget
{
    [Id(0)] public required CollectorId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>Credited to the member in this team in the window, minor units.</summary>
    [Id(2)] public required long RecoveredMinor { get; init; }

    /// <summary>Null without a target.</summary>
    [Id(3)] public Attainment? Attainment { get; init; }

    [Id(4)] public required TargetSuggestion Suggestion { get; init; }

    [Id(5)] public required bool AbsentToday { get; init; }

    /// <summary>Those that touch the window, or are still to come, by their first day.</summary>
    [Id(6)] public required Absence[] Absences { get; init; }
}

/// <summary>Actual against target, and against the part of the target that was due by now.</summary>
[GenerateSerializer, Immutable, Alias("lb.Attainment")]
public sealed record Attainment
{
    /// <summary>Numerator, minor units.</summary>
    [Id(0)] public required long ActualMinor { get; init; }

    /// <summary>Denominator, minor units, above 0.</summary>
    [Id(1)] public required long TargetMinor { get; init; }

    /// <summary>Hundredths of a percent, cut off: what is short of the target never reads 100.00.</summary>
    [Id(2)] public required long BasisPoints { get; init; }

    /// <summary>Target × share of the days there that have passed, minor units.</summary>
    [Id(3)] public required long ExpectedMinor { get; init; }

    /// <summary>Actual − expected; negative: behind.</summary>
    [Id(4)] public required long AheadMinor { get; init; }

    /// <summary>The same in tenths of a day of the window at the target's pace.</summary>
    [Id(5)] public required long AheadTenthsOfDay { get; init; }

    /// <summary>Targets summed into the denominator: 1, or the members who have one.</summary>
    [Id(6)] public int Targets { get; init; } = 1;
}

/// <summary>What a member may be expected to recover, and how that was reckoned.</summary>
[GenerateSerializer, Immutable, Alias("lb.TargetSuggestion")]
public sealed record TargetSuggestion
{
    /// <summary>Median × days there ÷ days of the window, minor units; null when fewer than three windows can be compared.</summary>
    [Id(0)] public long? AmountMinor { get; init; }

    /// <summary>Of what whole windows would have brought; null when there are too few.</summary>
    [Id(1)] public long? MedianMinor { get; init; }

    /// <summary>Of the window the target is for.</summary>
    [Id(2)] public required int DaysThere { get; init; }

    [Id(3)] public required int Days { get; init; }

    /// <summary>The windows compared, the latest first, at most six.</summary>
    [Id(4)] public required PastWindow[] Windows { get; init; }
}

/// <summary>A member's earlier window.</summary>
[GenerateSerializer, Immutable, Alias("lb.PastWindow")]
public sealed record PastWindow
{
    [Id(0)] public required string Key { get; init; }

    /// <summary>Minor units.</summary>
    [Id(1)] public required long RecoveredMinor { get; init; }

    [Id(2)] public required int DaysThere { get; init; }

    [Id(3)] public required int Days { get; init; }

    /// <summary>Recovered × days ÷ days there, minor units, half away from zero.</summary>
    [Id(4)] public required long WholeMinor { get; init; }
}
