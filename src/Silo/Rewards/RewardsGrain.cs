using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>Lists the documents of rewards; any number of activations.</summary>
[GrainType("lb.rewards"), StatelessWorker]
internal sealed class RewardsGrain(DocumentStore documents) : Grain, IRewardsGrain
{
    public async Task<RewardView[]> List() => [.. (await documents.ListAsync<RewardRecord>(RewardGrain.DocumentKind)).Select(r => r.ToView())];
}
