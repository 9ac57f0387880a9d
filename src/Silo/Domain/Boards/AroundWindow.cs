namespace Leaderboard.Domain.Boards;

/// <summary>The rows shown around a member: slid to stay full at both ends of the board.</summary>
/// <param name="Start">Position of the first row, from 0.</param>
/// <param name="Length">Number of rows; the whole board when the limit is longer.</param>
internal readonly record struct AroundWindow(int Start, int Length)
{
    /// <summary>With an even limit one more row above the member than below.</summary>
    public static AroundWindow Of(int position, int count, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, count);
        var length = Math.Min(limit, count);
        return new(Math.Clamp(position - (limit / 2), 0, count - length), length);
    }
}
