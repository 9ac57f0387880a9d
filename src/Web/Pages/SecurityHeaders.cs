using Leaderboard.Web.Operations;

namespace Leaderboard.Web.Pages;

/// <summary>What every answer tells the browser it may do: nothing that does not come from here.</summary>
internal static class SecurityHeaders
{
    private const string Strict =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <summary>
    /// The reader of the API document and Orleans' dashboard write their own styles and start from inline scripts; they show
    /// nothing that a person has written.
    /// </summary>
    private static readonly string[] Foreign = ["/docs", OperationsSetup.DashboardPath];

    private const string ForForeign =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Array.Exists(Foreign, p => http.Request.Path.StartsWithSegments(p, StringComparison.Ordinal)) ? ForForeign : Strict;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(http);
    });
}
