using Leaderboard.Boards;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.SignalR;

namespace Leaderboard.Web.Live;

/// <summary>One view that clients of this node look at: its observer on the board of the present window, and their group.</summary>
internal sealed class WatchedView(WatchName name, IGrainFactory grains, IHubContext<LiveHub> hub, BoardRequests requests, BoardJson json)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Subscription? _current;

    /// <summary>Connections that watch it; guarded by the book.</summary>
    public int Clients { get; set; }

    private IClientProxy Group => hub.Clients.Group(name.Group);

    /// <summary>The view as it is, subscribed.</summary>
    public async Task<BoardMessage> SnapshotAsync()
    {
        await _turn.WaitAsync();
        try
        {
            return await WatchAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Keeps the watch alive and tells the group that the board answered; a lost or outdated watch becomes a new snapshot.</summary>
    public async Task BeatAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var request = Request();
            if (_current is { } current && string.Equals(current.Request.Window.Key, request.Window.Key, StringComparison.Ordinal))
            {
                var pulse = await current.Board.Renew(name.View, current.Reference);
                if (pulse.Known && pulse.Epoch == current.Epoch && pulse.Revision <= current.SentRevision)
                {
                    var head = new BoardHead(name.Subject, name.Measure, name.Period, Time(request.Window.From), Time(request.Window.To));
                    await Group.SendAsync("heartbeat", new HeartbeatMessage(name, head, pulse.Epoch, pulse.Revision, json.Format(pulse.AsOf)));
                    return;
                }

                // A change may be on its way at this very moment: only what is still missing at the next beat is lost.
                if (pulse.Known && pulse.Epoch == current.Epoch && !current.IsBehindFor(pulse.Revision))
                    return;
            }

            await Group.SendAsync("board", await WatchAsync());
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task CloseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_current is { } current)
                await current.Board.Unwatch(name.View, current.Reference);
            _current = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private BoardRequest Request() => requests.Now(name.Subject, name.Measure, name.Period, name.Team);

    private string? Time(Moment? at) => at is { } moment ? json.Format(moment) : null;

    /// <summary>Subscribes to the board of the present window, and leaves the one before.</summary>
    private async Task<BoardMessage> WatchAsync()
    {
        var request = Request();
        if (_current is { } before && !string.Equals(before.Request.Window.Key, request.Window.Key, StringComparison.Ordinal))
        {
            await before.Board.Unwatch(name.View, before.Reference);
            _current = null;
        }

        _current ??= new Subscription(this, grains, request);
        var page = await _current.Board.Watch(name.View, _current.Reference);
        _current.Took(page);
        return BoardMessage.Of(BoardMessage.Snapshot, name, json.Page(page, request), page.Revision);
    }

    private Task SendAsync(BoardPage page, BoardRequest request, long since) =>
        Group.SendAsync("board", BoardMessage.Of(BoardMessage.Change, name, json.Page(page, request), since));

    /// <summary>The ear at one board.</summary>
    private sealed class Subscription : IBoardObserver
    {
        private readonly WatchedView _view;
        private long _behindRevision = -1;

        public Subscription(WatchedView view, IGrainFactory grains, BoardRequest request)
        {
            _view = view;
            Request = request;
            Board = grains.Board(request.Window.Key);
            Reference = grains.CreateObjectReference<IBoardObserver>(this);
        }

        public BoardRequest Request { get; }

        public IBoardGrain Board { get; }

        public IBoardObserver Reference { get; }

        public string Epoch { get; private set; } = "";

        public long SentRevision { get; private set; }

        public void Took(BoardPage page)
        {
            Epoch = page.Epoch;
            SentRevision = page.Revision;
        }

        /// <summary>True when the same or a later revision was missing at the beat before.</summary>
        public bool IsBehindFor(long revision)
        {
            var behind = _behindRevision >= 0 && SentRevision < _behindRevision;
            _behindRevision = revision;
            return behind;
        }

        public Task Changed(BoardPage page, long since)
        {
            if (page.Epoch != Epoch || page.Revision > SentRevision)
                Took(page);
            return _view.SendAsync(page, Request, since);
        }
    }
}
