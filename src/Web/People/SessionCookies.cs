using System.Security.Claims;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Leaderboard.Web.People;

/// <summary>
/// The cookie of a session names it and nothing else: each request asks who that is now. Programs are answered with
/// problems, people are led to the sign-in.
/// </summary>
internal sealed class SessionCookies(SessionBook sessions) : CookieAuthenticationEvents
{
    public override async Task SigningIn(CookieSigningInContext context)
    {
        if (context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } personId)
            throw new InvalidOperationException("Nobody signs in.");
        var request = context.Request;
        var id = await sessions.BeginAsync(
            personId, context.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", request.Headers.UserAgent.ToString(), context.HttpContext.RequestAborted);
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Caller.SessionClaim, id)], IdentityConstants.ApplicationScheme));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirstValue(Caller.SessionClaim) is { } id && await sessions.CheckAsync(id) is { } caller)
        {
            context.ReplacePrincipal(new ClaimsPrincipal(caller.ToIdentity(context.Scheme.Name)));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => KeyAuthentication.IsForPrograms(context.Request)
        ? ApiProblem.Of(StatusCodes.Status401Unauthorized, "unauthorized", "The session is over: sign in again, or send a key.").AnswerAsync(context.HttpContext)
        : base.RedirectToLogin(context);

    /// <summary>A page says so itself; the address stays that of what was asked for.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (KeyAuthentication.IsForPrograms(context.Request))
            return ApiProblem.Of(StatusCodes.Status403Forbidden, "forbidden", "Your role may not do that.").AnswerAsync(context.HttpContext);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (Caller.Of(context.HttpContext.User) is { } caller)
            await sessions.EndAsync(caller.PersonId, caller.SessionId, context.HttpContext.RequestAborted);
    }
}
