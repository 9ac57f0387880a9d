using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages;

/// <summary>The door to the operators' page: takes an admin key, and keeps no copy of it.</summary>
[AllowAnonymous]
internal sealed class OperationsSignInModel(OperatorSessions sessions) : PageModel
{
    public bool WasRefused { get; private set; }

    public async Task<IActionResult> OnPostAsync([FromForm] string? key)
    {
        if (await sessions.TryBeginAsync(HttpContext, key?.Trim() ?? ""))
            return LocalRedirect(OperatorSessions.Root);
        WasRefused = true;
        return Page();
    }
}
