using System.Reflection;
using Leaderboard.Journal;
using Leaderboard.Placement;
using Microsoft.Extensions.Options;

namespace Leaderboard.Operations;

/// <summary>Reads what this silo knows of itself; holds nothing.</summary>
[GrainType("lb.node"), OnNamedSilo]
internal sealed class NodeGrain(JournalWriter writer, JournalPosition position, JournalTail tail, IOptions<LeaderboardOptions> options) : Grain, INodeGrain
{
    private static readonly string Version =
        typeof(NodeGrain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public async Task<NodeReport> Report()
    {
        var (heads, _) = await position.LatestAsync();
        return new NodeReport
        {
            Version = Version,
            WaitingEntries = writer.WaitingEntries,
            MaxWaitingEntries = options.Value.MaxWaitingEntries,
            Heads = heads,
            BehindEntries = tail.HasFeeds ? tail.BehindBy(heads) : 0,
        };
    }
}
