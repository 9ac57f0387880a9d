using Leaderboard.Access;
using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Wall displays: linking another, and taking its link back.</summary>
[Requires(Right.ManageDisplays)]
internal sealed class DisplaysModel(KeyDesk desk, SiteAddress site) : PageModel
{
    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>Of the display that was just added; shown this once.</summary>
    public string? Link { get; private set; }

    /// <summary>Of the display that was just added, or was to be.</summary>
    public string Name { get; private set; } = "";

    public IReadOnlyList<KeyView> Linked { get; private set; } = [];

    public IReadOnlyList<KeyView> Revoked { get; private set; } = [];

    /// <summary>The display whose link is to be taken back, once that is confirmed; null: none.</summary>
    public KeyView? Asked { get; private set; }

    public async Task OnGetAsync([FromQuery] string? revoke)
    {
        await ReadAsync();
        Asked = Linked.FirstOrDefault(k => k.Id == revoke);
    }

    public async Task<PageResult> OnPostAsync([FromForm] string? name)
    {
        Name = (name ?? "").Trim();
        if (!KeyDesk.IsName(Name))
            return await SayAsync("displays.InvalidName", isRefusal: true);
        var (_, path) = await desk.AddDisplayAsync(HttpContext, Name);
        Link = site.LinkOf(Request, path);
        return await SayAsync("displays.made.done", isRefusal: false);
    }

    public async Task<PageResult> OnPostRevokeAsync([FromForm] string? id) =>
        await desk.RevokeAsync(HttpContext, id ?? "", displays: true) ? await SayAsync("displays.revoke.done", isRefusal: false) : await SayAsync("displays.NotFound", isRefusal: true);

    private async Task<PageResult> SayAsync(string word, bool isRefusal)
    {
        (Said, WasRefused) = (word, isRefusal);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        var displays = await desk.ListAsync(displays: true);
        Linked = [.. displays.Where(k => k.RevokedAt is null)];
        Revoked = [.. displays.Where(k => k.RevokedAt is not null)];
    }
}
