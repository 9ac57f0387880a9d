using Leaderboard.Conduct;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Conduct;

/// <summary>Writes down and decides what concerns a collector's conduct, and who did; whether they may is the caller's to ask.</summary>
internal sealed class ConductDesk(IGrainFactory grains, AuditLog audit)
{
    public const int MaxNoteLength = 1000;

    public static string By(HttpContext http) => Caller.Of(http.User)?.PersonId ?? "key";

    public Task<ConductOutcome> RecordAsync(HttpContext http, CollectorId collector, ComplaintReport report) => RunAsync(
        http,
        grains.Conduct(collector).Record(report),
        new AuditEntry(AuditActions.RecordComplaint, collector.Value, After: new { Complaint = report.Id, Severity = report.Severity.ToString(), Source = report.Source.ToString() }));

    public Task<ConductOutcome> DecideAsync(HttpContext http, CollectorId collector, string complaint, ComplaintState verdict) => RunAsync(
        http,
        grains.Conduct(collector).Decide(complaint, verdict, By(http)),
        new AuditEntry(verdict == ComplaintState.Upheld ? AuditActions.UpholdComplaint : AuditActions.DismissComplaint, collector.Value, After: new { Complaint = complaint }));

    public Task<ConductOutcome> EraseNoteAsync(HttpContext http, CollectorId collector, string complaint) => RunAsync(
        http, grains.Conduct(collector).EraseNote(complaint), new AuditEntry(AuditActions.EraseComplaintNote, collector.Value, Before: new { Complaint = complaint }));

    public Task<ConductOutcome> HoldAsync(HttpContext http, CollectorId collector, HoldOrder order) => RunAsync(
        http,
        grains.Conduct(collector).Hold(order),
        new AuditEntry(AuditActions.PlaceHold, collector.Value, After: new { Hold = order.Id, Reason = order.Reason.ToString(), From = order.From.ToDateTimeOffset(), To = order.To?.ToDateTimeOffset() }));

    public Task<ConductOutcome> LiftAsync(HttpContext http, CollectorId collector, string hold) => RunAsync(
        http, grains.Conduct(collector).Lift(hold, By(http)), new AuditEntry(AuditActions.LiftHold, collector.Value, Before: new { Hold = hold }));

    private async Task<ConductOutcome> RunAsync(HttpContext http, Task<ConductOutcome> act, AuditEntry entry)
    {
        var outcome = await act;
        if (outcome == ConductOutcome.Done)
            await audit.WriteAsync(http, entry);
        return outcome;
    }
}
