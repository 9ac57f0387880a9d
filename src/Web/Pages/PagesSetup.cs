using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.WebEncoders;

namespace Leaderboard.Web.Pages;

/// <summary>Pages in two languages under a strict content security policy.</summary>
internal static class PagesSetup
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <summary>The reader of the API's description is a program of its own, served from its package: it styles itself and runs an inline start.</summary>
    private const string DocsPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly CultureInfo[] Cultures = [new("zh-CN"), new("en")];

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<PageFacts>();
        services.AddLocalization();
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.DefaultRequestCulture = new RequestCulture(Cultures[0]);
            o.SupportedCultures = o.SupportedUICultures = Cultures;
            o.ApplyCurrentCultureToResponseHeaders = true;
        });
        services.AddRazorPages(o =>
        {
            o.Conventions.AllowAnonymousToPage("/Index");
            o.Conventions.AllowAnonymousToPage("/Status");
            o.Conventions.AuthorizeFolder("/Wall", Policies.Look);
        });
        return services;
    }

    /// <summary>Before routing: headers, languages, and friendly pages for what went wrong outside of the API.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) ? DocsPolicy : Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute("/status/{0}"));
        app.UseRequestLocalization();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapPost("/language", SwitchLanguageAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/wall/link/{secret}", LinkAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> SwitchLanguageAsync(HttpContext context, IAntiforgery antiforgery, [FromForm] string culture, [FromForm] string back)
    {
        await antiforgery.ValidateRequestAsync(context);
        if (Array.Exists(Cultures, c => string.Equals(c.Name, culture, StringComparison.Ordinal)))
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps });
        }

        return TypedResults.LocalRedirect(back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal) ? back : "/");
    }

    /// <summary>Opens the wall on a display: the secret moves from the link into a cookie that scripts cannot read.</summary>
    private static async Task<IResult> LinkAsync(string secret, HttpContext context, KeyChecker keys)
    {
        if (await keys.CheckAsync(secret) is null)
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        context.Response.Cookies.Append(
            KeyAuthentication.DisplayCookie,
            secret,
            new CookieOptions { MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps });
        return TypedResults.LocalRedirect("/wall");
    }
}
