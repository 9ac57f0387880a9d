using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>Lists the documents of rewards; any number of activations.</summary>
[GrainType("lb.rewards"), StatelessWorker]
internal sealed class RewardsGrain(DocumentStore documents) : Grain, IRewardsGrain
{
    public async Task<RewardView[]> List() => [.. (await documents.ListAsync<RewardRecord>(RewardGrain.DocumentKind)).Select(r => r.ToView())];

    public async Task<RewardPicture?> Picture(string id) =>
        (await documents.ReadAsync<StoredPicture>(RewardGrain.PictureKind, id)).Document is { Hash: { } hash } stored ? new RewardPicture { Hash = hash, Bytes = stored.Bytes } : null;
}
