using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Hosting;

/// <summary>What every silo looks after by the clock. Where the database is away for a while, the next tick tries again.</summary>
/// <param name="every">From one tick to the next; the first comes that long after the start.</param>
/// <param name="time">Whose clock.</param>
/// <param name="logger">Told of what failed.</param>
internal abstract partial class Upkeep(TimeSpan every, TimeProvider time, ILogger logger) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, Time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TendAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever it is, a call that was given up too, there is a next tick: what is thrown out of here stops the silo.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure, GetType().Name);
            }
        }
    }

    /// <summary>Does what there is to do now; the same again does no harm, here or at another silo.</summary>
    protected abstract Task TendAsync(CancellationToken cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Upkeep} failed; it tries again.")]
    private partial void LogFailed(Exception failure, string upkeep);
}
