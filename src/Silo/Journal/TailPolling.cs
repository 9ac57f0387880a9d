using Leaderboard.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Journal;

/// <summary>Asks once a second where the journal ends, so that what was not pushed to this silo still arrives.</summary>
internal sealed partial class TailPolling(JournalPosition position, JournalTail tail, SiloMetrics metrics, TimeProvider time, ILogger<TailPolling> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!tail.HasFeeds)
                continue;
            try
            {
                var (seqs, _) = await position.LatestAsync();
                metrics.Behind = tail.BehindBy(seqs);
                await tail.ReachAsync(seqs);
            }
#pragma warning disable CA1031 // The database may be away for a while; the next tick asks again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal's end could not be asked for.")]
    private partial void LogFailed(Exception failure);
}
