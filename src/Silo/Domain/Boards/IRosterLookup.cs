using Leaderboard.Roster;

namespace Leaderboard.Domain.Boards;

/// <summary>The roster as it is now, in memory. Null for who is not in it.</summary>
internal interface IRosterLookup
{
    CollectorView? Collector(CollectorId id);

    TeamView? Team(TeamId id);
}
