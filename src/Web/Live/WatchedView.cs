using Leaderboard.Boards;
using Leaderboard.Web.Api;
using Leaderboard.Web.Operations;
using Microsoft.AspNetCore.SignalR;

namespace Leaderboard.Web.Live;

/// <summary>One view that clients of this node look at: its ear at the board of the present window, and their group.</summary>
internal sealed class WatchedView(
    WatchName name, WatchSource source, IHubContext<LiveHub> hub, BoardJson json, WebMetrics metrics, TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile BoardEar? _ear;
    private bool _isClosed;
    private int _isBeating;

    /// <summary>Connections that watch it; guarded by the book.</summary>
    public HashSet<string> Connections { get; } = new(StringComparer.Ordinal);

    private IClientProxy Group => hub.Clients.Group(name.Group);

    /// <summary>The view as it is, subscribed. Who has joined already is told too when the board has moved on since they were.</summary>
    public async Task<BoardMessage> SnapshotAsync(string connectionId)
    {
        await _turn.WaitAsync();
        try
        {
            var told = (_ear?.Epoch, _ear?.ToldRevision);
            var message = await WatchAsync();

            // The board takes this answer for a message to all who share the ear.
            if (told.Epoch is not null && told != (message.Epoch, message.Revision))
                await hub.Clients.GroupExcept(name.Group, [connectionId]).SendAsync("board", message);
            return message;
        }
        finally
        {
            if (_isClosed)
                LeaveBoard();
            _turn.Release();
        }
    }

    /// <summary>
    /// Keeps the watch alive and tells the group that the board answered; a lost or outdated watch becomes a new snapshot.
    /// Does nothing while the beat before still waits.
    /// </summary>
    public async Task BeatAsync()
    {
        if (Interlocked.Exchange(ref _isBeating, 1) == 1)
            return;
        try
        {
            await _turn.WaitAsync();
            try
            {
                if (!_isClosed && !await RenewAsync())
                    await Group.SendAsync("board", await WatchAsync());
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Volatile.Write(ref _isBeating, 0);
        }
    }

    public async Task CloseAsync()
    {
        await _turn.WaitAsync();
        _isClosed = true;
        LeaveBoard();
        _turn.Release();
    }

    private void LeaveBoard()
    {
        _ear?.Close();
        _ear = null;
    }

    private string? Time(Moment? at) => at is { } moment ? json.Format(moment) : null;

    /// <summary>False when the board has to be watched anew.</summary>
    private async Task<bool> RenewAsync()
    {
        var window = await source.WindowAsync();
        if (_ear is not { } ear || !string.Equals(ear.WindowKey, window.Key, StringComparison.Ordinal))
            return false;
        var pulse = await ear.RenewAsync();
        if (!pulse.Known || !string.Equals(pulse.Epoch, ear.Epoch, StringComparison.Ordinal))
            return false;

        // A change may be on its way at this very moment: only what is still missing at the next beat is lost.
        if (pulse.Revision > ear.ToldRevision)
            return !ear.WasBehindAlready(pulse.Revision);
        var head = new BoardHead(name.Subject, name.Measure, name.Period, Time(window.From), Time(window.To));
        await Group.SendAsync("heartbeat", new HeartbeatMessage(name, head, pulse.Epoch, pulse.Revision, json.Format(pulse.AsOf)));
        return true;
    }

    /// <summary>Listens at the board of the present window, and leaves the one before.</summary>
    private async Task<BoardMessage> WatchAsync()
    {
        var window = await source.WindowAsync();
        var before = _ear;
        if (before is null || !string.Equals(before.WindowKey, window.Key, StringComparison.Ordinal))
        {
            before?.Close();
            _ear = new BoardEar(source.Grains, window.Key, name.View, (ear, page, since) => TellAsync(ear, page, window, since));
        }

        var current = _ear ?? throw new InvalidOperationException("No ear.");
        var page = await current.WatchAsync();
        return BoardMessage.Of(BoardMessage.Snapshot, name, await source.ShownAsync(page, window), page.Revision);
    }

    /// <summary>What a board of a window that is over still has to say is not this board's.</summary>
    private async Task TellAsync(BoardEar ear, BoardPage page, BoardWindow window, long since)
    {
        if (ear != _ear)
            return;
        await Group.SendAsync("board", BoardMessage.Of(BoardMessage.Change, name, await source.ShownAsync(page, window), since));
        metrics.Pushed(time.Now() - page.AsOf);
    }
}
