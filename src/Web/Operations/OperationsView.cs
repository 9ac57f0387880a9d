using Leaderboard.Operations;

namespace Leaderboard.Web.Operations;

/// <summary>How the installation does, as one web node learned it.</summary>
internal sealed record OperationsView
{
    public required Moment AsOf { get; init; }

    /// <summary>Empty when all is well.</summary>
    public required IReadOnlyList<OperationsFault> Faults { get; init; }

    /// <summary>Silos, the oldest first; those that are gone for some minutes still.</summary>
    public IReadOnlyList<OperationsNode> Nodes { get; init; } = [];

    public IReadOnlyList<OperationsPartition> Partitions { get; init; } = [];

    /// <summary>Entries whose callers wait for the journal, on all silos.</summary>
    public int WaitingEntries { get; init; }

    /// <summary>Entries that boards have still to read, on all silos.</summary>
    public long BehindEntries { get; init; }

    /// <summary>Boards looked at by clients of this web node.</summary>
    public required int Watchers { get; init; }
}

/// <summary>Where a silo is in its life.</summary>
internal enum NodeStatus
{
    Joining = 1,
    Active = 2,
    Leaving = 3,
    Gone = 4,
}

/// <summary>One silo.</summary>
internal sealed record OperationsNode
{
    /// <summary>Address and port, as other silos reach it.</summary>
    public required string Name { get; init; }

    public required NodeStatus Status { get; init; }

    /// <summary>When it started.</summary>
    public required Moment Since { get; init; }

    /// <summary>Null when it is not active, or does not answer.</summary>
    public NodeReport? Report { get; init; }
}

/// <summary>One partition of the journal.</summary>
internal sealed record OperationsPartition
{
    public required int Partition { get; init; }

    /// <summary>Number of its last entry; 0 when it is empty.</summary>
    public required long Head { get; init; }

    /// <summary>The silo that writes it; null when nothing has been written since the silos started, or nobody knows.</summary>
    public string? Writer { get; init; }
}

/// <summary>Something that an operator should look at.</summary>
/// <param name="Code">One of the constants here.</param>
/// <param name="Node">The silo it is about; empty for the whole installation.</param>
internal sealed record OperationsFault(string Code, string Node)
{
    public const string ClusterSilent = "clusterSilent";
    public const string NodeSilent = "nodeSilent";
    public const string NodesDiffer = "nodesDiffer";
    public const string JournalSlow = "journalSlow";
    public const string BoardsBehind = "boardsBehind";

    /// <summary>Some seconds of a busy journal: the tail looks once a second, so more than this is no matter of timing.</summary>
    public const long MaxBehindEntries = 50_000;

    /// <summary>What is wrong with these silos, the worst first.</summary>
    public static IReadOnlyList<OperationsFault> Of(IReadOnlyCollection<OperationsNode> nodes)
    {
        var active = nodes.Where(n => n.Status == NodeStatus.Active).ToList();
        var faults = new List<OperationsFault>();
        if (active.Count == 0)
            faults.Add(new OperationsFault(ClusterSilent, ""));
        faults.AddRange(active.Where(n => n.Report is null).Select(n => new OperationsFault(NodeSilent, n.Name)));
        faults.AddRange(active.Where(n => n.Report is { } r && r.WaitingEntries > r.MaxWaitingEntries / 2).Select(n => new OperationsFault(JournalSlow, n.Name)));
        faults.AddRange(active.Where(n => n.Report?.BehindEntries > MaxBehindEntries).Select(n => new OperationsFault(BoardsBehind, n.Name)));
        if (active.Select(n => n.Report?.Version).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1)
            faults.Add(new OperationsFault(NodesDiffer, ""));
        return faults;
    }
}
