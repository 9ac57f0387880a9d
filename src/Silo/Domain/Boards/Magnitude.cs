namespace Leaderboard.Domain.Boards;

/// <summary>
/// Adds up absolute values. While these fit, so does every sum and difference over any of the same entries: one check before
/// anything changes keeps an overflow from leaving a board half changed.
/// </summary>
internal struct Magnitude
{
    private long _amountMinor;
    private long _effectiveMinor;
    private long _pointsHundredths;
    private int _receipts;

    /// <summary>Throws <see cref="OverflowException"/>, and changes nothing, when a sum might no longer fit.</summary>
    public void Add(Totals totals)
    {
        checked
        {
            var amountMinor = _amountMinor + Math.Abs(totals.AmountMinor);
            var effectiveMinor = _effectiveMinor + Math.Abs(totals.EffectiveMinor);
            var pointsHundredths = _pointsHundredths + Math.Abs(totals.PointsHundredths);
            var receipts = _receipts + Math.Abs(totals.Receipts);
            (_amountMinor, _effectiveMinor, _pointsHundredths, _receipts) = (amountMinor, effectiveMinor, pointsHundredths, receipts);
        }
    }
}
