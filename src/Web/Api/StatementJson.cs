using System.Security.Claims;
using System.Text.Json.Serialization;
using Leaderboard.Statements;
using Leaderboard.Web.Access;
using Leaderboard.Web.Payroll;

namespace Leaderboard.Web.Api;

/// <summary>Statements as the API shows them: holds on prizes, and flags of accounts, for who may see conduct alone.</summary>
internal sealed class StatementJson(InstitutionSettings settings, InstitutionCalendar calendar, BoardJson boards, AccessGuard guard)
{
    public async Task<StatementBody> OfAsync(ClaimsPrincipal user, StatementView view)
    {
        var mayKnow = await guard.MayAsync(user, Right.SeeConduct, view.Collector);
        var f = view.Figures;
        var p = f.Points;
        return new StatementBody(
            view.Collector.Value,
            f.Name,
            f.TeamName,
            PayrollDesk.NameOf(view.Month),
            calendar.Format(view.From),
            calendar.Format(view.To),
            settings.Currency,
            BoardRequests.NameOf(view.State),
            Major(f.NetMinor),
            Major(f.RecoveredMinor),
            Major(f.ReversedMinor),
            f.Receipts,
            new StatementPointsRow(Points(p.Opening), Points(p.Receipts), Points(p.Reversals), Points(p.Merits), Points(p.Prizes), Points(p.Earned), Points(p.Spent), Points(p.Expired), Points(p.Closing), Points(p.Vested), Points(p.Provisional), Points(p.Held)),
            new StatementPlaceRow(f.Place.Rank == 0 ? null : f.Place.Rank, f.Place.Tied, f.Place.Of, Major(f.Place.AmountMinor)),
            new StatementPayRow(Major(f.InKindMinor), Major(f.BenefitMinor), Major(f.PaidMinor)),
            [.. f.Entries.Select(e => LedgerRow.Of(e, boards, settings) with { Excluded = mayKnow ? e.Rate?.Excluded : null })],
            f.MoreEntries,
            [.. f.Pay.Select(l => new PayLineRow(l.Entry.Value, l.Collector.Value, BoardRequests.NameOf(l.Kind), l.Source, l.What, Points(l.PointsHundredths), Major(l.ValueMinor), calendar.Format(l.At)))],
            view.Digest.ToString(),
            [.. view.Heads.Select(h => new PayHeadRow(h.Partition, h.Seq, h.Hash.ToString()))],
            view.SignedAt is { } at ? calendar.Format(at) : null,
            view.SignedBy,
            [.. view.Appeals.Select(a => new AppealRow(calendar.Format(a.At), a.Reason, a.Verdict is { } verdict ? BoardRequests.NameOf(verdict) : null, a.Answer, a.AnsweredAt is { } answered ? calendar.Format(answered) : null, a.AnsweredBy))],
            [.. view.Since.Where(d => mayKnow || d.Figure != StatementFigure.Holds).Select(d => new StatementSinceRow(BoardRequests.NameOf(d.Figure), ValueOf(d.Figure, d.Then), ValueOf(d.Figure, d.Now)))],
            [.. view.Late.Select(e => e.Id.Value)])
        {
            Holds = mayKnow ? [.. f.Holds.Select(h => new StatementHoldRow(BoardRequests.NameOf(h.Reason), calendar.Format(h.From), h.To is { } end ? calendar.Format(end) : null))] : null,
        };
    }

    private static decimal Points(long hundredths) => MinorUnits.ToMajor(hundredths, 2);

    private decimal Major(long minor) => MinorUnits.ToMajor(minor, settings.CurrencyDecimals);

    private decimal ValueOf(StatementFigure figure, long value) => figure switch
    {
        StatementFigure.Rank or StatementFigure.Holds => value,
        StatementFigure.Earned or StatementFigure.Spent or StatementFigure.Expired or StatementFigure.Closing => Points(value),
        _ => Major(value),
    };
}

/// <summary>A month of a collector, as it is or as it was signed.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Net">Recovered and reversed; a reversal stands in the month in which the money went back.</param>
/// <param name="Entries">All that happened in the month, the first 2000.</param>
/// <param name="MoreEntries">Beyond those; the sums have them, too.</param>
/// <param name="Digest">SHA-256 of the figures.</param>
/// <param name="Heads">Of the journal from which it was read.</param>
/// <param name="Since">Figures that are others now than they were signed.</param>
/// <param name="Late">Entries of the month that came after it was signed.</param>
internal sealed record StatementBody(
    string CollectorId, string Name, string? TeamName, string Month, string From, string To, string Currency, string State, decimal Net, decimal Recovered, decimal Reversed, int Receipts,
    StatementPointsRow Points, StatementPlaceRow Place, StatementPayRow Pay, LedgerRow[] Entries, int MoreEntries, PayLineRow[] PayLines, string Digest, PayHeadRow[] Heads, string? SignedAt,
    string? SignedBy, AppealRow[] Appeals, StatementSinceRow[] Since, string[] Late)
{
    /// <summary>On prizes; left out for who may not see conduct.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StatementHoldRow[]? Holds { get; init; }
}

/// <param name="Opening">The balance when the month began.</param>
/// <param name="Earned">Receipts, reversals, merits and prizes.</param>
/// <param name="Closing">Opening, earned, spent and expired: vested and provisional.</param>
/// <param name="Held">Of the vested.</param>
internal sealed record StatementPointsRow(
    decimal Opening, decimal Receipts, decimal Reversals, decimal Merits, decimal Prizes, decimal Earned, decimal Spent, decimal Expired, decimal Closing, decimal Vested, decimal Provisional, decimal Held);

/// <param name="Rank">On the month's board of amounts; null for who is not on it.</param>
/// <param name="Amount">That the board counts.</param>
internal sealed record StatementPlaceRow(int? Rank, bool Tied, int Of, decimal Amount);

/// <param name="InKind">Taxable.</param>
/// <param name="Paid">Cash and prizes: with the wages.</param>
internal sealed record StatementPayRow(decimal InKind, decimal Benefit, decimal Paid);

/// <param name="To">Exclusive; null: beyond the month.</param>
internal sealed record StatementHoldRow(string Reason, string From, string? To);

/// <param name="Verdict">Null while it waits.</param>
internal sealed record AppealRow(string At, string Reason, string? Verdict, string? Answer, string? AnsweredAt, string? AnsweredBy);

/// <param name="Figure">Such as <c>net</c>.</param>
internal sealed record StatementSinceRow(string Figure, decimal Signed, decimal Now);
