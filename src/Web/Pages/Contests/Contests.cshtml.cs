using Leaderboard.Contests;
using Leaderboard.Web.Access;
using Leaderboard.Web.Contests;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>All contests: what runs now comes first, then what waits for somebody.</summary>
[Requires(Right.Look)]
internal sealed class ContestsModel(IGrainFactory grains, AccessGuard guard, ContestDesk desk, ContestWords contestWords, TimeProvider time) : PageModel
{
    private static readonly ContestState[] Order = [ContestState.Running, ContestState.Settling, ContestState.Scheduled, ContestState.Draft, ContestState.Certified, ContestState.Cancelled];

    public ContestWords Say => contestWords;

    /// <summary>By state, in the order of interest; no empty ones.</summary>
    public IReadOnlyList<IGrouping<ContestState, ContestView>> Groups { get; private set; } = [];

    public int Running => Groups.Where(g => g.Key == ContestState.Running).Sum(g => g.Count());

    public bool MayRun => guard.ReachOf(User, Right.RunContests) != Reach.None;

    public Moment Now { get; } = time.Now();

    /// <summary>Drafts are for who may finish them.</summary>
    public async Task OnGetAsync() => Groups =
    [
        .. (await desk.SeenAsync(HttpContext, await grains.Contests().List(state: null))).Where(c => MayRun || c.State != ContestState.Cancelled)
            .GroupBy(c => c.State).OrderBy(g => Array.IndexOf(Order, g.Key)),
    ];
}
