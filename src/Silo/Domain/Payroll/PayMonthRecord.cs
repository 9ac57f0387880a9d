using Leaderboard.Journal;
using Leaderboard.Payroll;

namespace Leaderboard.Domain.Payroll;

/// <summary>A month as it was locked: whole, so that nothing which changes later changes it. Written once.</summary>
internal sealed record PayMonthRecord
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required IReadOnlyList<PayLine> Lines { get; init; }

    public required IReadOnlyList<PartitionHead> Heads { get; init; }

    public required long LockedAtMicros { get; init; }

    public required string LockedById { get; init; }

    public required string LockedBy { get; init; }
}
