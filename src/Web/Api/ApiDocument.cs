using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Leaderboard.Web.Api;

/// <summary>The API's description: OpenAPI 3.1 for programs, a readable page for people.</summary>
internal static class ApiDocument
{
    public const string KeyScheme = "key";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(DocumentParts.MakeExactAsync);
        options.AddOperationTransformer(DocumentParts.NamePolicyAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Leaderboard 龙虎榜";
            document.Info.Version = "1";
            document.Info.Description = "Recoveries in, exactly once; live boards out. Amounts are major units; times carry an offset.";
            var components = document.Components ??= new OpenApiComponents();
            components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key" };
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/docs", options =>
        {
            // The viewer's own goods have no place in an institution: nothing of the description leaves the page.
            options.WithTitle("Leaderboard API").DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry();
            (options.ShowDeveloperTools, options.HideClientButton) = (DeveloperToolsVisibility.Never, true);
        }).AllowAnonymous();
    }
}
