namespace Leaderboard.Merits;

/// <summary>
/// Sees to it that points of streaks and badges, and those that have expired, come into the ledgers of a partition's collectors, and that they are reminded of those that end soon. Follows the journal and the
/// clock from a stored position, so that nothing is missed while no process was up. Does nothing while no scheme gives or ends such points.
/// </summary>
[Alias("lb.IMeritsGrain"), GrainInterfaceType("lb.merits")]
public interface IMeritsGrain : IGrainWithStringKey
{
    /// <summary>Has those looked after about whom something may have changed; many at a time, the rest at the next call.</summary>
    /// <returns>How many are still waiting.</returns>
    [Alias("Tend"), ResponseTimeout("00:02:00")]
    Task<int> Tend();
}
