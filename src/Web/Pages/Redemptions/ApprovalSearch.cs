using System.Security.Claims;
using Leaderboard.Rewards;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Pages.Redemptions;

/// <summary>Which requests somebody looks at who decides: what they can decide, or what others have to; all of it, or what has a name.</summary>
internal sealed class ApprovalSearch(IGrainFactory grains)
{
    /// <param name="user">Who decides.</param>
    /// <param name="search">In names of people, teams and rewards, and ids of people; null: everything.</param>
    /// <param name="isForOthers">What others have to decide.</param>
    public async Task<RedemptionQueue> QueueAsync(ClaimsPrincipal user, string? search, bool isForOthers)
    {
        var caller = Caller.Of(user);
        return new RedemptionQueue
        {
            By = Caller.By(user),
            Selves = [.. caller?.Selves ?? []],
            Manager = caller?.DecidesFor,
            IsForOthers = isForOthers,
            Search = search,
            Found = search is null ? [] : await FoundAsync(search),
        };
    }

    private async Task<CollectorId[]> FoundAsync(string search)
    {
        var teams = (await grains.Roster().Teams()).Where(t => PageOfRows.IsFound(search, t.Name)).Select(t => t.Id).ToHashSet();
        return [.. (await grains.Roster().Collectors()).Where(c => PageOfRows.IsFound(search, c.Name, c.Id.Value) || teams.Contains(c.Team)).Select(c => c.Id)];
    }
}
