using Leaderboard.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Rewards;

/// <summary>Finishes redemptions whose steps broke off, ends those that waited too long, and reminds of those that are late.</summary>
internal sealed class RedemptionsUpkeep(IGrainFactory grains, TimeProvider time, ILogger<RedemptionsUpkeep> logger) : Upkeep(Every, time, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override Task TendAsync(CancellationToken cancel) => grains.Redemptions().Finish();
}
