using Microsoft.AspNetCore.SignalR;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Live;

/// <summary>
/// What the clients of this web node watch: one observer for each view, shared by all who look at it, kept while anybody
/// does. A heartbeat is sent only when the board itself has answered.
/// </summary>
internal sealed partial class WatchBook(
    IGrainFactory grains, IHubContext<LiveHub> hub, BoardRequests requests, BoardJson json, TimeProvider time, ILogger<WatchBook> logger) : BackgroundService
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<WatchName, WatchedView> _views = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Adds a client to a view, and answers the view as it is.</summary>
    public async Task<BoardMessage> JoinAsync(WatchName name, bool isNew)
    {
        await _turn.WaitAsync();
        WatchedView view;
        try
        {
            if (!_views.TryGetValue(name, out view!))
                _views[name] = view = new WatchedView(name, grains, hub, requests, json);
            if (isNew)
                view.Clients++;
        }
        finally
        {
            _turn.Release();
        }

        return await view.SnapshotAsync();
    }

    public async Task LeaveAsync(WatchName name)
    {
        WatchedView? gone = null;
        await _turn.WaitAsync();
        try
        {
            if (_views.TryGetValue(name, out var view) && --view.Clients == 0)
            {
                _views.Remove(name);
                gone = view;
            }
        }
        finally
        {
            _turn.Release();
        }

        if (gone is not null)
            await TryAsync(gone.CloseAsync);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HeartbeatEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await _turn.WaitAsync(stoppingToken);
            List<WatchedView> views;
            try
            {
                views = [.. _views.Values];
            }
            finally
            {
                _turn.Release();
            }

            await Task.WhenAll(views.ConvertAll(v => TryAsync(v.BeatAsync)));
        }
    }

    /// <summary>A board that cannot be reached sends nothing: its walls turn stale, and say so.</summary>
    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
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
