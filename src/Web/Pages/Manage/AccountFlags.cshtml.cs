using Leaderboard.Accounts;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Conduct;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Why money from one account earns nothing: compliance says so by its id, with the reason; managers read it. Nothing of the borrower is here.</summary>
[Requires(Right.ReviewConduct)]
internal sealed class AccountFlagsModel(IGrainFactory grains, AccessGuard guard, AccountFlagDesk desk) : PageModel
{
    /// <summary>As it was asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string? AccountId { get; set; }

    /// <summary>Null when nothing was asked for, or it is not on file.</summary>
    public FlagHistory? History { get; private set; }

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public bool MayKeep => guard.ReachOf(User, Right.KeepConduct) == Reach.All;

    public async Task OnGetAsync()
    {
        if (string.IsNullOrWhiteSpace(AccountId))
            return;
        await ReadAsync();
        if (History is null)
            (Said, WasRefused) = ("flags.said.unknown", true);
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string[]? flags, [FromForm] FlagReason reason)
    {
        if (!MayKeep)
            return StatusCode(StatusCodes.Status403Forbidden);
        await ReadAsync();
        var named = AccountFlags.None;
        var isWellFormed = Enum.IsDefined(reason);
        foreach (var flag in flags ?? [])
        {
            isWellFormed &= AccountFlagNames.Known.TryGetValue(flag, out var known);
            named |= known;
        }

        if (History is null || !isWellFormed)
        {
            (Said, WasRefused) = (History is null ? "flags.said.unknown" : "flags.said.refused", true);
            return Page();
        }

        Said = History.Flags == named ? "flags.said.same" : "flags.said.done";
        History = await desk.FlagAsync(HttpContext, History.Account, named, reason);
        return Page();
    }

    private async Task ReadAsync()
    {
        AccountId = AccountId?.Trim();
        History = Field.IsId(AccountId) ? await grains.Accounts().FlagsOf(new AccountId(AccountId!)) : null;
    }
}
