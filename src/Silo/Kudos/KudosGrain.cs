using Leaderboard.Domain.Kudos;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Kudos;

/// <summary>Reads the documents of thanks; any number of activations.</summary>
[GrainType("lb.kudos"), StatelessWorker]
internal sealed class KudosGrain(DocumentStore documents) : Grain, IKudosGrain
{
    private const int MaxRows = 100;

    public async Task<KudosView[]> Latest(CollectorId to, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        return [.. (await documents.LatestBelowAsync<KudosRecord>(KudosPurseGrain.DocumentKind, KudosPurseGrain.PrefixOf(to), limit)).Select(k => k.ToView())];
    }
}
