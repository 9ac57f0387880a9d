using Leaderboard.Web.Api;
using Leaderboard.Web.Operations;
using Microsoft.AspNetCore.SignalR;

namespace Leaderboard.Web.Live;

/// <summary>
/// What the clients of this web node watch: one observer for each view, shared by all who look at it, kept while anybody
/// does. A heartbeat is sent only when the board itself has answered.
/// </summary>
internal sealed partial class WatchBook(
    IGrainFactory grains, IHubContext<LiveHub> hub, BoardRequests requests, BoardJson json, ContestJson contests, WebMetrics metrics, TimeProvider time, ILogger<WatchBook> logger) : BackgroundService
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<WatchName, WatchedView> _views = [];
    private readonly Lock _lock = new();

    /// <summary>Adds a connection to a view, and answers the view as it is. Doing it again asks again.</summary>
    public Task<BoardMessage> JoinAsync(WatchName name, string connectionId)
    {
        WatchedView? view;
        lock (_lock)
        {
            if (!_views.TryGetValue(name, out view))
                _views[name] = view = new WatchedView(name, Source(name), hub, json, metrics, time);
            if (view.Connections.Add(connectionId))
                metrics.WatchersChanged(1);
        }

        return view.SnapshotAsync(connectionId);
    }

    private WatchSource Source(WatchName name) => name.Contest is { } id ? new ContestSource(id, grains, contests) : new BoardSource(name, grains, requests, json);

    /// <summary>Leaving twice is the same as once.</summary>
    public async Task LeaveAsync(WatchName name, string connectionId)
    {
        WatchedView? view;
        lock (_lock)
        {
            if (!_views.TryGetValue(name, out view) || !view.Connections.Remove(connectionId))
                return;
            metrics.WatchersChanged(-1);
            if (view.Connections.Count > 0)
                return;
            _views.Remove(name);
        }

        await view.CloseAsync();
    }

    /// <summary>One beat of every view; ends when all boards have answered or failed.</summary>
    public Task BeatAsync()
    {
        WatchedView[] views;
        lock (_lock)
            views = [.. _views.Values];
        return Task.WhenAll(Array.ConvertAll(views, TryBeatAsync));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HeartbeatEvery, time);

        // Not awaited: a board that hangs must not silence the others.
        while (await timer.WaitForNextTickAsync(stoppingToken))
            _ = BeatAsync();
    }

    /// <summary>A board that cannot be reached sends nothing: its walls turn stale, and say so.</summary>
    private async Task TryBeatAsync(WatchedView view)
    {
        try
        {
            await view.BeatAsync();
        }
#pragma warning disable CA1031 // Whatever keeps a board from answering, the next beat asks again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogUnreachable(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A watched board could not be reached.")]
    private partial void LogUnreachable(Exception failure);
}
