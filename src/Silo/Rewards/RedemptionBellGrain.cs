namespace Leaderboard.Rewards;

/// <summary>Gathers for a tenth of a second what has changed, and tells it once.</summary>
[GrainType("lb.redemption-bell")]
internal sealed class RedemptionBellGrain(TimeProvider time) : Grain, IRedemptionBellGrain
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EarLife = TimeSpan.FromMinutes(1);

    private readonly Dictionary<IRedemptionObserver, Moment> _ears = [];
    private readonly HashSet<CollectorId> _changed = [];
    private IGrainTimer? _timer;

    public Task<bool> Watch(IRedemptionObserver observer)
    {
        var isNew = !_ears.ContainsKey(observer);
        _ears[observer] = time.Now().Plus(EarLife);
        return Task.FromResult(isNew);
    }

    public Task Unwatch(IRedemptionObserver observer)
    {
        _ears.Remove(observer);
        return Task.CompletedTask;
    }

    public Task Ring(CollectorId collector)
    {
        if (_ears.Count > 0)
        {
            _changed.Add(collector);
            _timer ??= this.RegisterGrainTimer(Tell, new GrainTimerCreationOptions(Gathering, Timeout.InfiniteTimeSpan));
        }

        return Task.CompletedTask;
    }

    private Task Tell()
    {
        _timer?.Dispose();
        _timer = null;
        CollectorId[] changed = [.. _changed];
        _changed.Clear();
        foreach (var (ear, end) in _ears.ToList())
        {
            if (end <= time.Now())
                _ears.Remove(ear);
            else
                ear.Changed(changed).Ignore();
        }

        return Task.CompletedTask;
    }
}
