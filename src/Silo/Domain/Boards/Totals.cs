using System.Runtime.InteropServices;
using Leaderboard.Boards;
using Leaderboard.Journal;

namespace Leaderboard.Domain.Boards;

/// <summary>Sums over entries. Packed, because a board holds one for each collector and team.</summary>
/// <param name="AmountMinor">Minor units.</param>
/// <param name="EffectiveMinor">Minor units.</param>
/// <param name="PointsHundredths">Hundredths of a point.</param>
/// <param name="ReachedAt">The latest time at which one of the entries occurred.</param>
/// <param name="Receipts">Receipts that stand.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct Totals(long AmountMinor, long EffectiveMinor, long PointsHundredths, Moment ReachedAt, int Receipts)
{
    /// <summary>The sum of nothing.</summary>
    public static Totals None { get; } = new(0, 0, 0, Moment.MinValue, 0);

    public static Totals Of(EntryDraft entry) =>
        new(entry.AmountMinor, entry.EffectiveMinor, entry.PointsHundredths, entry.OccurredAt, entry.Receipts);

    public static Totals operator +(Totals left, Totals right) => checked(new(
        left.AmountMinor + right.AmountMinor,
        left.EffectiveMinor + right.EffectiveMinor,
        left.PointsHundredths + right.PointsHundredths,
        left.ReachedAt > right.ReachedAt ? left.ReachedAt : right.ReachedAt,
        left.Receipts + right.Receipts));

    /// <summary>What a measure adds up, in its unit; for per head the amount, which is divided afterwards.</summary>
    public long Summand(BoardMeasure measure) => measure switch
    {
        BoardMeasure.Amount or BoardMeasure.PerHead => AmountMinor,
        BoardMeasure.Effective => EffectiveMinor,
        BoardMeasure.Points => PointsHundredths,
        BoardMeasure.Count => Receipts,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, message: null),
    };
}

/// <summary>What one collector earned for one team, as a query adds it up.</summary>
/// <param name="Team">The team credited; <see cref="TeamId.None"/> for none.</param>
/// <param name="Now">Over all entries.</param>
/// <param name="AtDayStart">Over the entries that occurred before the institution's day began; null when there is none.</param>
internal readonly record struct CellTotals(CollectorId Collector, TeamId Team, Totals Now, Totals? AtDayStart);
