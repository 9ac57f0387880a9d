using Leaderboard.Schemes;
using Leaderboard.Web.Access;
using Leaderboard.Web.Schemes;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Schemes;

/// <summary>All versions of the points schemes: what is in force comes first in words, what comes stands above it.</summary>
[Requires(Right.Look)]
internal sealed class SchemesModel(IGrainFactory grains, AccessGuard guard, SchemeWords schemeWords) : PageModel
{
    public const string SchemaPath = SchemeSchema.Path;

    public static IReadOnlyList<string> Groups { get; } = [.. SchemeFields.All.Select(f => f.Group).Distinct(StringComparer.Ordinal)];

    public SchemeWords Say => schemeWords;

    public IReadOnlyList<SchemeView> Schemes { get; private set; } = [];

    public SchemeView InForce => Schemes.First(s => s.State == SchemeState.InForce);

    /// <summary>The one that takes effect first; null when none is to come.</summary>
    public SchemeView? Next => Schemes.LastOrDefault(s => s.State == SchemeState.Coming);

    /// <summary>What the visitor has just published.</summary>
    public SchemeView? Published { get; private set; }

    public bool MayPublish => guard.ReachOf(User, Right.PublishSchemes) == Reach.All;

    public async Task OnGetAsync(string? published)
    {
        Schemes = await grains.Schemes().List();
        Published = Schemes.FirstOrDefault(s => s.Name == published);
    }
}
