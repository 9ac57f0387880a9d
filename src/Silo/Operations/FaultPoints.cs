namespace Leaderboard.Operations;

/// <summary>Places between two durable writes of something that has many. Does nothing, but in tests: they break it off where it passes.</summary>
/// <typeparam name="TPoint">Names every such place.</typeparam>
internal sealed class FaultPoints<TPoint>
    where TPoint : struct, Enum
{
    /// <summary>Told the id of what passes and the point; throws to break off.</summary>
    public Action<string, TPoint>? OnPass { get; set; }

    public void Pass(string id, TPoint point) => OnPass?.Invoke(id, point);
}
