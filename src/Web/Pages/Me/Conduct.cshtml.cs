using Leaderboard.Conduct;
using Leaderboard.Web.Access;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Me;

/// <summary>A collector's own complaints and holds, and what they would take; nobody else's.</summary>
[Requires(Right.SeeMe)]
internal sealed class OwnConductModel(IGrainFactory grains) : PageModel
{
    /// <summary>Null for who is no collector.</summary>
    public ConductView? Conduct { get; private set; }

    /// <summary>What is earned this month, and what would be left of it; null while nothing is taken.</summary>
    public (string Earned, string Kept)? Pending { get; private set; }

    public bool IsHeld => Conduct?.Holds.Any(h => h.IsInForce) == true;

    public async Task OnGetAsync()
    {
        if (Caller.Of(User)?.Collector is not { } id)
            return;
        Conduct = await grains.Conduct(id).Get();
        var pending = await grains.Conduct(id).Pending();
        if (pending.KeptHundredths != pending.EarnedHundredths)
            Pending = (Figures.Points(pending.EarnedHundredths), Figures.Points(pending.KeptHundredths));
    }
}
