using System.Security.Claims;
using Leaderboard.Roster;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Access;

/// <summary>The roster as far as somebody may read it: all of it, the teams they lead, or themselves and their team.</summary>
internal sealed class VisibleRoster(IGrainFactory grains, AccessGuard guard)
{
    public async Task<IReadOnlyList<CollectorView>> CollectorsAsync(ClaimsPrincipal user)
    {
        var all = await grains.Roster().Collectors();
        var caller = Caller.Of(user);
        return guard.ReachOf(user, Right.ReadRoster) switch
        {
            Reach.All => all,
            Reach.Team => [.. all.Where(c => caller?.Teams.Contains(c.Team) == true || caller?.Collector == c.Id)],
            Reach.Own => [.. all.Where(c => caller?.Collector == c.Id)],
            _ => [],
        };
    }

    public async Task<IReadOnlyList<TeamView>> TeamsAsync(ClaimsPrincipal user)
    {
        var all = await grains.Roster().Teams();
        if (guard.ReachOf(user, Right.ReadRoster) == Reach.All)
            return all;
        var own = (await CollectorsAsync(user)).Select(c => c.Team).Concat(Caller.Of(user)?.Teams ?? []).ToHashSet();
        return [.. all.Where(t => own.Contains(t.Id))];
    }
}
