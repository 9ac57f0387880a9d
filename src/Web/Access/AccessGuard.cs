using System.Globalization;
using System.Security.Claims;
using Leaderboard.Access;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Access;

/// <summary>Whether somebody may do something to somebody.</summary>
internal sealed class AccessGuard(IGrainFactory grains, DemoDoors doors, TimeProvider time)
{
    public Reach ReachOf(ClaimsPrincipal user, Right right)
    {
        var row = AccessTable.Rows[right];
        if (doors.AreOpen && row.InDemo && user.Identity?.IsAuthenticated != true)
            return Reach.All;
        if (Caller.Of(user) is not { } caller)
            return AccessTable.Of(right, ScopesOf(user));
        return row.IsDelegated && caller.DecidesUntil > time.Now() ? Reach.All : row.Of(caller.Role);
    }

    /// <summary>An id that no collector has is nobody's: only who may see all is told that there is none.</summary>
    public async ValueTask<bool> MayAsync(ClaimsPrincipal user, Right right, CollectorId collector) => ReachOf(user, right) switch
    {
        Reach.All => true,
        Reach.None => false,
        _ when Caller.Of(user)?.Collector == collector => true,
        Reach.Team => await grains.Collector(collector).Get() is { } found && Leads(user, found.Team),
        _ => false,
    };

    public bool May(ClaimsPrincipal user, Right right, TeamId team) => ReachOf(user, right) switch
    {
        Reach.All => true,
        Reach.Team => Leads(user, team),
        _ => false,
    };

    private static bool Leads(ClaimsPrincipal user, TeamId team) => Caller.Of(user)?.Teams.Contains(team) == true;

    private static KeyScopes ScopesOf(ClaimsPrincipal user) =>
        user.FindFirstValue(KeyAuthentication.ScopesClaim) is { } claim ? (KeyScopes)int.Parse(claim, CultureInfo.InvariantCulture) : KeyScopes.None;
}

/// <summary>In the demo everybody may look, signed in or not.</summary>
/// <param name="AreOpen">True in the demo.</param>
internal sealed record DemoDoors(bool AreOpen);
