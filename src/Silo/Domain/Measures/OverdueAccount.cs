using Leaderboard.Domain.Points;

namespace Leaderboard.Domain.Measures;

/// <summary>What is on file of an account from a moment on.</summary>
/// <param name="Account">Its id.</param>
/// <param name="AsOf">Inclusive.</param>
/// <param name="Holder">Null: nobody.</param>
/// <param name="DaysPastDue">Null: not told.</param>
/// <param name="ClaimMinor">Principal and all interest, minor units.</param>
/// <param name="PlacedAt">Null: not told.</param>
/// <param name="Product">Null: not told.</param>
/// <param name="IsSecured">Null: not told.</param>
internal readonly record struct BalanceRow(
    string Account, Moment AsOf, CollectorId? Holder, int? DaysPastDue, long ClaimMinor, Moment? PlacedAt, string? Product, bool? IsSecured)
{
    /// <summary>Overdue, somebody's, and with a balance; one of credit takes from the book it is in. Whose days were not told would not be here if it were not overdue.</summary>
    public bool IsHeldOverdue => Holder is not null && ClaimMinor != 0 && DaysPastDue is not 0;

    public Bucket Bucket => PointsPlan.BucketOf(DaysPastDue);
}

/// <summary>An account as it enters the bases of a window: once, for who held it then.</summary>
/// <param name="State">As it was then.</param>
/// <param name="Holder">Who held it.</param>
/// <param name="At">The window's start, or when it was first overdue and held within it.</param>
/// <param name="IsOpening">Whether it was overdue and held when the window began.</param>
/// <param name="FirstClaimMinor">When it was first on file.</param>
internal sealed record OverdueAccount(BalanceRow State, CollectorId Holder, Moment At, bool IsOpening, long FirstClaimMinor)
{
    /// <param name="history">Of one account, by time.</param>
    /// <param name="from">Start of the window, inclusive; null: from ever.</param>
    /// <param name="to">End of the window, exclusive; null: for ever.</param>
    /// <returns>Null when it was never overdue and held in the window.</returns>
    public static OverdueAccount? Of(IReadOnlyList<BalanceRow> history, Moment? from, Moment? to)
    {
        var first = history[0].ClaimMinor;
        for (var i = 0; i < history.Count; i++)
        {
            var (since, until) = SpanOf(history, i);
            if (since >= to)
                break;
            if (until <= from || history[i] is not { IsHeldOverdue: true, Holder: { } holder })
                continue;
            var isOpening = since <= from;
            return new OverdueAccount(history[i], holder, isOpening && from is { } start ? start : since, isOpening, first);
        }

        return null;
    }

    /// <summary>
    /// From when (inclusive) to when (exclusive) a row tells how the account is. The first one tells since the account was placed, where
    /// that was earlier; before, nothing is known.
    /// </summary>
    public static (Moment Since, Moment Until) SpanOf(IReadOnlyList<BalanceRow> history, int row)
    {
        var asOf = history[row].AsOf;
        var since = row == 0 && history[0].PlacedAt is { } placed && placed < asOf ? placed : asOf;
        return (since, row + 1 < history.Count ? history[row + 1].AsOf : Moment.MaxValue);
    }
}
