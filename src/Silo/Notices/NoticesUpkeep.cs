using Leaderboard.Domain.Notices;
using Leaderboard.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Notices;

/// <summary>
/// Sends what is due. Notices need no ear at the redemption: they are documents from the transaction of the decision on, and found here by their time,
/// whichever silo stored them and whether it still runs. No channel waits for another, and no notice for one that cannot be sent.
/// </summary>
internal sealed partial class NoticesUpkeep(NoticeReader reader, NoticeChannels channels, IGrainFactory grains, TimeProvider time, ILogger<NoticesUpkeep> logger) : Upkeep(Every, time, logger)
{
    /// <summary>Of one channel: where it does not answer, it holds itself for two minutes at most.</summary>
    private const int MaxAtOnce = 100;

    /// <summary>Enough to fill a slow line, too few for the other side to complain.</summary>
    private const int MaxTogether = 8;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Task> _sending = new(StringComparer.Ordinal);

    protected override async Task TendAsync(CancellationToken cancel)
    {
        foreach (var channel in channels.Names)
        {
            if (!_sending.TryGetValue(channel, out var before) || before.IsCompleted)
                _sending[channel] = SendAsync(await reader.InAsync(NoticeState.Waiting, Time.Now(), 0, MaxAtOnce, channel), cancel);
        }

        // Of channels that are configured no more: told so at once, they wait for nobody.
        await SendAsync((await reader.InAsync(NoticeState.Waiting, Time.Now(), 0, MaxAtOnce)).FindAll(n => channels.Find(n.Channel) is null), cancel);
    }

    private Task SendAsync(List<NoticeRecord> due, CancellationToken cancel) =>
        Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = MaxTogether, CancellationToken = cancel }, async (notice, _) =>
        {
            try
            {
                await grains.Notice(notice.Id).Send();
            }
#pragma warning disable CA1031 // Whatever it is, it is due at the next tick.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogUnsent(failure, notice.Id);
            }
        });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notice {Notice} could not be looked after; it is tried again.")]
    private partial void LogUnsent(Exception failure, string notice);
}
