using Leaderboard.Operations;
using Orleans.Runtime;

namespace Leaderboard.Web.Operations;

/// <summary>Asks every silo how it does. Who does not answer is shown so, and keeps nobody waiting.</summary>
internal sealed class OperationsReader(IGrainFactory grains, WebMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A silo that has left is shown for so long.</summary>
    private static readonly TimeSpan ShowGone = TimeSpan.FromMinutes(10);

    public async Task<OperationsView> ReadAsync()
    {
        var cluster = grains.Cluster();
        var members = await AskAsync(() => cluster.GetDetailedHosts(onlyActive: false));
        if (members is null)
            return new OperationsView { AsOf = time.Now(), Watchers = metrics.Watching, Faults = [new OperationsFault(OperationsFault.ClusterSilent, "")] };
        var nodes = await Task.WhenAll(members.Where(IsShown).OrderBy(m => m.StartTime).Select(ReadAsync));
        var reports = nodes.Select(n => n.Report).OfType<NodeReport>().ToList();
        return new OperationsView
        {
            AsOf = time.Now(),
            Watchers = metrics.Watching,
            Nodes = nodes,
            Partitions = reports.Count == 0 ? [] : await Task.WhenAll(reports[0].Heads.Select((_, partition) => ReadAsync(cluster, partition, reports))),
            WaitingEntries = reports.Sum(r => r.WaitingEntries),
            BehindEntries = reports.Sum(r => r.BehindEntries),
            Faults = OperationsFault.Of(nodes),
        };
    }

    private bool IsShown(MembershipEntry member) => member.Status != SiloStatus.Dead || MomentOf(member.IAmAliveTime).Plus(ShowGone) > time.Now();

    private async Task<OperationsNode> ReadAsync(MembershipEntry member) => new()
    {
        Name = member.SiloAddress.Endpoint.ToString(),
        Status = StatusOf(member.Status),
        Since = MomentOf(member.StartTime),
        Report = member.Status == SiloStatus.Active ? await AskAsync(() => grains.Node(member.SiloAddress).Report()) : null,
    };

    private async Task<OperationsPartition> ReadAsync(IManagementGrain cluster, int partition, List<NodeReport> reports) => new()
    {
        Partition = partition,
        Head = reports.Max(r => r.Heads[partition]),
        Writer = (await AskAsync(async () => await cluster.GetActivationAddress(grains.Ledger(partition))))?.Endpoint.ToString(),
    };

    /// <summary>Null when there is no answer in time.</summary>
    private async Task<T?> AskAsync<T>(Func<Task<T>> question)
        where T : class?
    {
        try
        {
            return await question().WaitAsync(Patience, time);
        }
#pragma warning disable CA1031 // Why a silo does not answer is in its own logs; that it does not is shown.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static NodeStatus StatusOf(SiloStatus status) => status switch
    {
        SiloStatus.Active => NodeStatus.Active,
        SiloStatus.Created or SiloStatus.Joining => NodeStatus.Joining,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => NodeStatus.Leaving,
        _ => NodeStatus.Gone,
    };

    private static Moment MomentOf(DateTime utc) => Moment.From(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));
}
