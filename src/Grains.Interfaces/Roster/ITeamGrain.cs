using Leaderboard.Recoveries;
using Orleans.Concurrency;

namespace Leaderboard.Roster;

/// <summary>One team: its place in the institution, its people, its totals.</summary>
[Alias("lb.ITeamGrain"), GrainInterfaceType("lb.team")]
public interface ITeamGrain : IGrainWithStringKey
{
    /// <summary>Upserts; fields that are null keep their value. Answers after it is durable.</summary>
    [Alias("Put")]
    Task Put(TeamChange change);

    /// <summary>Null when the roster does not know this id.</summary>
    [Alias("Get")]
    Task<TeamSummary?> Get();

    /// <summary>
    /// What came in for the team, by stretch: each begins at one of <paramref name="starts"/> (ascending, 1–400) and ends where the next begins, the
    /// last at <paramref name="end"/> (exclusive). One for each start.
    /// </summary>
    [Alias("History")]
    Task<StretchTotals[]> History(Moment[] starts, Moment end);

    /// <summary>Takes in what the journal tail has left for this team, when it is much. Called by the tail on the same silo.</summary>
    [Alias("Drain"), OneWay, AlwaysInterleave]
    Task Drain();
}

/// <summary>Lists over the roster; holds no state of its own.</summary>
[Alias("lb.IRosterGrain"), GrainInterfaceType("lb.roster")]
public interface IRosterGrain : IGrainWithStringKey
{
    /// <summary>Every collector, by id.</summary>
    [Alias("Collectors")]
    Task<CollectorView[]> Collectors();

    /// <summary>Every team, by id.</summary>
    [Alias("Teams")]
    Task<TeamView[]> Teams();
}
