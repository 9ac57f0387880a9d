using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Statements;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Me;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Statements;

/// <summary>Writes statements out in the language of the request.</summary>
internal sealed class StatementSheets(Figures figures, LocalTimes times, ReceiptLines receipts, InstitutionCalendar calendar, IStringLocalizer<Words> words)
{
    /// <summary>So many receipts are read at a glance.</summary>
    private const int FewReceipts = 15;

    /// <param name="view">The statement.</param>
    /// <param name="mayKnow">Whether the reader may see conduct.</param>
    public StatementSheet Of(StatementView view, bool mayKnow)
    {
        var f = view.Figures;
        var entries = mayKnow ? f.Entries : [.. f.Entries.Select(Unflagged)];
        return new StatementSheet(
            view,
            times.Month(view.From),
            figures.Amount(f.NetMinor),
            words["statement.lead", Figures.Points(f.Points.Earned), PlaceOf(f.Place), figures.Amount(f.InKindMinor), figures.Amount(f.PaidMinor)],
            StateOf(view),
            StepsOf(f),
            f.Place.AmountMinor == f.NetMinor ? null : words["statement.onboard", figures.Amount(f.Place.AmountMinor)].Value,
            DaysOf(entries),
            f.Receipts <= FewReceipts,
            [.. entries.Where(e => e.Kind == EntryKind.Reversal).Select(ReversalOf)],
            PointsOf(f.Points),
            [
                new(words["me.points.vested"], Figures.Points(f.Points.Vested)),
                new(words["me.points.provisional"], Figures.Points(f.Points.Provisional)),
                new(words["statement.points.held"], Figures.Points(f.Points.Held)),
            ],
            AwardsOf([.. entries.Where(e => e.Kind is EntryKind.Streak or EntryKind.Badge or EntryKind.Payout)]),
            [.. f.Pay.Select(l => new StatementPayLine(l.What, words["paykind." + BoardRequests.NameOf(l.Kind)], times.Date(l.At), figures.Amount(l.ValueMinor), Figures.Points(l.PointsHundredths)))],
            mayKnow ? [.. f.Holds.Select(h => new StatementRow(words["holdreason." + BoardRequests.NameOf(h.Reason)], times.Date(h.From) + " – " + (h.To is { } end ? times.Date(end.Plus(TimeSpan.FromMicroseconds(-1))) : words["conduct.open.end"].Value)))] : null,
            [.. view.Since.Where(d => mayKnow || d.Figure != StatementFigure.Holds).Select(d => new StatementChange(words["statement.figure." + BoardRequests.NameOf(d.Figure)], ValueOf(d.Figure, d.Then), ValueOf(d.Figure, d.Now)))],
            receipts.Of(mayKnow ? view.Late : view.Late.Select(Unflagged), withDay: true),
            [.. view.Appeals.Select(AppealOf)],
            view.SignedAt is { } at ? times.Date(at) + " " + times.Time(at) : null);
    }

    public string MonthOf(DateOnly month) => times.Month(calendar.StartOfDay(month));

    public StatementAppeal AppealOf(AppealView appeal) => new(
        times.Date(appeal.At),
        appeal.Reason,
        appeal.Verdict is { } verdict ? words["statement.verdict." + BoardRequests.NameOf(verdict)].Value : null,
        appeal.Answer,
        appeal is { AnsweredAt: { } at, AnsweredBy: { } by } ? words["statement.answered.by", by, times.Date(at)].Value : null);

    /// <summary>That money of an account earns nothing is for who may see conduct.</summary>
    private static LedgerEntry Unflagged(LedgerEntry entry) => entry.Rate is { Excluded: not null } rate ? entry with { Rate = rate with { Excluded = null } } : entry;

    private string StateOf(StatementView view) => view.State switch
    {
        StatementState.Running => words["statement.state.running", times.Date(view.To)],
        StatementState.Signed => words["statement.state.signed", view.SignedBy ?? "", view.SignedAt is { } at ? times.Date(at) + " " + times.Time(at) : ""],
        var state => words["statement.state." + BoardRequests.NameOf(state)],
    };

