using Leaderboard.Journal;
using Orleans.Concurrency;

namespace Leaderboard.Roster;

/// <summary>Lists the roster from the silo's directory; any number of activations.</summary>
[GrainType("lb.roster"), StatelessWorker]
internal sealed class RosterGrain(RosterDirectory roster, JournalPosition position) : Grain, IRosterGrain
{
    public async Task<CollectorView[]> Collectors()
    {
        await roster.ReachAsync((await position.LatestAsync()).Revision);
        return [.. roster.Collectors.OrderBy(c => c.Id.Value, StringComparer.Ordinal)];
    }

    public async Task<TeamView[]> Teams()
    {
        await roster.ReachAsync((await position.LatestAsync()).Revision);
        return [.. roster.Teams.OrderBy(t => t.Id.Value, StringComparer.Ordinal)];
    }
}
