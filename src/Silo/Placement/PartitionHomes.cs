using Orleans.Runtime;

namespace Leaderboard.Placement;

/// <summary>Where each partition belongs among the silos there are. Every silo comes to the same answer from the same silos.</summary>
internal sealed class PartitionHomes(ISiloStatusOracle silos, TimeProvider time)
{
    /// <summary>Silos come and go in a rolling restart: partitions wait until it is over.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private SiloAddress[] _known = [];
    private long _since = time.GetTimestamp();

    /// <summary>Whether a partition that is written here belongs to another silo, and has for a while.</summary>
    public bool IsElsewhere(int partition)
    {
        SiloAddress[] active = [.. silos.GetActiveSilos().Order()];
        lock (_lock)
        {
            if (!active.AsSpan().SequenceEqual(_known))
                (_known, _since) = (active, time.GetTimestamp());
            return active.Length > 0 && time.GetElapsedTime(_since) >= Calm && !Choose(partition, active).Equals(silos.SiloAddress);
        }
    }

    /// <summary>Evenly: of 8 partitions and 3 silos they have 3, 3 and 2.</summary>
    public static SiloAddress Choose(int partition, IEnumerable<SiloAddress> silos)
    {
        SiloAddress[] ordered = [.. silos.Order()];
        return ordered[partition % ordered.Length];
    }
}