    private string PlaceOf(StatementPlace place) => place.Rank == 0 ? words["statement.noplace"] : words["statement.place", place.Rank, Figures.Count(place.Of)];

    private StatementStep[] StepsOf(StatementFigures f) =>
    [
        new(words["statement.step.receipts"], figures.Amount(f.NetMinor), words["statement.step.receipts.how", CountOf(f.Receipts), figures.Amount(f.RecoveredMinor), figures.Amount(f.ReversedMinor)]),
        new(words["statement.step.points"], Figures.Points(f.Points.Earned), words["statement.step.points.how", Signed(f.Points.Receipts), Signed(f.Points.Reversals), Signed(f.Points.Merits + f.Points.Prizes)]),
        new(words["statement.step.rank"], f.Place.Rank == 0 ? "–" : words["me.place", f.Place.Rank], words[f.Place.Tied ? "statement.step.rank.tied" : "statement.step.rank.how", Figures.Count(f.Place.Of)]),
        new(words["statement.step.pay"], figures.Amount(f.InKindMinor + f.PaidMinor), words["statement.step.pay.how", figures.Amount(f.InKindMinor), figures.Amount(f.PaidMinor)]),
    ];

    /// <summary>Receipts with what the limits of their day took.</summary>
    private StatementDay[] DaysOf(IEnumerable<LedgerEntry> entries) =>
    [
        .. entries.Where(e => e.Kind is EntryKind.Recovery or EntryKind.Cap).GroupBy(e => calendar.DayOf(e.OccurredAt)).OrderBy(d => d.Key).Select(d => new StatementDay(
            times.Weekday(calendar.StartOfDay(d.Key)),
            CountOf(d.Count(e => e.Kind == EntryKind.Recovery)),
            figures.Amount(d.Sum(e => e.AmountMinor)),
            Signed(d.Sum(e => e.PointsHundredths)),
            receipts.Of(d, withDay: false))),
    ];

    private StatementRow ReversalOf(LedgerEntry entry) => new(
        entry.Reason is { } reason ? words["why.reversal", words["reason." + BoardRequests.NameOf(reason)].Value] : words["statement.reversal"],
        figures.Amount(entry.AmountMinor),
        words["statement.reversal.of", times.Date(entry.OccurredAt), entry.Source?.SenderId ?? "", times.Date(entry.ReceivedAt)],
        words["statement.points", Signed(entry.PointsHundredths)]);

    private string CountOf(int count) => words[count == 1 ? "statement.receipts.one" : "statement.receipts", Figures.Count(count)];

    /// <summary>The id of a prize begins with its contest's.</summary>
    private StatementRow[] AwardsOf(LedgerEntry[] entries) =>
    [
        .. entries.Zip(receipts.Of(entries, withDay: true), (e, l) => new StatementRow(l.Title, l.Points, e.Kind == EntryKind.Payout ? l.When + " · " + e.Id.SenderId.Split('/')[0] : l.When)),
    ];

    private StatementRow[] PointsOf(StatementPoints p) =>
    [
        new(words["statement.points.opening"], Figures.Points(p.Opening)),
        .. new (string Word, long Value)[] { ("receipts", p.Receipts), ("reversals", p.Reversals), ("merits", p.Merits), ("prizes", p.Prizes), ("spent", p.Spent), ("expired", p.Expired) }
            .Where(r => r.Value != 0).Select(r => new StatementRow(words["statement.points." + r.Word], Signed(r.Value))),
        new(words["statement.points.closing"], Figures.Points(p.Closing)),
    ];

    private string ValueOf(StatementFigure figure, long value) => figure switch
    {
        StatementFigure.Rank => value == 0 ? "–" : words["me.place", value],
        StatementFigure.Holds => Figures.Count(value),
        StatementFigure.Earned or StatementFigure.Spent or StatementFigure.Expired or StatementFigure.Closing => Figures.Points(value),
        _ => figures.Amount(value),
    };

    private static string Signed(long points) => (points > 0 ? "+" : "") + Figures.Points(points);
}
