using Leaderboard.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Claims;

/// <summary>Has decisions finished that broke off between their two entries, though nobody looks at them.</summary>
internal sealed class ClaimsUpkeep(IGrainFactory grains, TimeProvider time, ILogger<ClaimsUpkeep> logger) : Upkeep(Every, time, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override Task TendAsync(CancellationToken cancel) => grains.Unassigned().Finish();
}
