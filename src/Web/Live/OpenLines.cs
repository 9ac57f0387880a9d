using System.Collections.Concurrent;
using Leaderboard.Web.Access;

namespace Leaderboard.Web.Live;

/// <summary>Connections that were opened with a key or a display's link: taken back, it ends them too, within seconds.</summary>
internal sealed partial class OpenLines(KeyChecker keys, TimeProvider time, ILogger<OpenLines> logger) : BackgroundService
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (Digest Key, Action HangUp)> _lines = new(StringComparer.Ordinal);

    public void Add(string connectionId, Digest key, Action hangUp) => _lines[connectionId] = (key, hangUp);

    public void Remove(string connectionId) => _lines.TryRemove(connectionId, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CheckEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CheckAsync();
            }
#pragma warning disable CA1031 // Keys that cannot be looked up now are looked up at the next turn; the lines stay.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogUnchecked(failure);
            }
        }
    }

    private async Task CheckAsync()
    {
        foreach (var lines in _lines.Values.GroupBy(l => l.Key))
        {
            if (await keys.CheckAsync(lines.Key) is not null)
                continue;
            foreach (var line in lines)
                line.HangUp();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of open connections could not be looked up.")]
    private partial void LogUnchecked(Exception failure);
}
