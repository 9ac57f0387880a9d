namespace Leaderboard;

/// <summary>
/// A clock for the runtime below the grains, which breaks where time goes back: when the machine's clock is set back, this one
/// goes on from where it was. <see cref="TimeProviderMoments.Now"/> reads the machine's clock past it, so that money and
/// boards follow the true time at once.
/// </summary>
public sealed class SteadyTime(TimeProvider wall) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _last = wall.GetUtcNow();
    private long _lastTimestamp = wall.GetTimestamp();

    /// <summary>The machine's clock, with its jumps.</summary>
    public TimeProvider Wall => wall;

    public override long TimestampFrequency => wall.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    /// <summary>Never earlier than an answer before it.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var (now, timestamp) = (wall.GetUtcNow(), wall.GetTimestamp());
            var steady = _last + wall.GetElapsedTime(_lastTimestamp, timestamp);
            (_last, _lastTimestamp) = (now > steady ? now : steady, timestamp);
            return _last;
        }
    }

    public override long GetTimestamp() => wall.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => wall.CreateTimer(callback, state, dueTime, period);
}
