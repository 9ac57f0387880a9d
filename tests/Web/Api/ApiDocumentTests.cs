using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Api;

public sealed partial class ApiDocumentTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task The_document_is_OpenAPI_3_1_and_names_every_path_and_method()
    {
        using var client = Server.Client(null);
        var document = JsonDocument.Parse(await client.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative), Cancel)).RootElement;
        var routes = Server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } text && text.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m => $"{m} {e.RoutePattern.RawText}"))
            .ToHashSet(StringComparer.Ordinal);

        var named = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}"))
            .ToHashSet(StringComparer.Ordinal);

        Assert.StartsWith("3.1", Text(document, "openapi"), StringComparison.Ordinal);
        Assert.Empty(routes.Except(named));
        Assert.Contains("POST /api/v1/recoveries", named);
        Assert.Contains("GET /api/v1/boards/{subject}/{measure}/{period}/{id}/around", named);
        Assert.DoesNotContain(named, n => n.Contains("{**", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_readable_page_answers_and_fetches_nothing_from_elsewhere()
    {
        using var client = Server.Client(null);
        using var response = await client.GetAsync(new Uri("docs", UriKind.Relative), Cancel);
        var target = response.StatusCode == HttpStatusCode.OK ? new Uri(Server.Address, "docs") : new Uri(new Uri(Server.Address, "docs"), response.Headers.Location ?? new Uri("/", UriKind.Relative));

        var page = await client.GetStringAsync(target, Cancel);

        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        Assert.All(Sources().Matches(page), m => Assert.DoesNotContain("//", m.Value, StringComparison.Ordinal));
    }

    [GeneratedRegex("<(?:script|link)[^>]+(?:src|href)=\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sources();
}
