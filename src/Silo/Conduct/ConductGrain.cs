using Leaderboard.Boards;
using Leaderboard.Domain.Conduct;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Conduct;

/// <summary>Keeps one collector's conduct.</summary>
[GrainType("lb.conduct")]
internal sealed class ConductGrain(DocumentStore documents, NoteStore notes, InstitutionCalendar calendar, TimeProvider time)
    : DocumentGrain<ConductRecord>(documents, ConductGrain.DocumentKind), IConductGrain
{
    public const string DocumentKind = "conduct";

    private ConductRecord? _none;

    private ConductRecord Kept => Stored ?? (_none ??= new ConductRecord { Collector = Id });

    public async Task<ConductOutcome> Record(ComplaintReport report)
    {
        if (await GrainFactory.Collector(new CollectorId(Kept.Collector)).Get() is null)
            return ConductOutcome.UnknownCollector;
        if (Kept.Complaints.Count >= ConductRecord.MostEntries)
            return ConductOutcome.TooMany;
        var isKnown = Kept.ComplaintOf(report.Id) is not null;
        if (Kept.Recorded(report, time.Now()) is not { } next)
            return ConductOutcome.Conflict;

        // Before the complaint, so that a call that broke off between the two is mended by the next; an erased note does not come back.
        if (!isKnown && report.Note is { Length: > 0 } note)
            await notes.AddAsync(Kept.NoteIdOf(report.Id), Masking.Of(note));
        return await KeepAsync(next);
    }

    public async Task<ConductOutcome> Decide(string complaintId, ComplaintState verdict, string by)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(verdict, ComplaintState.Open);
        if (Kept.ComplaintOf(complaintId) is null)
            return ConductOutcome.NoSuchComplaint;
        return Kept.Decided(complaintId, verdict, by, time.Now()) is { } next ? await KeepAsync(next) : ConductOutcome.IllegalMove;
    }

    public async Task<ConductOutcome> EraseNote(string complaintId)
    {
        if (Kept.ComplaintOf(complaintId) is null)
            return ConductOutcome.NoSuchComplaint;
        await notes.EraseAsync(Kept.NoteIdOf(complaintId));
        return ConductOutcome.Done;
    }

    public async Task<ConductOutcome> Hold(HoldOrder order)
    {
        if (await GrainFactory.Collector(new CollectorId(Kept.Collector)).Get() is null)
            return ConductOutcome.UnknownCollector;
        if (Kept.Holds.Count >= ConductRecord.MostEntries)
            return ConductOutcome.TooMany;
        return Kept.Held(order) is { } next ? await KeepAsync(next) : ConductOutcome.Conflict;
    }

    public async Task<ConductOutcome> Lift(string holdId, string by) =>
        Kept.Lifted(holdId, by, time.Now()) is { } next ? await KeepAsync(next) : ConductOutcome.NoSuchHold;

    public async Task<ConductView> Get()
    {
        var found = await notes.ReadAsync([.. Kept.Complaints.Select(c => Kept.NoteIdOf(c.Id))]);
        return Kept.ToView(time.Now(), id => found.GetValueOrDefault(id));
    }

    public async Task<PendingConduct> Pending()
    {
        var month = calendar.Window(BoardPeriod.Month, time.Now());
        var earned = (await GrainFactory.Board(month.Key).Find(new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Points }, Kept.Collector))?.Value ?? 0;
        return new PendingConduct
        {
            EarnedHundredths = earned,
            KeptHundredths = ConductGate.Kept(Kept, month.From ?? Moment.MinValue, month.To ?? Moment.MaxValue, earned),
        };
    }

    private async Task<ConductOutcome> KeepAsync(ConductRecord next)
    {
        if (!ReferenceEquals(next, Kept))
            await SaveAsync(next);
        return ConductOutcome.Done;
    }
}
