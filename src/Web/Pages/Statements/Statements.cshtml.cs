using Leaderboard.Statements;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Leaderboard.Web.Statements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Statements;

/// <summary>Who has signed a month, who has not, and what was appealed; managers answer.</summary>
[Requires(Right.ReviewStatements)]
internal sealed class StatementsModel(StatementDesk desk, IGrainFactory grains, StatementSheets sheets, AccessGuard guard, LocalTimes times) : PageModel
{
    private static readonly Dictionary<string, AppealVerdict> Verdicts = BoardRequests.Names<AppealVerdict>();

    public DateOnly Month { get; private set; }

    /// <summary>Null when it has not begun.</summary>
    public DateOnly? Next => Month < desk.ThisMonth ? Month.AddMonths(1) : null;

    public bool IsRunning => Month == desk.ThisMonth;

    /// <summary>Those that wait for an answer first, then those that wait for a signature; by name.</summary>
    public IReadOnlyList<ProgressRow> Rows { get; private set; } = [];

    public int Signed => Rows.Count(r => r.State == "signed");

    public int Waiting => Rows.Count(r => r.State == "appealed");

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>Other months in which appeals wait, and how many.</summary>
    public IReadOnlyList<(DateOnly Month, int Appeals)> Elsewhere { get; private set; } = [];

    public string NameOf(DateOnly month) => sheets.MonthOf(month);

    /// <param name="month">As <c>2026-11</c>; null: the last that is over.</param>
    /// <param name="done">Whose appeal has just been answered.</param>
    public async Task<IActionResult> OnGetAsync(string? month, [FromQuery] string? done)
    {
        if (!await ReadAsync(month))
            return NotFound();
        if (Rows.Any(r => string.Equals(r.Collector, done, StringComparison.Ordinal) && r.Appeal?.Verdict is not null))
            Said = "statement.said.answered";
        return Page();
    }

    public async Task<IActionResult> OnPostAnswerAsync(string? month, [FromForm] string? collector, [FromForm] string? verdict, [FromForm] string? text)
    {
        if (guard.ReachOf(User, Right.AnswerAppeals) != Reach.All || IsOwn(collector))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (desk.MonthOf(month) is not { } at || !Field.IsId(collector) || await grains.Collector(new CollectorId(collector!)).Get() is null)
            return NotFound();
        if (!Verdicts.TryGetValue(verdict ?? "", out var decided) || StatementDesk.ReasonOf(text) is not { } answer)
            return await RefuseAsync(month, "statement.refused.answer");
        return (await desk.AnswerAsync(HttpContext, new CollectorId(collector!), at, decided, answer)).Outcome == StatementOutcome.Done
            ? RedirectToPage(new { month, done = collector })
            : await RefuseAsync(month, "statement.refused.answered");
    }

    /// <summary>Nobody answers their own.</summary>
    private bool IsOwn(string? collector) => Caller.Of(User)?.Collector is { } own && string.Equals(own.Value, collector, StringComparison.Ordinal);

    private async Task<IActionResult> RefuseAsync(string? month, string why)
    {
        (Said, WasRefused) = (why, true);
        return await ReadAsync(month) ? Page() : NotFound();
    }

    private async Task<bool> ReadAsync(string? month)
    {
        if ((month is null ? desk.ThisMonth.AddMonths(-1) : desk.MonthOf(month)) is not { } at)
            return false;
        Month = at;
        Elsewhere = [.. (await desk.AppealedAsync()).Where(m => m.Month != at)];
        var mayAnswer = guard.ReachOf(User, Right.AnswerAppeals) == Reach.All;
        Rows =
        [
            .. (await desk.ListAsync(at)).OrderBy(p => p.State switch { StatementState.Appealed => 0, StatementState.Signed => 2, _ => 1 }).ThenBy(p => p.Name, StringComparer.CurrentCulture).ThenBy(p => p.Collector.Value, StringComparer.Ordinal)
                .Select(p => new ProgressRow(
                    p.Collector.Value,
                    p.Name,
                    BoardRequests.NameOf(p.State),
                    p.SignedAt is { } signed ? times.DayAndTime(signed) : null,
                    p.Appeal is { } appeal ? sheets.AppealOf(appeal) : null,
                    mayAnswer && p.State == StatementState.Appealed && !IsOwn(p.Collector.Value))),
        ];
        return true;
    }
}

/// <param name="State">As in the API.</param>
/// <param name="SignedAt">Null until it is signed.</param>
/// <param name="Appeal">The last; null for none.</param>
/// <param name="MayAnswer">Whether the reader may.</param>
internal sealed record ProgressRow(string Collector, string Name, string State, string? SignedAt, StatementAppeal? Appeal, bool MayAnswer);
