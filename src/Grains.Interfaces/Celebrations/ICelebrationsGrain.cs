using Leaderboard.Boards;
using Orleans.Concurrency;

namespace Leaderboard.Celebrations;

/// <summary>
/// Notices the big moments of one place, a contest or the day's board, once for all who look at it. Watches only while somebody
/// does; what happened before is no moment.
/// </summary>
[Alias("lb.ICelebrationsGrain"), GrainInterfaceType("lb.celebrations")]
public interface ICelebrationsGrain : IGrainWithStringKey
{
    /// <summary>Tells the observer of every moment until it is not renewed for a minute; again renews. Answers the moments of the last minute, the oldest first.</summary>
    [Alias("Watch")]
    Task<Celebration[]> Watch(ICelebrationObserver observer);

    [Alias("Unwatch")]
    Task Unwatch(ICelebrationObserver observer);

    /// <summary>Something was posted. Called by the journal's tail on the same silo.</summary>
    [Alias("Look"), OneWay]
    Task Look();
}

/// <summary>A web node's ear for the moments of one place.</summary>
[Alias("lb.ICelebrationObserver"), GrainInterfaceType("lb.celebration-observer")]
public interface ICelebrationObserver : IGrainObserver
{
    [Alias("Celebrated"), OneWay]
    Task Celebrated(Celebration celebration);
}

/// <summary>What is celebrated.</summary>
public enum CelebrationKind
{
    /// <summary>Somebody has overtaken who led.</summary>
    LeadChange = 1,

    /// <summary>An entrant of a contest is at its target.</summary>
    TargetReached = 2,

    /// <summary>A collector has recovered more today than on any day before.</summary>
    PersonalBest = 3,
}

/// <summary>A big moment. About collectors, teams, branches and regions, never about a borrower.</summary>
[GenerateSerializer, Immutable, Alias("lb.Celebration")]
public sealed record Celebration
{
    /// <summary>The same wherever it is told.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required CelebrationKind Kind { get; init; }

    /// <summary>Null: of the day's board.</summary>
    [Id(2)] public string? ContestId { get; init; }

    [Id(3)] public string? ContestName { get; init; }

    [Id(4)] public required BoardSubject Subject { get; init; }

    [Id(5)] public required BoardMeasure Measure { get; init; }

    /// <summary>Whose moment it is.</summary>
    [Id(6)] public required string SubjectId { get; init; }

    /// <summary>As walls show it: the alias where there is one.</summary>
    [Id(7)] public required string Name { get; init; }

    /// <summary>Of a collector.</summary>
    [Id(8)] public TeamId? Team { get; init; }

    [Id(9)] public string? TeamName { get; init; }

    /// <summary>In the unit of the measure.</summary>
    [Id(10)] public required long Value { get; init; }

    /// <summary>What was passed: the value of who led, the target, or the best day before.</summary>
    [Id(11)] public required long Passed { get; init; }

    [Id(12)] public required Moment At { get; init; }
}
