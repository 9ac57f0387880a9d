using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Leaderboard.Web.Pages.Account;

/// <summary>The first visit of an empty installation: whoever comes makes themselves its manager.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class WelcomeModel(PeopleBook book, FrontDoor door) : PageModel
{
    public PeopleOutcome Fault { get; private set; }

    public string UserName { get; private set; } = "";

    public string DisplayName { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync() => Caller.Of(User) is not null
        ? LocalRedirect("/")
        : await book.IsEmptyAsync(HttpContext.RequestAborted) ? Page() : RedirectToPage("/Account/SignIn");

    public async Task<IActionResult> OnPostAsync([FromForm] string? userName, [FromForm] string? displayName, [FromForm] string? password)
    {
        (UserName, DisplayName) = (userName ?? "", displayName ?? "");
        var (outcome, person) = await book.AddFirstAsync(UserName, DisplayName, password ?? "", HttpContext.RequestAborted);
        if (outcome == PeopleOutcome.NotTheFirst)
            return RedirectToPage("/Account/SignIn");
        Fault = outcome;
        if (person is null)
            return Page();
        await door.LetInAsync(HttpContext, person, isPersistent: true, AuditActions.ComeFirst, new { person.UserName, person.DisplayName });
        return LocalRedirect("/");
    }
}
