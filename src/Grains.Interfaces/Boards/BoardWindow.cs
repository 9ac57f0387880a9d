namespace Leaderboard.Boards;

/// <summary>A window of a board, half-open.</summary>
public sealed record BoardWindow
{
    public required string Key { get; init; }
    public required BoardPeriod Period { get; init; }
    public Moment? From { get; init; }
    public Moment? To { get; init; }
}
