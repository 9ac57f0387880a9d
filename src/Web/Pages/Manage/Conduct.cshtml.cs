using Leaderboard.Conduct;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Conduct;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Complaints and holds: compliance keeps them, managers read them.</summary>
[Requires(Right.ReviewConduct)]
internal sealed class ConductModel(IGrainFactory grains, AccessGuard guard, ConductDesk desk, InstitutionCalendar calendar, TimeProvider time) : PageModel
{
    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public bool MayKeep => guard.ReachOf(User, Right.KeepConduct) == Reach.All;

    /// <summary>Of whom there is anything; who has something open or in force comes first.</summary>
    public IReadOnlyList<ConductView> Records { get; private set; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyList<CollectorView> Collectors { get; private set; } = [];

    public int Open => Records.Sum(r => r.Complaints.Count(c => c.State == ComplaintState.Open));

    public int InForce => Records.Sum(r => r.Holds.Count(h => h.IsInForce));

    /// <summary>As a form's field has it.</summary>
    public string Today => calendar.Format(time.Now())[..10];

    public string NameOf(CollectorId id) => Collectors.FirstOrDefault(c => c.Id == id)?.Name ?? id.Value;

    public Task OnGetAsync() => ReadAsync();

    public Task<IActionResult> OnPostComplainAsync(
        [FromForm] string? collector, [FromForm] ComplaintSeverity severity, [FromForm] ComplaintSource source, [FromForm] string? occurred, [FromForm] string? note) => ActAsync(
        collector,
        "conduct.said.recorded",
        who => calendar.StartOfDate(occurred ?? "") is { } at && Enum.IsDefined(severity) && Enum.IsDefined(source) && !(note?.Length > ConductDesk.MaxNoteLength)
            ? desk.RecordAsync(HttpContext, who, new ComplaintReport { Id = NewId(), Severity = severity, Source = source, OccurredAt = at, Note = note?.Trim(), By = ConductDesk.By(HttpContext) })
            : null);

    public Task<IActionResult> OnPostDecideAsync([FromForm] string? collector, [FromForm] string? complaint, [FromForm] ComplaintState verdict) => ActAsync(
        collector,
        "conduct.said.decided",
        who => verdict is ComplaintState.Upheld or ComplaintState.Dismissed && Field.IsId(complaint) ? desk.DecideAsync(HttpContext, who, complaint!, verdict) : null);

    public Task<IActionResult> OnPostEraseAsync([FromForm] string? collector, [FromForm] string? complaint) =>
        ActAsync(collector, "conduct.said.erased", who => Field.IsId(complaint) ? desk.EraseNoteAsync(HttpContext, who, complaint!) : null);

    public Task<IActionResult> OnPostHoldAsync([FromForm] string? collector, [FromForm] HoldReason reason, [FromForm] string? to) => ActAsync(
        collector,
        "conduct.said.held",
        who =>
        {
            // Until the end of the last day; empty: until it is lifted.
            var end = string.IsNullOrEmpty(to) ? (Moment?)null : calendar.StartOfDate(to) is { } last ? calendar.DayStart(last, 1) : Moment.MinValue;
            return Enum.IsDefined(reason) && (end is null || end > time.Now())
                ? desk.HoldAsync(HttpContext, who, new HoldOrder { Id = NewId(), Reason = reason, From = time.Now(), To = end, By = ConductDesk.By(HttpContext) })
                : null;
        });

    public Task<IActionResult> OnPostLiftAsync([FromForm] string? collector, [FromForm] string? hold) =>
        ActAsync(collector, "conduct.said.lifted", who => Field.IsId(hold) ? desk.LiftAsync(HttpContext, who, hold!) : null);

    private static string NewId() => Guid.CreateVersion7().ToString("N");

    /// <param name="collector">As sent.</param>
    /// <param name="done">Key of what is said then.</param>
    /// <param name="act">Null for what cannot be.</param>
    private async Task<IActionResult> ActAsync(string? collector, string done, Func<CollectorId, Task<ConductOutcome>?> act)
    {
        if (!MayKeep)
            return StatusCode(StatusCodes.Status403Forbidden);
        var outcome = Field.IsId(collector) && act(new CollectorId(collector!)) is { } acting ? await acting : (ConductOutcome?)null;
        (Said, WasRefused) = outcome == ConductOutcome.Done ? (done, false) : ("conduct.said.refused", true);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Records = [.. (await grains.ConductBook().List()).OrderBy(r => !r.Complaints.Any(c => c.State == ComplaintState.Open) && !r.Holds.Any(h => h.IsInForce)).ThenBy(r => r.Collector.Value, StringComparer.Ordinal)];
        Collectors = [.. (await grains.Roster().Collectors()).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
    }
}
