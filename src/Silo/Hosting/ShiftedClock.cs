using System.Globalization;

namespace Leaderboard.Hosting;

/// <summary>
/// For tests of clocks that jump: the machine's clock plus a time span that stands in a file. Timers and elapsed times are
/// the machine's, as they are when a real clock is set.
/// </summary>
/// <param name="file">Holds the span as <c>[-][d.]hh:mm:ss</c>; none while it does not exist.</param>
internal sealed class ShiftedClock(string file) : TimeProvider
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private long _lookedAt;
    private long _offsetTicks;

    public override DateTimeOffset GetUtcNow()
    {
        var now = System.GetTimestamp();
        if (_lookedAt == 0 || System.GetElapsedTime(Volatile.Read(ref _lookedAt), now) > LookEvery)
        {
            Volatile.Write(ref _lookedAt, now);
            Volatile.Write(ref _offsetTicks, File.Exists(file) ? TimeSpan.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture).Ticks : 0);
        }

        return System.GetUtcNow().AddTicks(Volatile.Read(ref _offsetTicks));
    }
}
