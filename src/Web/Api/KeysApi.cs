using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Leaderboard.Access;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Keys of programs and links of wall displays. A secret is shown once and never again.</summary>
internal static class KeysApi
{
    private const int SecretBytes = 32;
    private const int MaxNameLength = 100;

    private static readonly Dictionary<string, KeyScopes> Scopes = new(StringComparer.Ordinal)
    {
        ["read"] = KeyScopes.Read,
        ["ingest"] = KeyScopes.Ingest,
        ["admin"] = KeyScopes.Admin,
    };

    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("").Requires(Right.ManageKeys);
        var displays = api.MapGroup("").Requires(Right.ManageDisplays);
        keys.MapPost("/keys", AddKeyAsync).Accepts<KeyBody>("application/json").WithExamples(ApiExamples.Key).ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Makes a key; it is shown this once");
        keys.MapGet("/keys", (IGrainFactory grains, BoardJson json) => ListAsync(grains, json, displays: false)).WithSummary("All keys, without their secrets");
        keys.MapDelete("/keys/{id}", (string id, HttpContext http, IGrainFactory grains, AuditLog audit) => RevokeAsync(id, http, grains, audit, displays: false)).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Revokes a key");
        displays.MapPost("/displays", AddDisplayAsync).Accepts<DisplayBody>("application/json").WithExamples(ApiExamples.Display).ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Makes a link that opens the wall on a display");
        displays.MapGet("/displays", (IGrainFactory grains, BoardJson json) => ListAsync(grains, json, displays: true)).WithSummary("All displays");
        displays.MapDelete("/displays/{id}", (string id, HttpContext http, IGrainFactory grains, AuditLog audit) => RevokeAsync(id, http, grains, audit, displays: true)).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Takes a display's link back");
    }

    private static async Task<Created<KeyAnswer>> AddKeyAsync(HttpRequest request, IGrainFactory grains, AuditLog audit)
    {
        using var body = await RequestBody.ReadAsync(request);
        var scopes = ScopesOf(body.RootElement);
        var secret = "lb_" + NewSecret();
        var key = await grains.ApiKeys().Add(NameOf(body.RootElement), scopes, KeyChecker.Hash(secret));
        await audit.WriteAsync(request.HttpContext, new AuditEntry(AuditActions.AddKey, key.Id, After: new { key.Name, Scopes = NamesOf(key.Scopes) }));
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new KeyAnswer(key.Id, key.Name, NamesOf(key.Scopes), secret));
    }

    private static async Task<Created<DisplayAnswer>> AddDisplayAsync(HttpRequest request, IGrainFactory grains, AuditLog audit)
    {
        using var body = await RequestBody.ReadAsync(request);
        var secret = NewSecret();
        var key = await grains.ApiKeys().Add(NameOf(body.RootElement), KeyScopes.Display, KeyChecker.Hash(secret));
        await audit.WriteAsync(request.HttpContext, new AuditEntry(AuditActions.AddDisplay, key.Id, After: new { key.Name }));
        return TypedResults.Created($"/api/v1/displays/{key.Id}", new DisplayAnswer(key.Id, key.Name, "/wall/link/" + secret));
    }

    private static async Task<IEnumerable<KeyView>> KeysAsync(IGrainFactory grains, bool displays) =>
        (await grains.ApiKeys().List()).Where(k => k.Scopes.HasFlag(KeyScopes.Display) == displays);

    private static async Task<Ok<KeyRow[]>> ListAsync(IGrainFactory grains, BoardJson json, bool displays)
    {
        var keys = await KeysAsync(grains, displays);
        return TypedResults.Ok(keys
            .Select(k => new KeyRow(k.Id, k.Name, NamesOf(k.Scopes), json.Format(k.CreatedAt), k.RevokedAt is { } at ? json.Format(at) : null))
            .ToArray());
    }

    /// <summary>A key is not taken back as a display, nor a display as a key.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(string id, HttpContext http, IGrainFactory grains, AuditLog audit, bool displays)
    {
        if ((await KeysAsync(grains, displays)).FirstOrDefault(k => string.Equals(k.Id, id, StringComparison.Ordinal)) is not { } key || !await grains.ApiKeys().Revoke(id))
            return ApiProblem.NotFound(displays ? "There is no such display." : "There is no such key.");
        if (key.RevokedAt is null)
            await audit.WriteAsync(http, new AuditEntry(displays ? AuditActions.RevokeDisplay : AuditActions.RevokeKey, id, Before: new { key.Name }));
        return TypedResults.NoContent();
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string[] NamesOf(KeyScopes scopes) => [.. Scopes.Where(s => scopes.HasFlag(s.Value)).Select(s => s.Key)];

    private static string NameOf(in JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
        && new EntryValue(name).Text is { Length: >= 1 and <= MaxNameLength } text
            ? text
            : throw new ApiRefusedException(ApiProblem.Invalid("name", $"A name of 1 to {MaxNameLength} characters is required."));

    private static KeyScopes ScopesOf(in JsonElement body)
    {
        var scopes = KeyScopes.None;
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("scopes", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.String || new EntryValue(item).Text is not { } name || !Scopes.TryGetValue(name, out var scope))
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
