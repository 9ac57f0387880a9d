using Leaderboard.Boards;
using Leaderboard.Payroll;
using Leaderboard.Web.Access;
using Leaderboard.Web.Display;
using Leaderboard.Web.Payroll;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Payroll;

/// <summary>What people got beside their wages in a month, as files for tax and payroll, until it is locked and ever after.</summary>
[Requires(Right.SeePayroll)]
internal sealed class PayMonthModel(PayrollDesk desk, PayFiles files, AccessGuard guard, Figures figures, LocalTimes times) : PageModel
{
    private PayMonthView? _view;

    public PayMonthView View => _view ?? throw new InvalidOperationException("Not read yet.");

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public PayTotals Totals => PayTotals.Of(View.Lines);

    public IReadOnlyList<(CollectorId Collector, string Name, PayTotals Totals)> People => PayTotals.ByPerson(View);

    public bool MayLock => !View.IsLocked && View.Month < desk.ThisMonth && guard.ReachOf(User, Right.LockPayroll) == Reach.All;

    public bool IsRunning => View.Month == desk.ThisMonth;

    public DateOnly? Next => View.Month < desk.ThisMonth ? View.Month.AddMonths(1) : null;

    public string Amount(long minor) => figures.Amount(minor);

    public string NameOf(DateOnly month) => times.Month(View.From.Plus(TimeSpan.FromDays(month.DayNumber - View.Month.DayNumber) + TimeSpan.FromDays(1)));

    public string When(Moment at) => times.DayAndTime(at);

    public Task<IActionResult> OnGetAsync(string? month) => ShownAsync(month);

    public async Task<IActionResult> OnGetCsvAsync(string? month) => await ReadAsync(month) ? File(files.Csv(View), CsvFiles.ContentType, $"payroll-{PayrollDesk.NameOf(View.Month)}.csv") : NotFound();

    public async Task<IActionResult> OnGetWorkbookAsync(string? month) => await ReadAsync(month) ? File(files.Workbook(View), PayFiles.WorkbookType, $"payroll-{PayrollDesk.NameOf(View.Month)}.xlsx") : NotFound();

    public async Task<IActionResult> OnPostAsync(string? month)
    {
        if (guard.ReachOf(User, Right.LockPayroll) != Reach.All)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (desk.MonthOf(month) is not { } at)
            return NotFound();
        var outcome = await desk.LockAsync(HttpContext, at);
        (Said, WasRefused) = ("payroll.said." + outcome, outcome != PayLockOutcome.Done);
        return await ShownAsync(month);
    }

    private async Task<IActionResult> ShownAsync(string? month) => await ReadAsync(month) ? Page() : NotFound();

    /// <summary>Without a month, this one.</summary>
    private async Task<bool> ReadAsync(string? month)
    {
        if ((month is null ? desk.ThisMonth : desk.MonthOf(month)) is not { } at)
            return false;
        _view = await desk.GetAsync(at);
        return true;
    }
}
