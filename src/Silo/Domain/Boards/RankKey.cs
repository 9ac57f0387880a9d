namespace Leaderboard.Domain.Boards;

/// <summary>A member's place in an order: value descending, then who reached it first, then id (ordinal).</summary>
/// <param name="Member">Index into the member table.</param>
internal readonly record struct RankKey(long Value, long ReachedAtMicros, int Member);
