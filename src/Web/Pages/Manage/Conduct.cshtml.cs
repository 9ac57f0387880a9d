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
        [FromForm] string? collector, [FromForm] ComplaintSeverity severity, [FromForm] ComplaintSource source, [FromForm] string? occurred, [FromForm] string? note)
    {
        var at = calendar.StartOfDate(occurred ?? "");
        return ActAsync(
            collector,
            at is not null && Enum.IsDefined(severity) && Enum.IsDefined(source) && !(note?.Length > ConductDesk.MaxNoteLength),
            "conduct.said.recorded",
            who => desk.RecordAsync(
                HttpContext, who, new ComplaintReport { Id = NewId(), Severity = severity, Source = source, OccurredAt = at ?? time.Now(), Note = note?.Trim(), By = ConductDesk.By(HttpContext) }));
    }

    public Task<IActionResult> OnPostDecideAsync([FromForm] string? collector, [FromForm] string? complaint, [FromForm] ComplaintState verdict) => ActAsync(
        collector,
        verdict is ComplaintState.Upheld or ComplaintState.Dismissed && Field.IsId(complaint),
        "conduct.said.decided",
        who => desk.DecideAsync(HttpContext, who, complaint ?? "", verdict));

    public Task<IActionResult> OnPostEraseAsync([FromForm] string? collector, [FromForm] string? complaint) =>
        ActAsync(collector, Field.IsId(complaint), "conduct.said.erased", who => desk.EraseNoteAsync(HttpContext, who, complaint ?? ""));

    public Task<IActionResult> OnPostHoldAsync([FromForm] string? collector, [FromForm] HoldReason reason, [FromForm] string? to)
    {
        // To the end of the last day; empty: until it is lifted.
        var end = string.IsNullOrEmpty(to) ? (Moment?)null : calendar.StartOfDate(to) is { } last ? calendar.DayStart(last, 1) : Moment.MinValue;
        return ActAsync(
            collector,
            Enum.IsDefined(reason) && (end is null || end > time.Now()),
            "conduct.said.held",
            who => desk.HoldAsync(HttpContext, who, new HoldOrder { Id = NewId(), Reason = reason, From = time.Now(), To = end, By = ConductDesk.By(HttpContext) }));
    }

    public Task<IActionResult> OnPostLiftAsync([FromForm] string? collector, [FromForm] string? hold) =>
        ActAsync(collector, Field.IsId(hold), "conduct.said.lifted", who => desk.LiftAsync(HttpContext, who, hold ?? ""));

    private static string NewId() => Guid.CreateVersion7().ToString("N");

    private async Task<IActionResult> ActAsync(string? collector, bool isWellFormed, string done, Func<CollectorId, Task<ConductOutcome>> act)
    {
        if (!MayKeep)
            return StatusCode(StatusCodes.Status403Forbidden);
        var isDone = isWellFormed && Field.IsId(collector) && await act(new CollectorId(collector ?? "")) == ConductOutcome.Done;
        (Said, WasRefused) = isDone ? (done, false) : ("conduct.said.refused", true);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Records = [.. (await grains.ConductBook().List()).OrderBy(r => !r.Complaints.Any(c => c.State == ComplaintState.Open) && !r.Holds.Any(h => h.IsInForce)).ThenBy(r => r.Collector.Value, StringComparer.Ordinal)];
        Collectors = [.. (await grains.Roster().Collectors()).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
    }
}
