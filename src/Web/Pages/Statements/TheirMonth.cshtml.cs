using Leaderboard.Web.Access;
using Leaderboard.Web.Statements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Statements;

/// <summary>Somebody else's month, to be read: who leads them, managers and compliance. Nobody signs for another.</summary>
[Requires(Right.SeeStatements, Collector = "id")]
internal sealed class TheirMonthModel(StatementDesk desk, StatementSheets sheets, AccessGuard guard) : PageModel
{
    public StatementSheet Sheet { get; private set; } = null!;

    public DateOnly Month { get; private set; }

    /// <summary>Null when it has not begun.</summary>
    public DateOnly? Next => Month < desk.ThisMonth ? Month.AddMonths(1) : null;

    /// <summary>Whether the visitor may see how far everybody's have come.</summary>
    public bool MayReview => guard.ReachOf(User, Right.ReviewStatements) == Reach.All;

    public string NameOf(DateOnly month) => sheets.MonthOf(month);

    /// <param name="id">Whose.</param>
    /// <param name="month">As <c>2026-11</c>; null: this one.</param>
    public async Task<IActionResult> OnGetAsync(string id, string? month)
    {
        if ((month is null ? desk.ThisMonth : desk.MonthOf(month)) is not { } at || await desk.FindAsync(id, at) is not { } view)
            return NotFound();
        (Month, Sheet) = (at, sheets.Of(view, await guard.MayAsync(User, Right.SeeConduct, view.Collector)));
        return Page();
    }

    /// <summary>It has no form: whoever sends one has made it by hand.</summary>
    public IActionResult OnPost() => StatusCode(StatusCodes.Status405MethodNotAllowed);
}
