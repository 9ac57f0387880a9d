using System.Buffers.Text;
using System.Security.Cryptography;
using Leaderboard.Access;
using Leaderboard.Displays;
using Leaderboard.Web.Audit;

namespace Leaderboard.Web.Access;

/// <summary>Makes keys of programs and links of wall displays, takes them back, and writes down who did. A secret is shown once and never again.</summary>
internal sealed class KeyDesk(IGrainFactory grains, AuditLog audit)
{
    public const int MaxNameLength = 100;

    private const int SecretBytes = 32;

    /// <summary>Those that a program's key may have, from the least to the most.</summary>
    public static IReadOnlyDictionary<string, KeyScopes> Scopes { get; } = new Dictionary<string, KeyScopes>(StringComparer.Ordinal)
    {
        ["read"] = KeyScopes.Read,
        ["ingest"] = KeyScopes.Ingest,
        ["admin"] = KeyScopes.Admin,
    };

    /// <summary>PostgreSQL keeps no U+0000.</summary>
    public static bool IsName(string name) => name.Length is >= 1 and <= MaxNameLength && !name.Contains('\0', StringComparison.Ordinal);

    public static string[] NamesOf(KeyScopes scopes) => [.. Scopes.Where(s => scopes.HasFlag(s.Value)).Select(s => s.Key)];

    /// <summary>All that were ever made, newest first.</summary>
    /// <param name="displays">Displays, or programs' keys.</param>
    public async Task<IReadOnlyList<KeyView>> ListAsync(bool displays) => [.. (await grains.ApiKeys().List()).Where(k => k.Scopes.HasFlag(KeyScopes.Display) == displays)];

    /// <returns>The key, and the secret that opens with it.</returns>
    public async Task<(KeyView Key, string Secret)> AddKeyAsync(HttpContext http, string name, KeyScopes scopes)
    {
        var secret = "lb_" + NewSecret();
        var key = await grains.ApiKeys().Add(name, scopes, KeyChecker.Hash(secret));
        await audit.WriteAsync(http, new AuditEntry(AuditActions.AddKey, key.Id, After: new { key.Name, Scopes = NamesOf(key.Scopes) }));
        return (key, secret);
    }

    /// <returns>The display, and the path that links it.</returns>
    public async Task<(KeyView Display, string Path)> AddDisplayAsync(HttpContext http, string name)
    {
        var secret = NewSecret();
        var display = await grains.ApiKeys().Add(name, KeyScopes.Display, KeyChecker.Hash(secret));
        await audit.WriteAsync(http, new AuditEntry(AuditActions.AddDisplay, display.Id, After: new { display.Name }));
        return (display, DisplayLinks.PathOf(secret));
    }

    /// <summary>False when there is none: a key is not taken back as a display, nor a display as a key. Twice is the same as once.</summary>
    public async Task<bool> RevokeAsync(HttpContext http, string id, bool displays)
    {
        if ((await ListAsync(displays)).FirstOrDefault(k => string.Equals(k.Id, id, StringComparison.Ordinal)) is not { } key || !await grains.ApiKeys().Revoke(id))
            return false;
        if (key.RevokedAt is null)
            await audit.WriteAsync(http, new AuditEntry(displays ? AuditActions.RevokeDisplay : AuditActions.RevokeKey, id, Before: new { key.Name }));
        return true;
    }

    /// <summary>A display that is linked, with what it shows; null when there is none.</summary>
    public async Task<(KeyView Display, DisplaySettings Settings)?> FindDisplayAsync(string id) =>
        (await ListAsync(displays: true)).FirstOrDefault(k => k.RevokedAt is null && string.Equals(k.Id, id, StringComparison.Ordinal)) is { } display
            ? (display, await grains.Display(id).Get())
            : null;

    /// <summary>What a display shows from now on.</summary>
    public async Task SetScenesAsync(HttpContext http, string id, DisplaySettings settings)
    {
        var before = await grains.Display(id).Get();
        if (before == settings)
            return;
        await grains.Display(id).Put(settings);
        await audit.WriteAsync(http, new AuditEntry(AuditActions.SetScenes, id, Before: before, After: settings));
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
