using System.Text.Json;
using Leaderboard.Web.Access;
using Leaderboard.Web.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>What the operators' page shows, for programs.</summary>
internal static class OperationsApi
{
    public static void MapOperations(this RouteGroupBuilder api) =>
        api.MapGet("/operations", ReadAsync).Requires(Right.Operate).WithSummary("Nodes, partitions, and what is wrong");

    private static async Task<Ok<OperationsAnswer>> ReadAsync(OperationsReader reader, BoardJson json) =>
        TypedResults.Ok(OperationsAnswer.Of(await reader.ReadAsync(), json));
}

/// <param name="Watchers">Of the web node that answers.</param>
internal sealed record OperationsAnswer(
    bool Well, FaultAnswer[] Faults, NodeAnswer[] Nodes, PartitionAnswer[] Partitions, int WaitingEntries, long BehindEntries, int Watchers, string AsOf)
{
    public static OperationsAnswer Of(OperationsView view, BoardJson json) => new(
        view.Faults.Count == 0,
        [.. view.Faults.Select(f => new FaultAnswer(f.Code, f.Node.Length == 0 ? null : f.Node))],
        [.. view.Nodes.Select(n => new NodeAnswer(
            n.Name, JsonNamingPolicy.CamelCase.ConvertName(n.Status.ToString()), json.Format(n.Since), n.Report?.Version, n.Report?.WaitingEntries, n.Report?.BehindEntries))],
        [.. view.Partitions.Select(p => new PartitionAnswer(p.Partition, p.Head, p.Writer))],
        view.WaitingEntries,
        view.BehindEntries,
        view.Watchers,
        json.Format(view.AsOf));
}

internal sealed record FaultAnswer(string Code, string? Node);

/// <param name="Version">Null, as what follows, when the node does not answer.</param>
internal sealed record NodeAnswer(string Name, string Status, string Since, string? Version, int? WaitingEntries, long? BehindEntries);

internal sealed record PartitionAnswer(int Partition, long Head, string? Writer);
