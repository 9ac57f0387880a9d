using System.Security.Claims;
using Leaderboard.Web.Access;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Pages.Roster;

/// <summary>Ways to the pages of collectors and teams, for those of them that somebody may see.</summary>
internal sealed class RosterDoors(AccessGuard guard, VisibleRoster roster)
{
    private VisibleDoors? _known;

    /// <summary>Found out once for a request, which is one visitor's.</summary>
    public async Task<VisibleDoors> OfAsync(ClaimsPrincipal user) => _known ??= await FindAsync(user);

    private async Task<VisibleDoors> FindAsync(ClaimsPrincipal user)
    {
        var caller = Caller.Of(user);
        var collectors = guard.ReachOf(user, Right.ReadCollector) switch
        {
            Reach.All => null,
            Reach.None => [],
            Reach.Own => caller?.Collector is { } own ? [own.Value] : [],
            _ => (await roster.CollectorsAsync(user)).Select(c => c.Id.Value).ToHashSet(StringComparer.Ordinal),
        };
        var teams = guard.ReachOf(user, Right.ReadTeam) switch
        {
            Reach.All => null,
            Reach.Team => (caller?.Teams ?? []).Select(t => t.Value).ToHashSet(StringComparer.Ordinal),
            _ => [],
        };
        return new VisibleDoors(collectors, teams);
    }
}

/// <param name="Collectors">Ids whose pages are open; null for all.</param>
/// <param name="Teams">Likewise.</param>
internal sealed record VisibleDoors(IReadOnlySet<string>? Collectors, IReadOnlySet<string>? Teams)
{
    private const string Nobody = "unassigned";

    /// <summary>Null when it is closed to the visitor, or nobody's.</summary>
    public string? ToCollector(string id) => PathOf("/collectors/", id, Collectors);

    public string? ToTeam(string? id) => id is null ? null : PathOf("/teams/", id, Teams);

    private static string? PathOf(string place, string id, IReadOnlySet<string>? open) =>
        !string.Equals(id, Nobody, StringComparison.Ordinal) && open?.Contains(id) != false ? place + Uri.EscapeDataString(id) : null;
}
