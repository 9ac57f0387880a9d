using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>Running sums of entries; money in minor units, points in hundredths.</summary>
/// <param name="ReachedAtMicros">Latest time among the entries; <see cref="long.MinValue"/> for none.</param>
internal readonly record struct Sums(long AmountMinor, long EffectiveMinor, long PointsHundredths, int Receipts, long ReachedAtMicros)
{
    public static Sums None { get; } = new(0, 0, 0, 0, long.MinValue);

    /// <summary>True when no entry was summed: a member without a record is not on a board.</summary>
    public bool IsNone => ReachedAtMicros == long.MinValue;

    public static Sums operator +(Sums a, Sums b) => new(
        checked(a.AmountMinor + b.AmountMinor),
        checked(a.EffectiveMinor + b.EffectiveMinor),
        checked(a.PointsHundredths + b.PointsHundredths),
        checked(a.Receipts + b.Receipts),
        Math.Max(a.ReachedAtMicros, b.ReachedAtMicros));

    /// <param name="heads">Collectors behind the sums, for <see cref="BoardMeasure.PerHead"/>.</param>
    public long Value(BoardMeasure measure, int heads) => measure switch
    {
        BoardMeasure.Amount => AmountMinor,
        BoardMeasure.Effective => EffectiveMinor,
        BoardMeasure.Points => PointsHundredths,
        BoardMeasure.Count => Receipts,
        BoardMeasure.PerHead => PerHead(AmountMinor, heads),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No such measure."),
    };

    /// <summary>Half away from zero; 0 for nobody.</summary>
    public static long PerHead(long amountMinor, int heads) =>
        heads == 0 ? 0 : (long)Math.Round((decimal)amountMinor / heads, MidpointRounding.AwayFromZero);
}

/// <summary>What one collector has earned for one team in a window, as read from the journal.</summary>
/// <param name="AtDayStart">Of the entries that happened before the institution's day began.</param>
internal readonly record struct CellTotals(CollectorId Collector, TeamId Team, Sums Now, Sums AtDayStart);
