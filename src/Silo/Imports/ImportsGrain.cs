using Leaderboard.Domain.Imports;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Imports;

/// <summary>Lists the documents of imports; any number of activations.</summary>
[GrainType("lb.imports"), StatelessWorker]
internal sealed class ImportsGrain(DocumentStore documents, ImportRetention keep) : Grain, IImportsGrain
{
    /// <summary>A year of nightly files.</summary>
    private const int MaxListed = 500;

    public async Task<ImportView[]> List() =>
    [
        .. (await documents.ListAsync<ImportRecord>(ImportGrain.DocumentKind))
            .OrderByDescending(i => i.CreatedAtMicros)
            .ThenByDescending(i => i.Id, StringComparer.Ordinal)
            .Take(MaxListed)
            .Select(i => i.ToView(keep)),
    ];
}
