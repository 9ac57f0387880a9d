namespace Leaderboard.Targets;

/// <summary>The targets of one team and its members for one window (a week, month or quarter), and how they stand against them.</summary>
[Alias("lb.ITargetsGrain"), GrainInterfaceType("lb.targets")]
public interface ITargetsGrain : IGrainWithStringKey
{
    /// <summary>Null when the roster does not know the team.</summary>
    [Alias("Get")]
    Task<TeamTargets?> Get();

    /// <summary>A member's own target and what is left of it; null when the roster does not know the team or the member, or none is set.</summary>
    [Alias("GetOwn")]
    Task<OwnTarget?> GetOwn(CollectorId collector);

    /// <summary>Every target that is set, without the figures beside it.</summary>
    [Alias("List")]
    Task<TargetChange[]> List();

    /// <summary>Sets or takes away targets, all of them or, when one is refused, none. Answers after it is durable.</summary>
    [Alias("Put")]
    Task<TargetsOutcome> Put(TargetsChange change);
}

/// <summary>What became of a change to targets.</summary>
public enum TargetsOutcome
{
    Done = 1,

    /// <summary>The roster does not know the team.</summary>
    UnknownTeam = 2,

    /// <summary>One of the collectors has never been in the team.</summary>
    UnknownMember = 3,
}

/// <summary>Targets to be set together.</summary>
[GenerateSerializer, Immutable, Alias("lb.TargetsChange")]
public sealed record TargetsChange
{
    [Id(0)] public required TargetChange[] Targets { get; init; }

    /// <summary>Id of the person who sets them, or <c>key</c> for a program.</summary>
    [Id(1)] public required string By { get; init; }
}

/// <summary>One target to be set.</summary>
[GenerateSerializer, Immutable, Alias("lb.TargetChange")]
public sealed record TargetChange
{
    /// <summary>Null: the team's own.</summary>
    [Id(0)] public CollectorId? Collector { get; init; }

    /// <summary>Minor units, above 0; null takes the target away.</summary>
    [Id(1)] public long? AmountMinor { get; init; }
}
