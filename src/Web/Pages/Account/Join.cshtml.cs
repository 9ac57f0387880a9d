using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Leaderboard.Web.Pages.Account;

/// <summary>Where the link of an invitation leads: choose a name and a password, and be in.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class JoinModel(PeopleBook book, FrontDoor door) : PageModel
{
    public PeopleOutcome Fault { get; private set; }

    /// <summary>Null: the link is used, taken back, over, or none of ours.</summary>
    public Invitation? Invitation { get; private set; }

    public string UserName { get; private set; } = "";

    public async Task OnGetAsync(string? secret) => Invitation = await book.FindInvitationAsync(secret ?? "", HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync(string? secret, [FromForm] string? userName, [FromForm] string? password)
    {
        UserName = userName ?? "";
        (Fault, var person) = await book.AcceptAsync(secret ?? "", UserName, password ?? "", HttpContext.RequestAborted);
        if (person is null)
        {
            Invitation = await book.FindInvitationAsync(secret ?? "", HttpContext.RequestAborted);
            return Page();
        }

        await door.LetInAsync(HttpContext, person, isPersistent: true, AuditActions.Join, new { person.UserName, person.DisplayName, Role = person.Role.ToString() });
        return LocalRedirect("/");
    }
}
