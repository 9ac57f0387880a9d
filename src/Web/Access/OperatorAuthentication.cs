using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Leaderboard.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Leaderboard.Web.Access;

/// <summary>
/// Knows an operator by the cookie that a sign-in with an admin key leaves: for the operators' pages only, which change
/// nothing; the key itself is not in it. Whoever has none comes in as who they are signed in as, or is led to the sign-in.
/// </summary>
internal sealed class OperatorAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, OperatorSessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Operator";

    public static RequiresAttribute Door { get; } = new(Right.Operate) { AuthenticationSchemes = SchemeName };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() => await sessions.KeyOfAsync(Context) is { } key
        ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(KeyAuthentication.IdentityOf(key, SchemeName)), SchemeName))
        : await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Redirect(OperatorSessions.SignInPath);
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => HandleChallengeAsync(properties);
}

/// <summary>Begins, finds and ends the sessions of operators. A session ends after an hour, or seconds after its key is revoked.</summary>
internal sealed class OperatorSessions(IDataProtectionProvider protection, KeyChecker keys)
{
    public const string Root = "/operations";
    public const string SignInPath = Root + "/sign-in";
    private const string Cookie = "operator";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("operator.v1").ToTimeLimitedDataProtector();

    /// <summary>False when the secret is not that of a key with the scope admin.</summary>
    public async Task<bool> TryBeginAsync(HttpContext context, string secret)
    {
        var digest = KeyChecker.Hash(secret);
        if (!IsAdmin(await keys.CheckAsync(digest)))
            return false;
        context.Response.Cookies.Append(Cookie, _protector.Protect(Convert.ToHexString(digest.ToArray()), Life), CookieFor(context, Life));
        return true;
    }

    /// <summary>The key that a request's session was begun with; null for none.</summary>
    public async ValueTask<KeyView?> KeyOfAsync(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } cookie)
            return null;
        try
        {
            var key = await keys.CheckAsync(new Digest(Convert.FromHexString(_protector.Unprotect(cookie))));
            return IsAdmin(key) ? key : null;
        }
        catch (CryptographicException)
        {
            // Over, or none of ours.
            return null;
        }
    }

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, CookieFor(context, life: null));

    private static bool IsAdmin(KeyView? key) => key?.Scopes.HasFlag(KeyScopes.Admin) == true;

    private static CookieOptions CookieFor(HttpContext context, TimeSpan? life) =>
        new() { Path = Root, MaxAge = life, SameSite = SameSiteMode.Strict, HttpOnly = true, Secure = context.Request.IsHttps, IsEssential = true };
}
