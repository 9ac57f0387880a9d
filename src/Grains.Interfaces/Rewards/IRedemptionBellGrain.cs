using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>Tells all web nodes, within a moment, whose redemptions have changed. Remembers nothing: who listens anew asks for what is there.</summary>
[Alias("lb.IRedemptionBellGrain"), GrainInterfaceType("lb.redemption-bell")]
public interface IRedemptionBellGrain : IGrainWithStringKey
{
    /// <summary>Tells the observer until it is not renewed for a minute; again renews.</summary>
    /// <returns>Whether it was not known: what has changed before was not told.</returns>
    [Alias("Watch")]
    Task<bool> Watch(IRedemptionObserver observer);

    [Alias("Unwatch")]
    Task Unwatch(IRedemptionObserver observer);

    /// <summary>A redemption has changed.</summary>
    /// <param name="collector">Whose it is.</param>
    [Alias("Ring"), OneWay]
    Task Ring(CollectorId collector);
}

/// <summary>A web node's ear for redemptions.</summary>
[Alias("lb.IRedemptionObserver"), GrainInterfaceType("lb.redemption-observer")]
public interface IRedemptionObserver : IGrainObserver
{
    /// <summary>Redemptions have changed.</summary>
    /// <param name="collectors">Whose, each once.</param>
    [Alias("Changed"), OneWay]
    Task Changed(CollectorId[] collectors);
}
