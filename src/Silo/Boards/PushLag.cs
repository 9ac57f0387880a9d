using Leaderboard.Operations;

namespace Leaderboard.Boards;

/// <summary>How long the oldest entry that no watcher has seen has waited for its push.</summary>
internal sealed class PushLag(SiloMetrics metrics)
{
    private Moment? _unseenSince;

    public void Took(Moment postedAt)
    {
        if (_unseenSince is not { } since || postedAt < since)
            _unseenSince = postedAt;
    }

    /// <param name="now">The moment of the push.</param>
    /// <param name="toAnybody">Whether a watcher was there; otherwise nobody waited.</param>
    public void Pushed(Moment now, bool toAnybody)
    {
        if (toAnybody && _unseenSince is { } since)
            metrics.Pushed(now - since);
        _unseenSince = null;
    }
}
