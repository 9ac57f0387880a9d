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
    /// <summary>A team or two; whoever waits for an answer is on the first page.</summary>
    private const int PageRows = 50;

    private static readonly Dictionary<string, AppealVerdict> Verdicts = BoardRequests.Names<AppealVerdict>();

    private StatementProgress[] _all = [];

    public DateOnly Month { get; private set; }

    /// <summary>Null when it has not begun.</summary>
    public DateOnly? Next => Month < desk.ThisMonth ? Month.AddMonths(1) : null;

    public bool IsRunning => Month == desk.ThisMonth;

    /// <summary>Those that wait for an answer first, then those that wait for a signature; by name. A page of them.</summary>
    public IReadOnlyList<ProgressRow> Rows { get; private set; } = [];

    /// <summary>Which of them are on the page.</summary>
    public PageOfRows Part { get; private set; } = PageOfRows.At(0, PageRows);

    /// <summary>Part of a name or an id that is looked for; null: all.</summary>
    public string? Search { get; private set; }

    public int People => _all.Length;

    public int Signed => _all.Count(p => p.State == StatementState.Signed);

    public int Waiting => _all.Count(p => p.State == StatementState.Appealed);

    /// <summary>Of the first row.</summary>
    [FromQuery]
    public int From { get; set; }

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>Other months in which appeals wait, and how many.</summary>
    public IReadOnlyList<(DateOnly Month, int Appeals)> Elsewhere { get; private set; } = [];

    public string NameOf(DateOnly month) => sheets.MonthOf(month);

    /// <param name="month">As <c>2026-11</c>; null: the last that is over.</param>
    /// <param name="done">Whose appeal has just been answered.</param>
    /// <param name="search">Part of a name.</param>
    public async Task<IActionResult> OnGetAsync(string? month, [FromQuery] string? done, [FromQuery] string? search)
    {
        Search = PageOfRows.Typed(search);
        if (!await ReadAsync(month))
            return NotFound();
        if (Array.Exists(_all, p => string.Equals(p.Collector.Value, done, StringComparison.Ordinal) && p.Appeal?.Verdict is not null))
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
    private bool IsOwn(string? collector) => Caller.Of(User) is { } caller && caller.Selves.Any(own => string.Equals(own.Value, collector, StringComparison.Ordinal));

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
        _all = await desk.ListAsync(at);
        var found = _all.Where(p => PageOfRows.IsFound(Search, p.Name, p.Collector.Value)).ToList();
        Part = PageOfRows.At(From, PageRows) with { Total = found.Count, Search = Search };
        Rows =
        [
            .. Part.Of(found.OrderBy(p => p.State switch { StatementState.Appealed => 0, StatementState.Signed => 2, _ => 1 }).ThenBy(p => p.Name, StringComparer.CurrentCulture).ThenBy(p => p.Collector.Value, StringComparer.Ordinal))
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
