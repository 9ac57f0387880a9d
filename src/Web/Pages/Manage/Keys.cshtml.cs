using Leaderboard.Access;
using Leaderboard.Web.Access;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Keys by which programs come in: what each may do, and taking it back.</summary>
[Requires(Right.ManageKeys)]
internal sealed class KeysModel(KeyDesk desk, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>Of the key that was just made; shown this once.</summary>
    public string? Secret { get; private set; }

    /// <summary>Of the key that was just made, or was to be.</summary>
    public string Name { get; private set; } = "";

    public IReadOnlyList<KeyView> InUse { get; private set; } = [];

    public IReadOnlyList<KeyView> Revoked { get; private set; } = [];

    /// <summary>The key that is to be revoked, once that is confirmed; null: none.</summary>
    public KeyView? Asked { get; private set; }

    public string ScopesOf(KeyView key) => string.Join(" · ", KeyDesk.NamesOf(key.Scopes).Select(s => words["keys.scope." + s].Value));

    public async Task OnGetAsync([FromQuery] string? revoke)
    {
        await ReadAsync();
        Asked = InUse.FirstOrDefault(k => k.Id == revoke);
    }

    public async Task<PageResult> OnPostAsync([FromForm] string? name, [FromForm] string[]? scopes)
    {
        Name = (name ?? "").Trim();
        var wanted = (scopes ?? []).OfType<string>().Aggregate(KeyScopes.None, (all, s) => all | KeyDesk.Scopes.GetValueOrDefault(s));
        if (!KeyDesk.IsName(Name))
            return await SayAsync("keys.InvalidName", isRefusal: true);
        if (wanted == KeyScopes.None)
            return await SayAsync("keys.NoScopes", isRefusal: true);
        (_, Secret) = await desk.AddKeyAsync(HttpContext, Name, wanted);
        return await SayAsync("keys.made.done", isRefusal: false);
    }

    public async Task<PageResult> OnPostRevokeAsync([FromForm] string? id) =>
        await desk.RevokeAsync(HttpContext, id ?? "", displays: false) ? await SayAsync("keys.revoke.done", isRefusal: false) : await SayAsync("keys.NotFound", isRefusal: true);

    private async Task<PageResult> SayAsync(string word, bool isRefusal)
    {
        (Said, WasRefused) = (word, isRefusal);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        var keys = await desk.ListAsync(displays: false);
        InUse = [.. keys.Where(k => k.RevokedAt is null)];
        Revoked = [.. keys.Where(k => k.RevokedAt is not null)];
    }
}
