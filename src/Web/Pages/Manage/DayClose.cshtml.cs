using System.Text;
using Leaderboard.Reconciliation;
using Leaderboard.Web.Access;
using Leaderboard.Web.Display;
using Leaderboard.Web.Reconciliation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>A day's close as it is printed and signed; its text can be taken along.</summary>
[Requires(Right.ReadReconciliation)]
internal sealed class DayCloseModel(IGrainFactory grains, ReconciliationRequests requests) : PageModel
{
    private DayView? _view;

    public DayView View => _view ?? throw new InvalidOperationException("Not read yet.");

    public DayClose Close => View.Close ?? throw new InvalidOperationException("Open.");

    public async Task<IActionResult> OnGetAsync(string day)
    {
        if (!await ReadAsync(day))
            return NotFound();
        return View.Close is null ? LocalRedirect(ReconciliationModel.PathOf(View)) : Page();
    }

    /// <summary>The text alone, to be kept where nobody of the database's can reach it.</summary>
    public async Task<IActionResult> OnGetTextAsync(string day) => await ReadAsync(day) && View.Close is { } close
        ? File(Encoding.UTF8.GetBytes(close.Text), "text/plain; charset=utf-8", $"close-{WindowNames.Day(View.Day)}.txt")
        : NotFound();

    private async Task<bool> ReadAsync(string day)
    {
        if (requests.DayOf(day) is not { } at || at > requests.Today)
            return false;
        _view = await grains.Reconciliation(at).Get();
        return true;
    }
}
