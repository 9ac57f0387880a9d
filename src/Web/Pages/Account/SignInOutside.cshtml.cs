using Leaderboard.Web.Audit;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Account;

/// <summary>Back from the institution's own sign-in: whoever it gives a role is let in as that, each time anew.</summary>
[AllowAnonymous]
internal sealed class SignInOutsideModel(SignInManager<Person> signIn, PeopleBook book, OutsideOptions outside, FrontDoor door) : PageModel
{
    [FromQuery]
    public string? ReturnUrl { get; set; }

    public PeopleOutcome Fault { get; private set; } = PeopleOutcome.NotFound;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await signIn.GetExternalLoginInfoAsync() is not { } login || outside.PlaceOf(login.Principal) is not { } place)
            return Page();
        (Fault, var person) = await book.KnowAsync(login, place, HttpContext.RequestAborted);
        if (person is null || person.DisabledAtMicros is not null)
            return Page();
        await door.LetInAsync(HttpContext, person, isPersistent: false, AuditActions.SignIn, new { place.DisplayName, Role = place.Role.ToString() }, login.LoginProvider);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
