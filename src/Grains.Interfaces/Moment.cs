using System.Globalization;

namespace Leaderboard;

/// <summary>
/// A point in time as whole microseconds since 1970-01-01T00:00:00Z: what the journal stores, on both databases alike.
/// Finer digits are cut off, never rounded up.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.Moment")]
public readonly record struct Moment : IComparable<Moment>
{
    public Moment(long unixMicroseconds) => UnixMicroseconds = unixMicroseconds;

    [Id(0)] public long UnixMicroseconds { get; init; }

    public static Moment MinValue { get; } = new(long.MinValue);

    public static Moment MaxValue { get; } = new(long.MaxValue);

    public static Moment From(DateTimeOffset time) =>
        new(Math.DivRem(time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond, out var rest) - (rest < 0 ? 1 : 0));

    /// <summary>The same instant in UTC. Throws <see cref="ArgumentOutOfRangeException"/> outside the years 1–9999.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(checked(UnixMicroseconds * TimeSpan.TicksPerMicrosecond));

    public Moment Plus(TimeSpan duration) => new(checked(UnixMicroseconds + (duration.Ticks / TimeSpan.TicksPerMicrosecond)));

    public static TimeSpan operator -(Moment later, Moment earlier) =>
        TimeSpan.FromTicks(checked((later.UnixMicroseconds - earlier.UnixMicroseconds) * TimeSpan.TicksPerMicrosecond));

    public int CompareTo(Moment other) => UnixMicroseconds.CompareTo(other.UnixMicroseconds);

    public static bool operator <(Moment left, Moment right) => left.UnixMicroseconds < right.UnixMicroseconds;

    public static bool operator >(Moment left, Moment right) => left.UnixMicroseconds > right.UnixMicroseconds;

    public static bool operator <=(Moment left, Moment right) => left.UnixMicroseconds <= right.UnixMicroseconds;

    public static bool operator >=(Moment left, Moment right) => left.UnixMicroseconds >= right.UnixMicroseconds;

    public override string ToString() => UnixMicroseconds.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Hands out <see cref="Moment"/>s of a <see cref="TimeProvider"/>.</summary>
public static class TimeProviderMoments
{
    public static Moment Now(this TimeProvider time) => Moment.From((time is SteadyTime steady ? steady.Wall : time).GetUtcNow());
}
