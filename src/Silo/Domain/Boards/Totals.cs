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
internal readonly record struct CellTotals(CollectorId Collector, TeamId Team, Totals Now, Totals? AtDayStart)
{
    /// <summary>Adds up entries. One collector and team has two sums where some of its entries occurred before the day and some did not.</summary>
    /// <param name="entries">In any order.</param>
    /// <param name="dayStart">The first instant of the institution's day.</param>
    public static CellTotals[] Of(IEnumerable<EntryDraft> entries, Moment dayStart)
    {
        var sums = new Dictionary<(CollectorId, TeamId, bool BeforeToday), Totals>();
        foreach (var entry in entries)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (entry.Collector, entry.Team, entry.OccurredAt < dayStart), out var isKnown);
            sum = isKnown ? sum + Totals.Of(entry) : Totals.Of(entry);
        }

        return [.. sums.Select(s => new CellTotals(s.Key.Item1, s.Key.Item2, s.Value, s.Key.BeforeToday ? s.Value : null))];
    }
}
