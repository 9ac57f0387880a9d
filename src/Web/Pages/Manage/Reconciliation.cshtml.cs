using Leaderboard.Reconciliation;
using Leaderboard.Web.Access;
using Leaderboard.Web.Reconciliation;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>The last two weeks against the bank's figures: how yesterday stands, and which day waits.</summary>
[Requires(Right.ReadReconciliation)]
internal sealed class ReconciliationModel(IGrainFactory grains, ReconciliationRequests requests, SiteAddress site) : PageModel
{
    private const int DaysShown = 14;

    /// <summary>The oldest first, yesterday last.</summary>
    public IReadOnlyList<DayView> Days { get; private set; } = [];

    public DayView Yesterday => Days[^1];

    /// <summary>Days that are over and have something to be closed.</summary>
    public IReadOnlyList<DayView> Waiting => [.. Days.Where(d => d.Close is null && d.State != Agreement.Empty)];

    /// <summary>Of this server, as people reach it.</summary>
    public string Address => site.Of(Request).GetLeftPart(UriPartial.Authority);

    public static string PathOf(DayView day) => $"/manage/reconciliation/{Display.WindowNames.Day(day.Day)}";

    public async Task OnGetAsync() =>
        Days = await Task.WhenAll(Enumerable.Range(1, DaysShown).Reverse().Select(n => grains.Reconciliation(requests.Today.AddDays(-n)).Get()));
}
