using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Demo;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Leaderboard.Web.Pages.Account;

/// <summary>The way in for people: by password, by passkey, or by the institution's own sign-in.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class SignInModel(SignInManager<Person> signIn, UserManager<Person> people, PeopleBook book, DemoPeople demo, FrontDoor door, AuditLog audit) : PageModel
{
    /// <summary>Key of the word that says why not; null before the first try.</summary>
    public string? Fault { get; private set; }

    [FromQuery]
    public string? ReturnUrl { get; set; }

    public string UserName { get; private set; } = "";

    /// <summary>Ways in that are configured beside our own.</summary>
    public IReadOnlyList<AuthenticationScheme> Outside { get; private set; } = [];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Outside = [.. await signIn.GetExternalAuthenticationSchemesAsync()];
        await next();
    }

    public async Task<IActionResult> OnGetAsync() =>
        !demo.AreThere && await book.IsEmptyAsync(HttpContext.RequestAborted) ? RedirectToPage("/Account/Welcome") : Page();

    public async Task<IActionResult> OnPostAsync([FromForm] string? userName, [FromForm] string? password, [FromForm] bool remember)
    {
        UserName = userName?.Trim() ?? "";
        var person = await people.FindByNameAsync(UserName);
        if (person is null || person.DisabledAtMicros is not null)
        {
            // As long as a wrong password takes: nobody learns by it who is there.
            people.PasswordHasher.HashPassword(new Person(), password ?? "");
            return await RefuseAsync(person, "signin.wrong");
        }

        var result = await signIn.CheckPasswordSignInAsync(person, password ?? "", lockoutOnFailure: true);
        if (!result.Succeeded)
            return await RefuseAsync(person, result.IsLockedOut ? "signin.locked" : "signin.wrong");
        return await LetInAsync(person, isPersistent: remember);
    }

    /// <summary>What the browser needs to ask for a passkey of this site.</summary>
    public async Task<ContentResult> OnPostPasskeyOptionsAsync() => Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync([FromForm] string? credential)
    {
        var result = await signIn.PerformPasskeyAssertionAsync(credential ?? "");
        if (!result.Succeeded || result.User.DisabledAtMicros is not null)
            return Refuse("signin.passkey.failed");
        await people.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return await LetInAsync(result.User, isPersistent: true);
    }

    /// <summary>To the institution's own sign-in, and back by <c>/sign-in/outside</c>.</summary>
    public IActionResult OnPostOutside([FromForm] string? scheme)
    {
        if (Outside.All(s => !string.Equals(s.Name, scheme, StringComparison.Ordinal)))
            return Refuse("signin.wrong");
        var back = Url.Page("/Account/SignInOutside", new { returnUrl = ReturnUrl });
        return Challenge(signIn.ConfigureExternalAuthenticationProperties(scheme, back), scheme!);
    }

    /// <summary>In the demo, and only there, anybody may be one of each role.</summary>
    public async Task<IActionResult> OnPostDemoAsync([FromForm] Role role)
    {
        if (!demo.AreThere || !Enum.IsDefined(role))
            return NotFound();
        return await LetInAsync(await demo.OfAsync(role), isPersistent: false);
    }

    private PageResult Refuse(string fault)
    {
        Fault = fault;
        return Page();
    }

    /// <summary>The name that was tried is not written down: it may be a password in the wrong field.</summary>
    private async Task<PageResult> RefuseAsync(Person? person, string fault)
    {
        await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.RefusedSignIn, person?.Id ?? "", After: new { fault }));
        return Refuse(fault);
    }

    private async Task<LocalRedirectResult> LetInAsync(Person person, bool isPersistent)
    {
        await door.LetInAsync(HttpContext, person, isPersistent, AuditActions.SignIn);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
