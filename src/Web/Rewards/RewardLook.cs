using Leaderboard.Rewards;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Rewards;

/// <summary>What stands beside the name of a reward.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Kind">As in the API: <c>goods</c>.</param>
/// <param name="Picture">Where it is; null: its kind is drawn instead.</param>
internal sealed record RewardLook(string Name, string Kind, string? Picture)
{
    /// <summary>As the reward looks now, whatever it was called when it was asked for.</summary>
    public static RewardLook Of(RedemptionView redemption, IReadOnlyDictionary<string, RewardView> rewards) =>
        rewards.TryGetValue(redemption.Reward, out var reward)
            ? new RewardLook(redemption.RewardName, BoardRequests.NameOf(reward.Terms.Kind), PicturesApi.PathOf(reward))
            : new RewardLook(redemption.RewardName, BoardRequests.NameOf(RewardKind.Goods), null);
}
