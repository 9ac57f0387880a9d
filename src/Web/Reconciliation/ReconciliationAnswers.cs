using Leaderboard.Reconciliation;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Reconciliation;

/// <summary>Days, sources and rows as the API shows them: major units, times with an offset.</summary>
internal sealed class ReconciliationJson(InstitutionSettings settings, InstitutionCalendar calendar)
{
    public static DaySummary Summary(DayView day) => new(day.Day, BoardRequests.NameOf(day.State), day.IsOver, day.Close is not null, day.Lines.Length);

    public DayAnswer Of(DayView day) => new(
        day.Day,
        BoardRequests.NameOf(day.State),
        calendar.Format(day.From),
        calendar.Format(day.To),
        calendar.Format(day.AsOf),
        day.IsOver,
        Array.ConvertAll(day.Lines, Of),
        day.Close is { } close ? Of(close) : null);

    public SourceAnswer Of(SourceLine line) => new(
        line.Source,
        BoardRequests.NameOf(line.State),
        new FiguresAnswer(Of(line.Recoveries), Of(line.Reversals)),
        line.Bank is { } bank ? new FiguresAnswer(Of(bank.Recoveries), bank.Reversals is { } reversals ? Of(reversals) : null) : null,
        line.Bank?.UploadId is not null,
        line.Differences,
        line.Reason,
        line.IsLate ? new FiguresAnswer(Of(line.LateRecoveries ?? Tally.None), Of(line.LateReversals ?? Tally.None)) : null);

    public RowsAnswer Of(RowPage page) => new(page.Total, Array.ConvertAll(page.Rows, r => new RowAnswer(
        BoardRequests.NameOf(r.Kind),
        r.Id,
        What(r),
        r.OursMinor is { } ours ? Major(ours) : null,
        r.BankMinor is { } bank ? Major(bank) : null,
        r.Collector?.Value,
        r.At is { } at ? calendar.Format(at) : null,
        r.Source)));

    /// <summary>Code of how a row differs.</summary>
    public static string What(ReconciledRow row) => row switch
    {
        { OursMinor: null } => "missingWithUs",
        { BankMinor: null } => "unknownToBank",
        _ => "amountDiffers",
    };

    private CloseJson Of(DayClose close) => new(
        calendar.Format(close.At),
        close.ById,
        close.ByName,
        close.Digest.ToString(),
        close.PreviousDay,
        close.PreviousDigest?.ToString(),
        Array.ConvertAll(close.Heads, h => new ChainHead(h.Partition, h.Seq, h.Hash.ToString())),
        close.Text);

    private TallyAnswer Of(Tally tally) => new(tally.Count, Major(tally.SumMinor));

    private decimal Major(long minor) => MinorUnits.ToMajor(minor, settings.CurrencyDecimals);
}

/// <param name="State"><c>empty</c>, <c>agrees</c>, <c>waiting</c> (the bank's figures are missing) or <c>differs</c>: that of its worst source.</param>
internal sealed record DaySummary(DateOnly Day, string State, bool Over, bool Closed, int Sources);

/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
internal sealed record DayAnswer(DateOnly Day, string State, string From, string To, string AsOf, bool Over, SourceAnswer[] Sources, CloseJson? Close);

/// <param name="Bank">Null when the bank has not told.</param>
/// <param name="HasRows">Whether the bank named its rows.</param>
/// <param name="Differences">Rows that differ; null without rows of the bank's, and once the day is closed.</param>
/// <param name="Reason">Why it was closed although it did not agree.</param>
/// <param name="Late">What came after the close; negative where it was taken back.</param>
internal sealed record SourceAnswer(string Source, string State, FiguresAnswer Ours, FiguresAnswer? Bank, bool HasRows, long? Differences, string? Reason, FiguresAnswer? Late);

/// <param name="Reversals">Null when the bank says nothing of them.</param>
internal sealed record FiguresAnswer(TallyAnswer Recoveries, TallyAnswer? Reversals);

internal sealed record TallyAnswer(long Count, decimal Sum);

/// <param name="Total">Of all that differ.</param>
internal sealed record RowsAnswer(long Total, RowAnswer[] Rows);

/// <param name="Difference"><c>missingWithUs</c>, <c>unknownToBank</c> or <c>amountDiffers</c>.</param>
/// <param name="ReceivedAt">As we have it, perhaps on another day; null when the entry is unknown.</param>
/// <param name="Source">From whom we have it; null when the entry is unknown.</param>
internal sealed record RowAnswer(string Kind, string Id, string Difference, decimal? Ours, decimal? Bank, string? CollectorId, string? ReceivedAt, string? Source);

/// <param name="Digest">SHA-256 of the text up to its last line.</param>
/// <param name="PreviousDay">The last day that was closed before it.</param>
internal sealed record CloseJson(string At, string ById, string ByName, string Digest, DateOnly? PreviousDay, string? PreviousDigest, ChainHead[] Heads, string Text);
