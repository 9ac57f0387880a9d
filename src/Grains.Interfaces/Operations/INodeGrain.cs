namespace Leaderboard.Operations;

/// <summary>Speaks for one silo, and lives on it; its key is the silo's address.</summary>
[Alias("lb.INodeGrain"), GrainInterfaceType("lb.node")]
public interface INodeGrain : IGrainWithStringKey
{
    /// <summary>How the silo does now. Fails when the silo cannot ask the journal where it ends.</summary>
    [Alias("Report")]
    Task<NodeReport> Report();
}

/// <summary>How a silo does.</summary>
[GenerateSerializer, Immutable, Alias("lb.NodeReport")]
public sealed record NodeReport
{
    /// <summary>Of its program, as built.</summary>
    [Id(0)] public required string Version { get; init; }

    /// <summary>Entries whose callers wait for the journal.</summary>
    [Id(1)] public required int WaitingEntries { get; init; }

    /// <summary>As many may wait; what comes then is answered "unavailable".</summary>
    [Id(2)] public required int MaxWaitingEntries { get; init; }

    /// <summary>Last number of each partition, by partition, as the database has it.</summary>
    [Id(3)] public required long[] Heads { get; init; }

    /// <summary>Entries that the boards on this silo have still to read; 0 when there are none.</summary>
    [Id(4)] public required long BehindEntries { get; init; }
}
