using System.Globalization;
using Leaderboard.Domain.Reconciliation;
using Leaderboard.Storage;

namespace Leaderboard.Reconciliation;

/// <summary>Keeps what the bank says of one day as a document, and its close as another that is written once.</summary>
[GrainType("lb.reconciliation")]
internal sealed class ReconciliationGrain(
    DocumentStore documents, SentReader sent, BankRowStore rows, Database database, InstitutionSettings settings, InstitutionCalendar calendar, TimeProvider time)
    : Grain, IReconciliationGrain
{
    public const string DocumentKind = "reconciliation";
    private const int MaxPage = 1000;
    private const int MaxRowsAtOnce = 10_000;

    private DateOnly _day;
    private Moment _from;
    private Moment _to;
    private ControlBook _book = ControlBook.Empty;
    private long _version;
    private ReadClose? _close;
    private string _closeText = "";

    private string DocumentId => StoredClose.IdOf(_day);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _day = DateOnly.ParseExact(GrainKeys.IdOf(this.GetPrimaryKeyString()), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        (_from, _to) = (calendar.StartOfDay(_day), calendar.StartOfDay(_day.AddDays(1)));
        var (version, book) = await documents.ReadAsync<ControlBook>(DocumentKind, DocumentId);
        (_version, _book) = (version, book ?? ControlBook.Empty);
        if ((await documents.ReadAsync<StoredClose>(StoredClose.DocumentKind, DocumentId)).Document is { } stored)
            (_close, _closeText) = (CloseText.Read(stored.Text), stored.Text);
    }

    public async Task<DayView> Get() => new()
    {
        Day = _day,
        From = _from,
        To = _to,
        AsOf = time.Now(),
        Lines = await database.SnapshotAsync(LinesAsync),
        Close = _close?.Record.ToView(_closeText, _close.Stated),
    };

    public async Task<ControlOutcome> PutControl(string source, BankControl control)
    {
        if (Refusal() is { } refusal)
            return refusal;
        await UseAsync(source, StoredControl.Of(control with { UploadId = null }, time.Now()));
        return ControlOutcome.Done;
    }

    public Task AddRows(string uploadId, BankRow[] rowsOfBank)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rowsOfBank.Length is >= 1 and <= MaxRowsAtOnce, true, nameof(rowsOfBank));
        return rows.AddAsync(uploadId, rowsOfBank);
    }

    public async Task<ControlOutcome> UseRows(string source, RowsControl control)
    {
        if (Refusal() is { } refusal)
            return refusal;
        var (recoveries, reversals) = await rows.TalliesAsync(control.UploadId);
        var figures = new BankControl { Recoveries = recoveries, Reversals = control.TellsReversals ? reversals : null, By = control.By, UploadId = control.UploadId };
        await UseAsync(source, StoredControl.Of(figures, time.Now()));
        return ControlOutcome.Done;
    }

    public Task DropRows(string uploadId) => rows.DropAsync(uploadId);

    public async Task<RowPage> Differences(string source, long offset, int limit)
    {
        Check(offset, limit);
        return _book.Of(source) is { UploadId: not null } control
            ? await database.SnapshotAsync(s => SentReader.DifferencesAsync(s, source, control, _from, _to, offset, limit))
            : new RowPage { Rows = [], Total = 0 };
    }

    public Task<RowPage> Rows(string source, long offset, int limit)
    {
        Check(offset, limit);
        return sent.RowsAsync(source, _from, _to, offset, limit);
    }

    public async Task<CloseAnswer> Close(CloseOrder order)
    {
        if (_close is not null)
            return new CloseAnswer { Outcome = CloseOutcome.Done };
        var now = time.Now();
        if (now < _to)
            return new CloseAnswer { Outcome = CloseOutcome.NotOver };
        var (lines, heads, previous) = await database.SnapshotAsync(async session => (
            await LinesAsync(session),
            await session.QueryAsync("chain-heads", null, JournalReader.ReadHead),
            await StoredClose.BeforeAsync(session, _day)));
        if (DayReckoning.Unreasoned(lines, order.Reasons) is { } source)
            return new CloseAnswer { Outcome = CloseOutcome.ReasonMissing, Source = source };
        var before = previous is null ? null : CloseText.Read(previous.Text);
        await SaveAsync(new CloseRecord
        {
            Day = _day,
            TimeZone = settings.TimeZone,
            Currency = settings.Currency,
            At = now,
            ById = order.ById,
            ByName = order.ByName,
            Previous = before is null ? null : (before.Record.Day, before.Stated),
            Lines = DayReckoning.Reasoned(lines, order.Reasons),
            Heads = heads,
        });
        return new CloseAnswer { Outcome = CloseOutcome.Done };
    }

    private static void Check(long offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxPage, true, nameof(limit));
    }

    private ControlOutcome? Refusal() => _close is not null ? ControlOutcome.Closed : time.Now() < _from ? ControlOutcome.NotBegun : null;

    private async Task<SourceLine[]> LinesAsync(ReadSession session)
    {
        var tallies = await SentReader.TalliesAsync(session, _from, _to);
        if (_close is not null)
            return DayReckoning.Closed(_close.Record.Lines, tallies, _book);
        var differences = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (source, control) in _book.Controls.Where(c => c.Value.UploadId is not null))
            differences[source] = (await SentReader.DifferencesAsync(session, source, control, _from, _to, offset: 0, limit: 0)).Total;
        return DayReckoning.Open(tallies, _book, differences);
    }

    /// <summary>The rows of before are forgotten once the new figures count.</summary>
    private async Task UseAsync(string source, StoredControl control)
    {
        var before = _book.Of(source)?.UploadId;
        var next = _book.With(source, control);
        _version = await SaveAsync(DocumentKind, _version, next);
        _book = next;
        if (before is not null && before != control.UploadId)
            await rows.DropAsync(before);
    }

    private async Task SaveAsync(CloseRecord record)
    {
        var text = CloseText.Write(record);
        await SaveAsync(StoredClose.DocumentKind, version: 0, new StoredClose { Text = text });
        (_close, _closeText) = (CloseText.Read(text), text);
    }

    private async Task<long> SaveAsync<T>(string kind, long version, T document)
        where T : class
    {
        try
        {
            return await documents.SaveAsync(kind, DocumentId, version, document);
        }
        catch
        {
            // What is stored may be newer than what is remembered.
            DeactivateOnIdle();
            throw;
        }
    }
}
