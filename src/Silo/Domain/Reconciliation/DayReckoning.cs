using Leaderboard.Reconciliation;

namespace Leaderboard.Domain.Reconciliation;

/// <summary>What one source sent on a day.</summary>
internal sealed record SentTally(string Source, Tally Recoveries, Tally Reversals);

/// <summary>Holds what came in on a day against what the bank says of it.</summary>
internal static class DayReckoning
{
    /// <summary>A line for each source that sent something or of which the bank says something, by source.</summary>
    /// <param name="sent">What came in.</param>
    /// <param name="book">What the bank says.</param>
    /// <param name="differences">Rows that differ, of the sources whose rows the bank named.</param>
    public static SourceLine[] Open(IReadOnlyCollection<SentTally> sent, ControlBook book, IReadOnlyDictionary<string, long> differences) =>
    [
        .. sent.Select(s => s.Source).Union(book.Controls.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(source =>
        {
            var ours = Of(sent, source);
            var bank = book.Of(source)?.ToView();
            var rows = differences.TryGetValue(source, out var count) ? count : (long?)null;
            return new SourceLine
            {
                Source = source,
                Recoveries = ours.Recoveries,
                Reversals = ours.Reversals,
                Bank = bank,
                Differences = rows,
                State = StateOf(ours, bank, rows),
            };
        }),
    ];

    /// <summary>The lines of a close with what has come since; what a source sent that was not there then has a line of its own.</summary>
    /// <param name="closed">Lines of the close.</param>
    /// <param name="now">What came in.</param>
    /// <param name="book">Who gave the bank's figures, and whether with rows.</param>
    public static SourceLine[] Closed(IReadOnlyCollection<SourceLine> closed, IReadOnlyCollection<SentTally> now, ControlBook book) =>
    [
        .. closed.Select(l => l.Source).Union(now.Select(s => s.Source), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(source =>
        {
            var line = closed.FirstOrDefault(l => l.Source == source)
                ?? new SourceLine { Source = source, Recoveries = Tally.None, Reversals = Tally.None, State = Agreement.Empty };
            var ours = Of(now, source);
            return line with
            {
                Bank = line.Bank is { } bank && book.Of(source)?.ToView() is { } given ? bank with { By = given.By, At = given.At, UploadId = given.UploadId } : line.Bank,
                LateRecoveries = ours.Recoveries.Minus(line.Recoveries),
                LateReversals = ours.Reversals.Minus(line.Reversals),
            };
        }),
    ];

    /// <summary>The first source that does not agree and has no reason; null when each has.</summary>
    public static string? Unreasoned(IEnumerable<SourceLine> lines, IReadOnlyCollection<CloseReason> reasons) =>
        lines.FirstOrDefault(l => l.State != Agreement.Agrees && ReasonOf(l.Source, reasons) is null)?.Source;

    /// <summary>The lines as they are closed: a reason stands where one was needed.</summary>
    public static SourceLine[] Reasoned(IEnumerable<SourceLine> lines, IReadOnlyCollection<CloseReason> reasons) =>
        [.. lines.Select(l => l with { Differences = null, Reason = l.State == Agreement.Agrees ? null : ReasonOf(l.Source, reasons) })];

    private static string? ReasonOf(string source, IEnumerable<CloseReason> reasons)
    {
        var text = PlainText.OneLine(reasons.FirstOrDefault(r => r.Source == source)?.Text ?? "");
        return text.Length == 0 ? null : text;
    }

    private static SentTally Of(IEnumerable<SentTally> sent, string source) => sent.FirstOrDefault(s => s.Source == source) ?? new SentTally(source, Tally.None, Tally.None);

    private static Agreement StateOf(SentTally ours, BankControl? bank, long? differences) =>
        bank is null ? Agreement.Waiting
        : ours.Recoveries == bank.Recoveries && (bank.Reversals is null || ours.Reversals == bank.Reversals) && (differences ?? 0) == 0 ? Agreement.Agrees
        : Agreement.Differs;
}
