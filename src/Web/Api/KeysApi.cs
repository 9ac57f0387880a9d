using System.Text.Json;
using Leaderboard.Access;
using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Keys of programs and links of wall displays. A secret is shown once and never again.</summary>
internal static class KeysApi
{
    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("").Requires(Right.ManageKeys);
        var displays = api.MapGroup("").Requires(Right.ManageDisplays);
        keys.MapPost("/keys", AddKeyAsync).Accepts<KeyBody>("application/json").WithExamples(ApiExamples.Key).ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Makes a key; it is shown this once");
        keys.MapGet("/keys", (KeyDesk desk, BoardJson json) => ListAsync(desk, json, displays: false)).WithSummary("All keys, without their secrets");
        keys.MapDelete("/keys/{id}", (string id, HttpContext http, KeyDesk desk) => RevokeAsync(id, http, desk, displays: false)).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Revokes a key");
        displays.MapPost("/displays", AddDisplayAsync).Accepts<DisplayBody>("application/json").WithExamples(ApiExamples.Display).ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Makes a link that opens the wall on a display");
        displays.MapGet("/displays", (KeyDesk desk, BoardJson json) => ListAsync(desk, json, displays: true)).WithSummary("All displays");
        displays.MapDelete("/displays/{id}", (string id, HttpContext http, KeyDesk desk) => RevokeAsync(id, http, desk, displays: true)).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Takes a display's link back");
    }

    private static async Task<Created<KeyAnswer>> AddKeyAsync(HttpRequest request, KeyDesk desk)
    {
        using var body = await RequestBody.ReadAsync(request);
        var scopes = ScopesOf(body.RootElement);
        var (key, secret) = await desk.AddKeyAsync(request.HttpContext, NameOf(body.RootElement), scopes);
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new KeyAnswer(key.Id, key.Name, KeyDesk.NamesOf(key.Scopes), secret));
    }

    private static async Task<Created<DisplayAnswer>> AddDisplayAsync(HttpRequest request, KeyDesk desk)
    {
        using var body = await RequestBody.ReadAsync(request);
        var (display, path) = await desk.AddDisplayAsync(request.HttpContext, NameOf(body.RootElement));
        return TypedResults.Created($"/api/v1/displays/{display.Id}", new DisplayAnswer(display.Id, display.Name, path));
    }

    private static async Task<Ok<KeyRow[]>> ListAsync(KeyDesk desk, BoardJson json, bool displays) => TypedResults.Ok((await desk.ListAsync(displays))
        .Select(k => new KeyRow(k.Id, k.Name, KeyDesk.NamesOf(k.Scopes), json.Format(k.CreatedAt), k.RevokedAt is { } at ? json.Format(at) : null))
        .ToArray());

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(string id, HttpContext http, KeyDesk desk, bool displays) =>
        await desk.RevokeAsync(http, id, displays) ? TypedResults.NoContent() : ApiProblem.NotFound(displays ? "There is no such display." : "There is no such key.");

    private static string NameOf(in JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
        && new EntryValue(name).Text is { Length: >= 1 and <= KeyDesk.MaxNameLength } text
            ? text
            : throw new ApiRefusedException(ApiProblem.Invalid("name", $"A name of 1 to {KeyDesk.MaxNameLength} characters is required."));

    private static KeyScopes ScopesOf(in JsonElement body)
    {
        var scopes = KeyScopes.None;
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("scopes", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.String || new EntryValue(item).Text is not { } name || !KeyDesk.Scopes.TryGetValue(name, out var scope))
                    throw NoScopes();
                scopes |= scope;
            }
        }

        return scopes == KeyScopes.None ? throw NoScopes() : scopes;
    }

    private static ApiRefusedException NoScopes() => new(ApiProblem.Invalid("scopes", "One or more of read, ingest, admin."));
}

internal sealed record KeyBody(string Name, string[] Scopes);

internal sealed record DisplayBody(string Name);

internal sealed record KeyAnswer(string Id, string Name, string[] Scopes, string Key);

internal sealed record DisplayAnswer(string Id, string Name, string Url);

internal sealed record KeyRow(string Id, string Name, string[] Scopes, string CreatedAt, string? RevokedAt);
