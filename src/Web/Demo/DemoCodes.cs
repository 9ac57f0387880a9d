using Leaderboard.Rewards;
using Leaderboard.Web.Rewards;

namespace Leaderboard.Web.Demo;

/// <summary>Codes of the simulated floor's vouchers, sealed as a manager's are. No program may put codes in: these come from within.</summary>
internal sealed class DemoCodes(IGrainFactory grains, CodeSeals seals)
{
    public async Task PutInAsync(string rewardId, IEnumerable<string> codes)
    {
        var reward = grains.Reward(rewardId);
        if (await reward.CodeKey(seals.NewKey()) is { } sealedKey && seals.OpenKey(sealedKey) is { } key)
            await reward.AddCodes([.. codes.Select(c => new SealedCode { Mark = CodeSeals.MarkOf(key, c), Text = seals.Seal(rewardId, c) })], "demo");
    }
}
