namespace Leaderboard.Roster;

/// <summary>A change to a collector; null leaves a field as it is.</summary>
[GenerateSerializer, Immutable, Alias("lb.CollectorChange")]
public sealed record CollectorChange
{
    [Id(0)] public string? Name { get; init; }

    /// <summary>Shown instead of the name on walls; an empty text takes it away.</summary>
    [Id(1)] public string? Alias { get; init; }

    [Id(2)] public TeamId? Team { get; init; }

    /// <summary>Since when the team counts; null: from now, or from ever for a collector's first team.</summary>
    [Id(3)] public Moment? TeamFrom { get; init; }

    [Id(4)] public bool? Active { get; init; }
}

/// <summary>A change to a team; null leaves a field as it is.</summary>
[GenerateSerializer, Immutable, Alias("lb.TeamChange")]
public sealed record TeamChange
{
    [Id(0)] public string? Name { get; init; }

    [Id(1)] public string? Region { get; init; }

    [Id(2)] public string? Branch { get; init; }
}

/// <summary>A collector as the roster knows them now.</summary>
[GenerateSerializer, Immutable, Alias("lb.CollectorView")]
public sealed record CollectorView
{
    [Id(0)] public required CollectorId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public string? Alias { get; init; }

    /// <summary>The team now; <see cref="TeamId.None"/> when there is none.</summary>
    [Id(3)] public required TeamId Team { get; init; }

    [Id(4)] public required bool Active { get; init; }

    /// <summary>Team memberships in order of their start; the first counts for all that came before it too.</summary>
    [Id(5)] public TeamStay[] Teams { get; init; } = [];
}

/// <summary>A team from a moment on (inclusive), until the next one begins.</summary>
[GenerateSerializer, Immutable, Alias("lb.TeamStay")]
public sealed record TeamStay
{
    [Id(0)] public required TeamId Team { get; init; }

    [Id(1)] public required Moment From { get; init; }
}

/// <summary>A team as the roster knows it now.</summary>
[GenerateSerializer, Immutable, Alias("lb.TeamView")]
public sealed record TeamView
{
    [Id(0)] public required TeamId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>Empty when the team has none.</summary>
    [Id(2)] public required string Region { get; init; }

    /// <summary>Empty when the team has none.</summary>
    [Id(3)] public required string Branch { get; init; }
}

/// <summary>A team with its people and what it has recovered in all.</summary>
[GenerateSerializer, Immutable, Alias("lb.TeamSummary")]
public sealed record TeamSummary
{
    [Id(0)] public required TeamView Team { get; init; }

    [Id(1)] public required CollectorView[] Members { get; init; }

    /// <summary>All-time, minor units; equals the team's value on the all-time board.</summary>
    [Id(2)] public required long AmountMinor { get; init; }

    [Id(3)] public required long EffectiveMinor { get; init; }

    [Id(4)] public required long PointsHundredths { get; init; }

    [Id(5)] public required long Receipts { get; init; }
}
