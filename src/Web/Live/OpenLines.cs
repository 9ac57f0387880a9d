using System.Collections.Concurrent;
using Leaderboard.Web.Access;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Live;

/// <summary>By what a connection came in.</summary>
internal abstract record Door;

internal sealed record KeyDoor(Digest Secret) : Door;

internal sealed record SessionDoor(string SessionId) : Door;

/// <summary>Connections that were opened with a key, a display's link or a session: taken back or ended, it ends them too, within seconds.</summary>
internal sealed partial class OpenLines(KeyChecker keys, SessionBook sessions, TimeProvider time, ILogger<OpenLines> logger) : BackgroundService
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (Door Door, Action HangUp)> _lines = new(StringComparer.Ordinal);

    public void Add(string connectionId, Door door, Action hangUp) => _lines[connectionId] = (door, hangUp);

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
        foreach (var lines in _lines.Values.GroupBy(l => l.Door))
        {
            if (await IsOpenAsync(lines.Key))
                continue;
            foreach (var line in lines)
                line.HangUp();
        }
    }

    private async ValueTask<bool> IsOpenAsync(Door door) => door switch
    {
        KeyDoor key => await keys.CheckAsync(key.Secret) is not null,
        SessionDoor session => await sessions.CheckAsync(session.SessionId) is not null,
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of open connections could not be looked up.")]
    private partial void LogUnchecked(Exception failure);
}
