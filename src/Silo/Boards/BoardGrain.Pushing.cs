using Leaderboard.Domain.Boards;

namespace Leaderboard.Boards;

/// <summary>What is told of the board, and when watchers are.</summary>
internal sealed partial class BoardGrain
{
    /// <summary>As good as at once after quiet, else when the interval since the push before is over.</summary>
    private void PushSoon()
    {
        if (_watchers.IsEmpty || _pushTimer is not null)
            return;
        var wait = _lastPush.Plus(options.Value.BroadcastInterval) - time.Now();
        wait = wait > Gathering ? wait : Gathering;
        _pushTimer = this.RegisterGrainTimer(PushLater, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    private Task PushLater()
    {
        _pushTimer?.Dispose();
        _pushTimer = null;
        Push();
        return Task.CompletedTask;
    }

    private void Push()
    {
        TakeInbox();
        var now = time.Now();
        _watchers.DropExpired(now);
        var due = _watchers.Due(_revision);
        _lag.Pushed(now, toAnybody: due.Count > 0);
        foreach (var watch in due)
        {
            _lastPush = now;
            watch.Observer.Changed(PageOf(watch.View), watch.SentRevision).Ignore();
            _watchers.Sent(watch.View, watch.Observer, _revision);
        }
    }

    private BoardPage PageOf(BoardView view) =>
        Page(Whole(view.Selection), Projection.Standings(Whole(view.Selection), view.Limit, view.Ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private BoardPage Page(BoardSelection selection, Standing[] rows) => new()
    {
        Epoch = _epoch,
        Revision = _revision,
        AsOf = time.Now(),
        From = _window.From,
        To = _window.To,
        Total = Projection.Total(selection),
        Sum = Projection.Sum(selection),
        Standings = rows,
        LastPostedAt = Intake.LastPostedAt == Moment.MinValue ? null : Intake.LastPostedAt,
        Ratio = Projection.Ratio(selection),
    };
}
