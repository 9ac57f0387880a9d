using Leaderboard.Statements;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;
using Leaderboard.Web.Statements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Statements;

/// <summary>What a month came to for the collector that the visitor is, and their signature under it.</summary>
[Requires(Right.SeeMe)]
internal sealed class MyMonthModel(StatementDesk desk, StatementSheets sheets, AccessGuard guard) : PageModel
{
    /// <summary>Null for who is no collector.</summary>
    public StatementSheet? Sheet { get; private set; }

    public DateOnly Month { get; private set; }

    /// <summary>Null when it has not begun.</summary>
    public DateOnly? Next => Month < desk.ThisMonth ? Month.AddMonths(1) : null;

    /// <summary>The month before this, when it waits for the signature; null: it does not.</summary>
    public DateOnly? Waiting { get; private set; }

    /// <summary>Whether the visitor signs with their own name, and it is time to.</summary>
    public bool MayMove { get; private set; }

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public string NameOf(DateOnly month) => sheets.MonthOf(month);

    /// <param name="month">As <c>2026-11</c>; null: this one.</param>
    /// <param name="done">State that it has just been brought to.</param>
    public async Task<IActionResult> OnGetAsync(string? month, [FromQuery] string? done)
    {
        if (await ReadAsync(month) is { } refused)
            return refused;
        if (Sheet is { } sheet && done is "signed" or "appealed" && string.Equals(BoardRequests.NameOf(sheet.View.State), done, StringComparison.Ordinal))
            Said = "statement.said." + done;
        return Page();
    }

    public Task<IActionResult> OnPostSignAsync(string? month, [FromForm] string? shown) =>
        MoveAsync(month, "signed", (collector, at) => desk.SignAsync(HttpContext, collector, at, StatementsApi.DigestOf(shown) ?? Digest.Zero));

    public async Task<IActionResult> OnPostAppealAsync(string? month, [FromForm] string? reason)
    {
        if (StatementDesk.ReasonOf(reason) is { } why)
            return await MoveAsync(month, "appealed", (collector, at) => desk.AppealAsync(HttpContext, collector, at, why));
        return await RefuseAsync(month, "statement.refused.reason");
    }

    private async Task<IActionResult> MoveAsync(string? month, string done, Func<CollectorId, DateOnly, Task<StatementAnswer>> move)
    {
        if (Caller.Of(User)?.Collector is not { } collector || !await guard.MayAsync(User, Right.SignStatement, collector))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (desk.MonthOf(month) is not { } at)
            return NotFound();
        var answer = await move(collector, at);
        return answer.Outcome == StatementOutcome.Done ? RedirectToPage(new { month, done }) : await RefuseAsync(month, "statement.refused." + BoardRequests.NameOf(answer.Outcome));
    }

    private async Task<IActionResult> RefuseAsync(string? month, string why)
    {
        (Said, WasRefused) = (why, true);
        return await ReadAsync(month) ?? Page();
    }

    /// <returns>Null when there is something to be shown.</returns>
    private async Task<IActionResult?> ReadAsync(string? month)
    {
        if ((month is null ? desk.ThisMonth : desk.MonthOf(month)) is not { } at)
            return NotFound();
        Month = at;
        if (Caller.Of(User)?.Collector is not { } collector || await desk.FindAsync(collector.Value, at) is not { } view)
            return null;
        Sheet = sheets.Of(view, mayKnow: true);
        MayMove = Sheet.MayMove && await guard.MayAsync(User, Right.SignStatement, collector);
        if (at == desk.ThisMonth && await desk.FindAsync(collector.Value, at.AddMonths(-1)) is { State: StatementState.Open or StatementState.Answered, Figures.Entries.Length: > 0 })
            Waiting = at.AddMonths(-1);
        return null;
    }
}
