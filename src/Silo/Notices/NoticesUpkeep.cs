using Leaderboard.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Notices;

/// <summary>
/// Sends what is due. Notices need no ear at the redemption: they are documents from the transaction of the decision on, and found here by their time,
/// whichever silo stored them and whether it still runs.
/// </summary>
internal sealed class NoticesUpkeep(NoticeReader reader, IGrainFactory grains, TimeProvider time, ILogger<NoticesUpkeep> logger) : Upkeep(Every, time, logger)
{
    /// <summary>A tick's work: channels that do not answer hold it for two minutes at most.</summary>
    private const int MaxAtOnce = 100;

    /// <summary>Enough to fill a slow line, too few for the other side to complain.</summary>
    private const int MaxTogether = 8;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task TendAsync(CancellationToken cancel)
    {
        var due = await reader.InAsync(NoticeState.Waiting, Time.Now(), 0, MaxAtOnce);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = MaxTogether, CancellationToken = cancel }, async (notice, _) => await grains.Notice(notice.Id).Send());
    }
}
