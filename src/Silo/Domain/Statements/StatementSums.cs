using Leaderboard.Conduct;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Statements;

namespace Leaderboard.Domain.Statements;

/// <summary>Adds up a month's entries, and tells figures apart.</summary>
internal static class StatementSums
{
    /// <summary>A month's entries that are kept one by one: more than a hundred on each working day.</summary>
    public const int MostEntries = 2000;

    /// <param name="entries">All that happened in the month, in time.</param>
    /// <param name="standing">What was there before it, and is not free at its end.</param>
    public static StatementPoints PointsOf(IReadOnlyList<LedgerEntry> entries, PointsStanding standing)
    {
        return new StatementPoints
        {
            Opening = standing.OpeningHundredths,
            Receipts = Of(EntryKind.Recovery, EntryKind.Cap),
            Reversals = Of(EntryKind.Reversal),
            Merits = Of(EntryKind.Streak, EntryKind.Badge),
            Prizes = Of(EntryKind.Payout),
            Spent = Of(EntryKind.Capture, EntryKind.Return, EntryKind.Hold, EntryKind.Release),
            Expired = Of(EntryKind.Expiry),
            Provisional = standing.ProvisionalHundredths,
            Held = standing.HeldHundredths,
        };

        long Of(params EntryKind[] kinds) => entries.Where(e => kinds.Contains(e.Kind)).Sum(e => e.PointsHundredths);
    }

    /// <summary>Holds that were in force at some time of a month, the earliest first; what is decided after it does not matter to it.</summary>
    /// <param name="holds">Of the collector.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    public static StatementHold[] HoldsOf(IEnumerable<HoldView> holds, Moment from, Moment to) =>
    [
        .. holds.Select(h => new StatementHold { Reason = h.Reason, From = h.From, To = EndOf(h) is { } end && end < to ? end : null })
            .Where(h => h.From < to && (h.To is not { } end || (end > from && end > h.From)))
            .OrderBy(h => h.From),
    ];

    /// <summary>In the order of the figures.</summary>
    public static StatementDifference[] Between(StatementFigures signed, StatementFigures now) =>
    [
        .. ValuesOf(signed).Zip(ValuesOf(now)).Where(p => p.First.Value != p.Second.Value)
            .Select(p => new StatementDifference { Figure = p.First.Figure, Then = p.First.Value, Now = p.Second.Value }),
    ];

    /// <summary>Entries that were not there when it was signed.</summary>
    public static LedgerEntry[] Late(StatementFigures signed, StatementFigures now)
    {
        var known = signed.Entries.Select(e => e.Id).ToHashSet();
        return [.. now.Entries.Where(e => !known.Contains(e.Id))];
    }

    private static Moment? EndOf(HoldView hold) => (hold.LiftedAt, hold.To) switch
    {
        ({ } lifted, { } to) => lifted < to ? lifted : to,
        (var lifted, var to) => lifted ?? to,
    };

    private static (StatementFigure Figure, long Value)[] ValuesOf(StatementFigures f) =>
    [
        (StatementFigure.Net, f.NetMinor), (StatementFigure.Earned, f.Points.Earned), (StatementFigure.Spent, f.Points.Spent), (StatementFigure.Expired, f.Points.Expired),
        (StatementFigure.Closing, f.Points.Closing), (StatementFigure.Rank, f.Place.Rank), (StatementFigure.OnBoard, f.Place.AmountMinor), (StatementFigure.InKind, f.InKindMinor),
        (StatementFigure.Benefit, f.BenefitMinor), (StatementFigure.Paid, f.PaidMinor), (StatementFigure.Holds, f.Holds.Length),
    ];
}

/// <summary>What a month's entries do not say, hundredths of a point.</summary>
/// <param name="OpeningHundredths">The balance when it began.</param>
/// <param name="ProvisionalHundredths">Of the balance at its end, or now: not spendable then.</param>
/// <param name="HeldHundredths">Of the same: kept for open redemptions.</param>
internal sealed record PointsStanding(long OpeningHundredths, long ProvisionalHundredths, long HeldHundredths);
