using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Leaderboard.Placement;

/// <summary>A grain that lives on the silo its key names, or nowhere.</summary>
[GenerateSerializer, Immutable, Alias("lb.OnNamedSilo")]
internal sealed class OnNamedSilo : PlacementStrategy;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnNamedSiloAttribute() : PlacementAttribute(new OnNamedSilo());

internal sealed class OnNamedSiloDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var name = GrainKeys.IdOf(target.GrainIdentity.Key.ToString() ?? "");
        var silo = Array.Find(context.GetCompatibleSilos(target), s => string.Equals(s.ToParsableString(), name, StringComparison.Ordinal));
        return silo is null ? throw new OrleansException($"There is no silo {name}.") : Task.FromResult(silo);
    }
}
