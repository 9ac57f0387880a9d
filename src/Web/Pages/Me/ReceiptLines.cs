using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Me;

/// <summary>One entry with the figures its points follow from: amount × kind factor × bucket factor ÷ 100 × points per 100.</summary>
/// <param name="Title">What it is: kind and channel, or what was taken back.</param>
/// <param name="Amount">Of the entry; negative for a reversal.</param>
/// <param name="Points">Of the entry.</param>
/// <param name="Sum">How the points follow; null for points that no receipt gave.</param>
/// <param name="Note">When the points vest, or which receipt is taken back and where that counts.</param>
internal sealed record ReceiptLine(string When, string Title, string Amount, string Points, bool IsReversal, ReceiptSum? Sum, string Note, string Id);

/// <param name="Amount">Multiplied: the receipt's, or all that has been taken back of it by now.</param>
/// <param name="PerHundred">Points for 100; null for one.</param>
/// <param name="Product">The points of that.</param>
/// <param name="Before">Points of the product that were taken back before; null for none.</param>
internal sealed record ReceiptSum(string Amount, string KindFactor, string Kind, string BucketFactor, string Bucket, string? PerHundred, string Product, string? Before);

/// <summary>Writes entries of a ledger for people.</summary>
internal sealed class ReceiptLines(Figures figures, LocalTimes times, TimeProvider time, IStringLocalizer<Words> words)
{
    private const int OnePoint = 100;

    /// <param name="withDay">Whether the day is said, too, and not only the time.</param>
    public IReadOnlyList<ReceiptLine> Of(IEnumerable<LedgerEntry> entries, bool withDay) => [.. entries.Select(e => Line(e, withDay))];

    private ReceiptLine Line(LedgerEntry entry, bool withDay)
    {
        var isReversal = entry.Kind == EntryKind.Reversal;
        return new ReceiptLine(
            withDay ? times.DayAndTime(entry.OccurredAt) : times.Time(entry.OccurredAt),
            entry switch
            {
                { Reason: { } reason } => words["why.reversal", words["reason." + BoardRequests.NameOf(reason)].Value],
                { Rate: { } rate } => words["kind." + BoardRequests.NameOf(rate.Kind)] + " · " + words["channel." + BoardRequests.NameOf(rate.Channel)],
                { Limited: not null } => words["why.cap"],
                { Merit: { } merit, Source: not null } => words["why.merit.back", words["merit." + BoardRequests.NameOf(merit.Kind)].Value],
                { Merit: { } merit } => words["merit." + BoardRequests.NameOf(merit.Kind)],
                { Kind: EntryKind.Expiry } => words["why.expired"],
                { Kind: EntryKind.Payout } => words["why.prize"],
                { Kind: EntryKind.Hold } => words["why.hold"],
                { Kind: EntryKind.Release } => words["why.release"],
                { Kind: EntryKind.Capture } => words["why.capture"],
                { Kind: EntryKind.Return } => words["why.return"],
                _ => words["why.other"],
            },
            figures.Amount(entry.AmountMinor),
            Signed(entry.PointsHundredths),
            isReversal,
            entry.Rate is { Excluded: null } priced ? SumOf(entry, priced) : null,
            NoteOf(entry),
            entry.Id.SenderId);
    }

    private ReceiptSum SumOf(LedgerEntry entry, ReceiptRate rate)
    {
        // A reversal takes back what the running total taken back is worth, less what was taken back before.
        var (amount, points) = entry.Kind == EntryKind.Reversal
            ? (entry.ReversedBeforeMinor - entry.AmountMinor, entry.PointsBeforeHundredths - entry.PointsHundredths)
            : (entry.AmountMinor, entry.PointsHundredths);
        return new ReceiptSum(
            figures.Amount(amount),
            Figures.Factor(rate.KindFactor),
            words["kind." + BoardRequests.NameOf(rate.Kind)],
            Figures.Factor(rate.BucketFactor),
            rate.Bucket ?? words["bucket.none"],
            rate.PointsPer100 == OnePoint ? null : Figures.Factor(rate.PointsPer100),
            Figures.Points(points),
            entry.PointsBeforeHundredths > 0 ? Figures.Points(entry.PointsBeforeHundredths) : null);
    }

    private string NoteOf(LedgerEntry entry)
    {
        if (entry.Rate?.Excluded is { } flag)
            return words["why.excluded", words["flag." + flag].Value];
        if (entry.Limited is { } limited)
            return words["why.limited", times.Day(entry.ReceivedAt), Figures.Points(limited.EarnedHundredths), Figures.Points(limited.KeptHundredths)];
        if (entry.Merit is not null)
            return entry.Source is null ? words["why.merit", times.Date(entry.ReceivedAt), entry.Scheme, times.Date(entry.VestsAt)] : words["why.merit.gone", times.Date(entry.ReceivedAt)];
        if (entry.Kind == EntryKind.Expiry)
            return words["why.expired.note", times.Date(entry.ReceivedAt.Plus(TimeSpan.FromMicroseconds(-1))), entry.Scheme];
        if (entry.HeldHundredths != 0)
            return HeldNoteOf(entry);
        if (entry.Kind == EntryKind.Return)
            return words["why.returned.note"];
        if (entry.Source is { } source)
            return words["why.takesback", source.SenderId, times.DayAndTime(entry.ReceivedAt)];
        return entry.VestsAt > time.Now() ? words["why.vests", times.Date(entry.VestsAt)] : words["why.vested"];
    }

    private string HeldNoteOf(LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.Hold => words["why.held.note", Figures.Points(entry.HeldHundredths)],
        EntryKind.Release => words["why.released.note", Figures.Points(-entry.HeldHundredths)],
        _ => words["why.captured.note"],
    };

    private static string Signed(long points) => (points > 0 ? "+" : "") + Figures.Points(points);
}
