using Leaderboard.Celebrations;

namespace Leaderboard.Web.Live;

/// <summary>This node's ear for the moments of one place.</summary>
internal sealed class CelebrationEar : ICelebrationObserver
{
    /// <summary>A minute of moments, and many more.</summary>
    private const int MaxKnown = 1000;

    private readonly IGrainFactory _grains;
    private readonly ICelebrationsGrain _place;
    private readonly ICelebrationObserver _reference;
    private readonly Func<CelebrationEar, Celebration, Task> _tell;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _hasWatched;

    public CelebrationEar(IGrainFactory grains, string? contestId, Func<CelebrationEar, Celebration, Task> tell)
    {
        (_grains, _tell, ContestId) = (grains, tell, contestId);
        _place = grains.Celebrations(contestId);
        _reference = grains.CreateObjectReference<ICelebrationObserver>(this);
    }

    /// <summary>Null: the day's board.</summary>
    public string? ContestId { get; }

    /// <summary>Connections that are told; guarded by the book.</summary>
    public HashSet<string> Connections { get; } = new(StringComparer.Ordinal);

    /// <summary>Listens, or goes on doing so. What the last minute brought and was never heard here is told now, but for the first time.</summary>
    public async Task<Celebration[]> WatchAsync()
    {
        var recent = await _place.Watch(_reference);
        var isFirst = !Interlocked.Exchange(ref _hasWatched, true);
        foreach (var missed in recent.Where(IsNew).ToList())
        {
            if (!isFirst)
                await _tell(this, missed);
        }

        return recent;
    }

    public Task Celebrated(Celebration celebration) => IsNew(celebration) ? _tell(this, celebration) : Task.CompletedTask;

    /// <summary>Not waited for: a place that cannot be told forgets this ear by itself within a minute.</summary>
    public void Close()
    {
        _place.Unwatch(_reference).Ignore();
        _grains.DeleteObjectReference<ICelebrationObserver>(_reference);
    }

    private bool IsNew(Celebration celebration)
    {
        lock (_lock)
        {
            if (_known.Count >= MaxKnown)
                _known.Clear();
            return _known.Add(celebration.Id);
        }
    }
}
