namespace Leaderboard.Boards;

/// <summary>A stretch of time that a board sums over: from its start (inclusive) to its end (exclusive).</summary>
public sealed record BoardWindow
{
    /// <summary>Names the window's board, such as <c>day/2026-11-23</c>, <c>week/2026-11-23</c> (the Monday), <c>quarter/2026-4</c>.</summary>
    public required string Key { get; init; }

    public required BoardPeriod Period { get; init; }

    /// <summary>Null: from ever.</summary>
    public Moment? From { get; init; }

    /// <summary>Null: for ever.</summary>
    public Moment? To { get; init; }
}
