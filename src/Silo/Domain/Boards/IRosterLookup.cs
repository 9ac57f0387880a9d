using Leaderboard.Roster;

namespace Leaderboard.Domain.Boards;

/// <summary>Names for rows, and where teams belong now.</summary>
internal interface IRosterLookup
{
    /// <summary>Null when the roster does not know the collector.</summary>
    CollectorView? Collector(CollectorId id);

    /// <summary>Null when the roster does not know the team.</summary>
    TeamView? Team(TeamId id);
}
