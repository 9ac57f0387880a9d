using System.Globalization;
using CsvHelper;
using Leaderboard.Journal;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Display;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Who did what: searched, read page by page, and taken along as a file.</summary>
[Requires(Right.ReadAudit)]
internal sealed class AuditModel(IGrainFactory grains, AccessGuard guard, AuditLog audit, InstitutionCalendar calendar, BoardJson json) : PageModel
{
    private const int PageRows = 50;

    /// <summary>What a spreadsheet opens; more is asked for in parts.</summary>
    private const int MaxExportRows = 50_000;

    [FromQuery]
    public string? Text { get; set; }

    [FromQuery]
    public string? Act { get; set; }

    /// <summary>Day of the institution, inclusive.</summary>
    [FromQuery]
    public string? From { get; set; }

    /// <summary>Day of the institution, inclusive.</summary>
    [FromQuery]
    public string? To { get; set; }

    [FromQuery]
    public string? OlderThan { get; set; }

    public IReadOnlyList<AuditRecord> Records { get; private set; } = [];

    public bool HasMore { get; private set; }

    public bool MayVerify => guard.ReachOf(User, Right.Verify) == Reach.All;

    /// <summary>What the walk along the journal's chain found; null when none was asked for.</summary>
    public ChainReport? Chain { get; private set; }

    private AuditQuery Query => new(
        Text?.Trim(),
        Act,
        calendar.StartOfDate(From ?? ""),
        calendar.StartOfDate(To ?? "") is { } last ? calendar.DayStart(last, 1) : null,
        OlderThan,
        guard.ReachOf(User, Right.ReviewConduct) == Reach.All ? null : [.. AuditActions.OfConduct]);

    public string TimeOf(AuditRecord record) => json.Format(new Moment(record.AtMicros))[..19].Replace('T', ' ');

    public async Task OnGetAsync()
    {
        var found = await audit.FindAsync(Query, PageRows + 1, HttpContext.RequestAborted);
        (Records, HasMore) = ([.. found.Take(PageRows)], found.Count > PageRows);
    }

    public async Task<IActionResult> OnPostVerifyAsync()
    {
        if (!MayVerify)
            return StatusCode(StatusCodes.Status403Forbidden);
        Chain = await grains.JournalQuery().Verify();
        await OnGetAsync();
        return Page();
    }

    public async Task<FileContentResult> OnGetExportAsync()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (var csv = CsvFiles.Writer(text))
        {
            foreach (var title in (string[])["at", "who", "whoId", "address", "action", "subject", "before", "after"])
                csv.WriteText(title);
            await csv.NextRecordAsync();
            foreach (var r in await audit.FindAsync(Query with { OlderThan = null }, MaxExportRows, HttpContext.RequestAborted))
            {
                foreach (var field in (string?[])[TimeOf(r), r.ActorName, r.ActorId, r.Address, r.Action, r.Subject, r.Before, r.After])
                    csv.WriteText(field);
                await csv.NextRecordAsync();
            }
        }

        return File(CsvFiles.Bytes(text.ToString()), CsvFiles.ContentType, "audit.csv");
    }
}
