namespace Leaderboard.Web.Access;

/// <summary>Opens the wall on a display: the secret moves from the link into a cookie that scripts cannot read.</summary>
internal static class DisplayLinks
{
    private const string Path = "/wall/link/";

    private static readonly TimeSpan CookieLife = TimeSpan.FromDays(400);

    public static string PathOf(string secret) => Path + secret;

    public static void MapDisplayLinks(this WebApplication app) =>
        app.MapGet(Path + "{secret}", OpenAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> OpenAsync(string secret, HttpContext context, KeyChecker keys)
    {
        if (!KeyAuthentication.IsDisplay(await keys.CheckAsync(secret)))
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        context.Response.Cookies.Append(
            KeyAuthentication.DisplayCookie,
            secret,
            new CookieOptions { MaxAge = CookieLife, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps });
        return TypedResults.LocalRedirect("/wall");
    }
}
