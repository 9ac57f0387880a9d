using Leaderboard.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Contests;

/// <summary>Pays out contests whose certifying broke off.</summary>
internal sealed class ContestsUpkeep(IGrainFactory grains, TimeProvider time, ILogger<ContestsUpkeep> logger) : Upkeep(Every, time, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override Task TendAsync(CancellationToken cancel) => grains.Contests().Finish();
}
