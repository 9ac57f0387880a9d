using Leaderboard.Boards;

namespace Leaderboard.Web.Live;

/// <summary>This node's ear at one view of one board, and what its group has been told so far.</summary>
internal sealed class BoardEar : IBoardObserver
{
    private readonly IGrainFactory _grains;
    private readonly IBoardGrain _board;
    private readonly BoardView _view;
    private readonly IBoardObserver _reference;
    private readonly Func<BoardEar, BoardPage, long, Task> _tell;
    private readonly Lock _lock = new();
    private long _missing = long.MaxValue;

    /// <param name="grains">Where the board is found.</param>
    /// <param name="windowKey">The board's window.</param>
    /// <param name="view">What is heard of it.</param>
    /// <param name="tell">Takes a change with the revision it follows.</param>
    public BoardEar(IGrainFactory grains, string windowKey, BoardView view, Func<BoardEar, BoardPage, long, Task> tell)
    {
        (_grains, _view, _tell, WindowKey) = (grains, view, tell, windowKey);
        _board = grains.Board(windowKey);
        _reference = grains.CreateObjectReference<IBoardObserver>(this);
    }

    public string WindowKey { get; }

    /// <summary>Null until the board has answered.</summary>
    public string? Epoch { get; private set; }

    public long ToldRevision { get; private set; }

    public async Task<BoardPage> WatchAsync()
    {
        var page = await _board.Watch(_view, _reference);
        Told(page);
        return page;
    }

    public Task<BoardPulse> RenewAsync() => _board.Renew(_view, _reference);

    /// <summary>True when a revision that was missing before is missing still.</summary>
    public bool WasBehindAlready(long revision)
    {
        var before = _missing;
        _missing = revision;
        return ToldRevision < before && before != long.MaxValue;
    }

    /// <summary>Not waited for: a board that cannot be told drops the watch by itself within a minute.</summary>
    public void Close()
    {
        _board.Unwatch(_view, _reference).Ignore();
        _grains.DeleteObjectReference<IBoardObserver>(_reference);
    }

    public Task Changed(BoardPage page, long since)
    {
        if (IsOfAnEarlierEpoch(page))
            return Task.CompletedTask;
        Told(page);
        return _tell(this, page, since);
    }

    /// <summary>A silo that was frozen does not know at once that its boards live elsewhere now. Epochs are made in the order of time.</summary>
    private bool IsOfAnEarlierEpoch(BoardPage page)
    {
        lock (_lock)
            return string.CompareOrdinal(page.Epoch, Epoch) < 0;
    }

    private void Told(BoardPage page)
    {
        lock (_lock)
        {
            // The answer to a watch may come in after a change that followed it.
            ToldRevision = string.Equals(page.Epoch, Epoch, StringComparison.Ordinal) ? Math.Max(page.Revision, ToldRevision) : page.Revision;
            Epoch = page.Epoch;
            if (ToldRevision >= _missing)
                _missing = long.MaxValue;
        }
    }
}
