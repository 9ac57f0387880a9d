using System.Runtime.InteropServices;

namespace Leaderboard.Domain.Boards;

/// <summary>What decides a member's place. Packed to 20 bytes, because a board holds one for each member and measure.</summary>
/// <param name="Value">In the unit of the measure; higher is better.</param>
/// <param name="ReachedAt">Microseconds as in <see cref="Moment"/>; among equal values the earlier is better.</param>
/// <param name="Member">Index in the table of ids; among equal values and times the ordinally smaller id is better.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct RankingKey(long Value, long ReachedAt, int Member);
