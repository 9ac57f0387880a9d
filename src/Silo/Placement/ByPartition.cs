using System.Globalization;
using Leaderboard.Storage;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Leaderboard.Placement;

/// <summary>
/// The ledger of a partition and its collectors live on one silo: an append crosses no network, and a silo that dies takes
/// its own partitions along and no others.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.ByPartition")]
internal sealed class ByPartition : PlacementStrategy;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class ByPartitionAttribute() : PlacementAttribute(new ByPartition());

internal sealed class ByPartitionDirector(Installation installation) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString() ?? "";
        var id = GrainKeys.IdOf(key);
        var partition = GrainKeys.IsLedger(key)
            ? int.Parse(id, CultureInfo.InvariantCulture)
            : installation.Partitions.Of(new CollectorId(id));
        return Task.FromResult(PartitionHomes.Choose(partition, context.GetCompatibleSilos(target)));
    }
}
