namespace Leaderboard.Boards;

/// <summary>Who watches a board, what they look at, and what they were sent last.</summary>
internal sealed class WatcherList
{
    /// <summary>A watch that is not renewed for so long belongs to a web node that is gone.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(BoardView, IBoardObserver), Watch> _watches = [];

    public bool IsEmpty => _watches.Count == 0;

    public void Add(BoardView view, IBoardObserver observer, Moment now) => _watches[(view, observer)] = new Watch(view, observer, now.Plus(Life), 0);

    /// <summary>False when there is no such watch.</summary>
    public bool Renew(BoardView view, IBoardObserver observer, Moment now)
    {
        if (!_watches.TryGetValue((view, observer), out var watch))
            return false;
        _watches[(view, observer)] = watch with { ExpiresAt = now.Plus(Life) };
        return true;
    }

    public void Remove(BoardView view, IBoardObserver observer) => _watches.Remove((view, observer));

    public void Sent(BoardView view, IBoardObserver observer, long revision)
    {
        if (_watches.TryGetValue((view, observer), out var watch))
            _watches[(view, observer)] = watch with { SentRevision = revision };
    }

    public void DropExpired(Moment now)
    {
        foreach (var key in _watches.Where(w => w.Value.ExpiresAt <= now).Select(w => w.Key).ToList())
            _watches.Remove(key);
    }

    /// <summary>Those that have not been sent this revision.</summary>
    public IReadOnlyList<Watch> Due(long revision) => [.. _watches.Values.Where(w => w.SentRevision < revision)];

    internal sealed record Watch(BoardView View, IBoardObserver Observer, Moment ExpiresAt, long SentRevision);
}
