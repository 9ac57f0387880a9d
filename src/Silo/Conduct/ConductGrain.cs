using Leaderboard.Boards;
using Leaderboard.Domain.Conduct;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Conduct;

/// <summary>Keeps one collector's conduct.</summary>
[GrainType("lb.conduct")]
internal sealed class ConductGrain(DocumentStore documents, NoteStore notes, InstitutionCalendar calendar, TimeProvider time) : Grain, IConductGrain
{
    public const string DocumentKind = "conduct";

    private ConductRecord _record = new() { Collector = "" };
    private long _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        var (version, record) = await documents.ReadAsync<ConductRecord>(DocumentKind, id);
        (_version, _record) = (version, record ?? new ConductRecord { Collector = id });
    }

    public async Task<ConductOutcome> Record(ComplaintReport report)
    {
        if (await GrainFactory.Collector(new CollectorId(_record.Collector)).Get() is null)
            return ConductOutcome.UnknownCollector;
        if (_record.Complaints.Count >= ConductRecord.MostEntries)
            return ConductOutcome.TooMany;
        var isKnown = _record.ComplaintOf(report.Id) is not null;
        if (_record.Recorded(report, time.Now()) is not { } next)
            return ConductOutcome.Conflict;

        // Before the complaint, so that a call that broke off between the two is mended by the next; an erased note does not come back.
        if (!isKnown && report.Note is { Length: > 0 } note)
            await notes.AddAsync(_record.NoteIdOf(report.Id), Masking.Of(note));
        return await SaveAsync(next);
    }

    public async Task<ConductOutcome> Decide(string complaintId, ComplaintState verdict, string by)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(verdict, ComplaintState.Open);
        if (_record.ComplaintOf(complaintId) is null)
            return ConductOutcome.NoSuchComplaint;
        return _record.Decided(complaintId, verdict, by, time.Now()) is { } next ? await SaveAsync(next) : ConductOutcome.IllegalMove;
    }

    public async Task<ConductOutcome> EraseNote(string complaintId)
    {
        if (_record.ComplaintOf(complaintId) is null)
            return ConductOutcome.NoSuchComplaint;
        await notes.EraseAsync(_record.NoteIdOf(complaintId));
        return ConductOutcome.Done;
    }

    public async Task<ConductOutcome> Hold(HoldOrder order)
    {
        if (await GrainFactory.Collector(new CollectorId(_record.Collector)).Get() is null)
            return ConductOutcome.UnknownCollector;
        if (_record.Holds.Count >= ConductRecord.MostEntries)
            return ConductOutcome.TooMany;
        return _record.Held(order) is { } next ? await SaveAsync(next) : ConductOutcome.Conflict;
    }

    public async Task<ConductOutcome> Lift(string holdId, string by) =>
        _record.Lifted(holdId, by, time.Now()) is { } next ? await SaveAsync(next) : ConductOutcome.NoSuchHold;

    public async Task<ConductView> Get()
    {
        var found = await notes.ReadAsync([.. _record.Complaints.Select(c => _record.NoteIdOf(c.Id))]);
        return _record.ToView(time.Now(), id => found.GetValueOrDefault(id));
    }

    public async Task<PendingConduct> Pending()
    {
        var month = calendar.Window(BoardPeriod.Month, time.Now());
        var earned = (await GrainFactory.Board(month.Key).Find(new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Points }, _record.Collector))?.Value ?? 0;
        return new PendingConduct
        {
            EarnedHundredths = earned,
            KeptHundredths = ConductGate.Kept(_record, month.From ?? Moment.MinValue, month.To ?? Moment.MaxValue, earned),
        };
    }

    private async Task<ConductOutcome> SaveAsync(ConductRecord next)
    {
        if (ReferenceEquals(next, _record))
            return ConductOutcome.Done;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, next.Collector, _version, next);
            _record = next;
            return ConductOutcome.Done;
        }
        catch (DocumentConflictException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
