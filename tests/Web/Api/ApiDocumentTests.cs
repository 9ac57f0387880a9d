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
    public async Task The_examples_are_taken_as_they_stand()
    {
        var document = await DocumentAsync();
        foreach (var (method, path) in ((string, string)[])[("put", "roster"), ("post", "accounts"), ("post", "recoveries"), ("post", "reversals"), ("post", "keys"), ("post", "displays"),
            ("put", "teams/{id}/targets/{period}/{date}"), ("put", "absences"), ("put", "benchmarks"), ("put", "reconciliations/{day}/{source}"), ("post", "reconciliations/{day}/close")])
        {
            var example = Operation(document, method, path).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");

            var target = path.Replace("{id}", "t-north", StringComparison.Ordinal).Replace("{period}/{date}", "month/2024-11-02", StringComparison.Ordinal)
                .Replace("{day}/{source}", "2023-01-02/page", StringComparison.Ordinal).Replace("{day}", "2023-01-02", StringComparison.Ordinal);
            var answer = await SendAsync(HttpMethod.Parse(method), target, example.GetRawText());

            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{path}: {answer.Text}");
            if (answer.Body.TryGetProperty("items", out var items))
                Assert.All(items.EnumerateArray(), i => Assert.Equal("accepted", Text(i, "status")));
        }
    }

    [Fact]
    public async Task Answers_have_the_fields_that_the_document_gives_them()
    {
        var document = await DocumentAsync();
        await PutFloorAsync(("t", ["c"]));
        var posted = await SendAsync(HttpMethod.Post, "recoveries", $"[{Receipt("r", "c")},{Receipt("r-2", "nobody")}]");

        AssertFits(document, Operation(document, "post", "recoveries"), posted.Body);
        AssertFits(document, Operation(document, "get", "boards/{subject}/{measure}/{period}"), await GetAsync("boards/collectors/amount/all?team=" + Id("t")));
        AssertFits(document, Operation(document, "get", "boards/{subject}/{measure}/{period}"), await GetAsync("boards/collectors/rate/all?team=" + Id("t")));
        AssertFits(document, Operation(document, "get", "benchmarks"), await GetAsync("benchmarks"));
        AssertFits(document, Operation(document, "get", "races/{subject}/{measure}/{period}"), await GetAsync("races/collectors/amount/all?team=" + Id("t")));
        AssertFits(document, Operation(document, "get", "collectors/{id}"), await GetAsync("collectors/" + Id("c")));
        AssertFits(document, Operation(document, "get", "collectors/{id}/points"), await GetAsync("collectors/" + Id("c") + "/points"));
        AssertFits(document, Operation(document, "get", "collectors/{id}/ledger"), await GetAsync("collectors/" + Id("c") + "/ledger"));
        AssertFits(document, Operation(document, "get", "teams/{id}"), await GetAsync("teams/" + Id("t")));
        AssertFits(document, Operation(document, "get", "teams/{id}/targets/{period}/{date}"), await GetAsync("teams/" + Id("t") + "/targets/month/2024-03-05"));
        AssertFits(document, Operation(document, "get", "verify"), await GetAsync("verify"));
        AssertFits(document, Operation(document, "get", "reconciliations/{day}"), await GetAsync("reconciliations/2024-03-05"));
        AssertFits(document, Operation(document, "get", "operations"), await GetAsync("operations"));
    }

    [Fact]
    public async Task Every_operation_says_who_may_call_and_boards_say_what_may_be_asked()
    {
        var document = await DocumentAsync();

        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()))
        {
            Assert.NotEmpty(operation.Value.GetProperty("security").EnumerateArray());
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("401", out _));
        }

        var parameters = Operation(document, "get", "boards/{subject}/{measure}/{period}").GetProperty("parameters").EnumerateArray().ToDictionary(p => Text(p, "name"));
        Assert.Equal(
            ["at", "base", "branch", "limit", "measure", "offset", "period", "region", "shrink", "subject", "team", "tie"], parameters.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["competition", "dense", "first"],
            parameters["tie"].GetProperty("schema").GetProperty("enum").EnumerateArray().Select(v => v.GetString() ?? "").Order(StringComparer.Ordinal));
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

    private static JsonElement Operation(JsonElement document, string method, string path) =>
        document.GetProperty("paths").GetProperty("/api/v1/" + path).GetProperty(method);

    private static void AssertFits(JsonElement document, JsonElement operation, JsonElement answer) =>
        AssertFits(document, operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema"), answer, "");

    /// <summary>Every field is in the document with its kind of value, and every required field is there.</summary>
    private static void AssertFits(JsonElement document, JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("oneOf", out var either))
            schema = either.EnumerateArray().First(s => s.TryGetProperty("$ref", out _));
        if (schema.TryGetProperty("$ref", out var reference))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty((reference.GetString() ?? "").Split('/')[^1]);
        if (value.ValueKind == JsonValueKind.Null)
            return;
        var types = schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()).ToArray() : [type.GetString()];
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var properties = schema.GetProperty("properties");
                foreach (var field in value.EnumerateObject())
                {
                    Assert.True(properties.TryGetProperty(field.Name, out var inner), $"{path}.{field.Name} is not in the document.");
                    AssertFits(document, inner, field.Value, $"{path}.{field.Name}");
                }

                foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString() ?? "") : [])
                    Assert.True(value.TryGetProperty(name, out _), $"{path}.{name} is required, and missing.");
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    AssertFits(document, schema.GetProperty("items"), item, path + "[]");
                break;
            case JsonValueKind.Number:
                Assert.True(types.Contains("number") || types.Contains("integer"), $"{path} is a number.");
                Assert.DoesNotContain("string", types);
                break;
            case JsonValueKind.String:
                Assert.True(types.Contains("string"), $"{path} is a text.");
                break;
        }
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = Server.Client(null);
        return JsonDocument.Parse(await client.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative), Cancel)).RootElement;
    }

    [GeneratedRegex("<(?:script|link)[^>]+(?:src|href)=\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sources();
}
