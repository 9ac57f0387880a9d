namespace Leaderboard.Journal;

/// <summary>Answers questions about single entries and the whole chain; holds no state.</summary>
[Alias("lb.IJournalQueryGrain"), GrainInterfaceType("lb.journal-query")]
public interface IJournalQueryGrain : IGrainWithStringKey
{
    /// <summary>What is stored under the ids, at most 1000; ids that are not in the journal are left out.</summary>
    [Alias("Find")]
    Task<StoredEntry[]> Find(EntryId[] ids);

    /// <summary>Walks the hash chain of every partition.</summary>
    [Alias("Verify")]
    Task<ChainReport> Verify();

    /// <summary>Holds the journal against every daily close that is stored.</summary>
    [Alias("VerifyAnchors")]
    Task<AnchorReport> VerifyAnchors();
}

/// <summary>The part of a stored entry that identity and routing need.</summary>
[GenerateSerializer, Immutable, Alias("lb.StoredEntry")]
public sealed record StoredEntry
{
    [Id(0)] public required EntryId Id { get; init; }

    [Id(1)] public required CollectorId Collector { get; init; }

    [Id(2)] public required Digest RequestHash { get; init; }

    [Id(3)] public required long PointsHundredths { get; init; }

    /// <summary>When it became durable.</summary>
    [Id(4)] public Moment PostedAt { get; init; }
}

/// <summary>Result of walking the chain.</summary>
[GenerateSerializer, Immutable, Alias("lb.ChainReport")]
public sealed record ChainReport
{
    [Id(0)] public required long Entries { get; init; }

    /// <summary>The first row that does not fit, as <c>partition/seq</c> with what is wrong; null when the chain is whole.</summary>
    [Id(1)] public string? FirstBroken { get; init; }

    [Id(2)] public required PartitionHead[] Heads { get; init; }
}

/// <summary>Result of holding the journal against what was printed: daily closes and certified contests.</summary>
[GenerateSerializer, Immutable, Alias("lb.AnchorReport")]
public sealed record AnchorReport
{
    [Id(0)] public required long Closes { get; init; }

    /// <summary>What does not fit, each with its day or its contest first; empty when all does.</summary>
    [Id(1)] public required string[] Faults { get; init; }

    /// <summary>Certified contests whose heads were looked up.</summary>
    [Id(2)] public long Contests { get; init; }
}

/// <summary>The end of a partition's chain: number and hash of its last entry; 0 and zero bytes when empty.</summary>
[GenerateSerializer, Immutable, Alias("lb.PartitionHead")]
public sealed record PartitionHead
{
    [Id(0)] public required int Partition { get; init; }

    [Id(1)] public required long Seq { get; init; }

    [Id(2)] public required Digest Hash { get; init; }
}
