using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Leaderboard.Web.Pages;

/// <summary>The two languages of the product, how one is chosen, and the switch between them.</summary>
internal static class Languages
{
    private const string Chinese = "zh-CN";
    private const string English = "en";

    /// <summary>One list; the first is what a browser that says nothing gets.</summary>
    private static readonly string[] All = [Chinese, English];

    /// <summary>What <c>lang</c> in the markup says: the script, not the country, is what fonts and readers need.</summary>
    public static string Tag(CultureInfo culture) => Display.Money.IsChinese(culture) ? "zh-Hans" : English;

    public static string Other(CultureInfo culture) => Display.Money.IsChinese(culture) ? English : Chinese;

    public static void Configure(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(All[0]).AddSupportedCultures(All).AddSupportedUICultures(All);
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(http => Task.FromResult(Choice(http.Request.Query["culture"]))),
            new CustomRequestCultureProvider(http => Task.FromResult(Choice(
                CookieRequestCultureProvider.ParseCookieValue(http.Request.Cookies[CookieRequestCultureProvider.DefaultCookieName] ?? "")?.UICultures[0].Value))),
            new CustomRequestCultureProvider(http => Task.FromResult(Accepted(http.Request))),
        ];
    }

    /// <summary>The form in the layout. It changes how words look and nothing else, so it needs no token against forgery.</summary>
    public static void MapLanguageSwitch(this WebApplication app) => app
        .MapPost("/language", (HttpContext http, [FromForm] string culture, [FromForm] string? returnTo) =>
        {
            if (Choice(culture)?.UICultures[0].Value is { } chosen)
            {
                http.Response.Cookies.Append(
                    CookieRequestCultureProvider.DefaultCookieName,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
                    new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
            }

            return TypedResults.LocalRedirect(IsLocal(returnTo) ? returnTo! : "/");
        })
        .DisableAntiforgery().AllowAnonymous().ExcludeFromDescription();

    private static bool IsLocal(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);

    /// <summary>zh, zh-CN, zh-Hans and their kin are Chinese; en and its kin English; anything else says nothing.</summary>
    private static ProviderCultureResult? Choice(string? tag) => tag?.Split('-')[0].ToUpperInvariant() switch
    {
        "ZH" => new ProviderCultureResult(Chinese),
        "EN" => new ProviderCultureResult(English),
        _ => null,
    };

    private static ProviderCultureResult? Accepted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).ToList();
        if (accepted.Count == 0)
            return null;
        // Somebody who reads neither is better served by English.
        return accepted.ConvertAll(l => Choice(l.Value.Value)).Find(c => c is not null) ?? new ProviderCultureResult(English);
    }
}
