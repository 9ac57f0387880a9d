using System.Text.Encodings.Web;
using System.Text.Unicode;
using Leaderboard.Web.People;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.WebEncoders;

namespace Leaderboard.Web.Pages;

/// <summary>Pages, their files, their languages, and the headers over them.</summary>
internal static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // A build that was not published keeps scripts and styles in the source folder, in every environment.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);

        // Would add a route for every path, also below /api, where it turns 405 into 404.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(Languages.Configure);
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddSite().AddRazorPages();
        builder.Services.AddScoped<PageWords>().AddSingleton<Menu>().AddScoped<WallScenes>().AddFigures()
            .AddScoped<Account.FrontDoor>().AddScoped<Manage.ImportWords>().AddScoped<Manage.ReconciliationWords>().AddScoped<Manage.DifferencesFile>();
    }

    /// <summary>First in the line: headers on every answer, languages, and errors as pages for people, as problems for programs.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseRequestLocalization();
        app.UseWhen(IsPage, pages =>
        {
            pages.UseExceptionHandler("/error");
            pages.UseStatusCodePagesWithReExecute("/error", "?status={0}");
        });
        app.UseWhen(http => !IsPage(http), programs =>
        {
            programs.UseExceptionHandler();
            programs.UseStatusCodePages();
        });
        // After the error pages, so that what they run again finds its page.
        app.UseRouting();
        // Whoever mistypes an address is told so, and not asked for a key.
        app.UseWhen(http => IsPage(http) && http.GetEndpoint() is null && http.Request.Path != OutsideOptions.CallbackPath, nowhere => nowhere.Run(http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
        app.MapLanguageSwitch();
        app.MapPictures();
    }

    private static bool IsPage(HttpContext http) => !Array.Exists(
        ["/api", "/hubs", "/openapi", "/health", "/metrics"], p => http.Request.Path.StartsWithSegments(p, StringComparison.Ordinal));
}
