using Leaderboard.Contests;
using Leaderboard.Displays;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>What one wall display shows in turn, and for how long.</summary>
[Requires(Right.ManageDisplays)]
internal sealed class DisplayScenesModel(IGrainFactory grains, KeyDesk desk) : PageModel
{
    private static readonly ContestState[] Shown = [ContestState.Scheduled, ContestState.Running, ContestState.Settling, ContestState.Certified];

    /// <summary>Those that ended long ago are nobody's scene, unless they were chosen.</summary>
    private const int MostContests = 30;

    public string Name { get; private set; } = "";

    public DisplaySettings Settings { get; private set; } = new();

    /// <summary>Chosen ones, and the latest of the others.</summary>
    public IReadOnlyList<ContestView> Contests { get; private set; } = [];

    public bool WasKept { get; private set; }

    public bool HasFault { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id) => await ReadAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, [FromForm] bool board, [FromForm] bool running, [FromForm] string[]? contests, [FromForm] int seconds)
    {
        if (!await ReadAsync(id))
            return NotFound();
        Settings = new DisplaySettings { ShowsBoard = board, ShowsRunning = running, Contests = [.. (contests ?? []).Where(Field.IsId).Distinct(StringComparer.Ordinal)], SecondsPerScene = seconds };
        HasFault = !Settings.AreValid;
        if (HasFault)
            return Page();
        await desk.SetScenesAsync(HttpContext, id, Settings);
        WasKept = true;
        return Page();
    }

    private async Task<bool> ReadAsync(string id)
    {
        if (await desk.FindDisplayAsync(id) is not var (display, settings))
            return false;
        (Name, Settings) = (display.Name, settings);
        var all = (await grains.Contests().List(state: null)).Where(c => Shown.Contains(c.State)).ToList();
        Contests = [.. all.Where((c, i) => i < MostContests || settings.Contests.Contains(c.Id, StringComparer.Ordinal)).OrderBy(c => Array.IndexOf(Shown, c.State)).ThenByDescending(c => c.Rules.StartsAt)];
        return true;
    }
}
