using Leaderboard.Hosting;
using Leaderboard.Storage;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Merits;

/// <summary>Has every partition's collectors looked after. Every silo asks; the grains do each thing once.</summary>
internal sealed class MeritsUpkeep(IGrainFactory grains, Installation installation, TimeProvider time, ILogger<MeritsUpkeep> logger) : Upkeep(Every, time, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override Task TendAsync(CancellationToken cancel) => Task.WhenAll(Enumerable.Range(0, installation.Partitions.Count).Select(p => grains.Merits(p).Tend()));
}
