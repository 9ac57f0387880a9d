using System.Security.Claims;

namespace Leaderboard.Web.People;

/// <summary>Section <c>Leaderboard:OpenIdConnect</c>: the institution's own sign-in. Off while <see cref="Authority"/> is empty.</summary>
internal sealed class OutsideOptions
{
    public const string Section = "Leaderboard:OpenIdConnect";
    public const string SchemeName = "Institution";

    /// <summary>Where the institution sends people back to; told to it when this program is registered there.</summary>
    public const string CallbackPath = "/sign-in/institution";

    /// <summary>Where its discovery document is; empty: there is none.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>What the button says.</summary>
    public string DisplayName { get; set; } = "OpenID Connect";

    /// <summary>For a provider in a private network that has no TLS: never over a line that others read.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>The claim with the roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Value of the role claim by our role, where it is not the role's own name.</summary>
    public Dictionary<string, string> Roles { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The claim with the ids of the teams a lead leads, one value each.</summary>
    public string TeamClaim { get; set; } = "teams";

    /// <summary>The claim with the id of the collector a person is.</summary>
    public string CollectorClaim { get; set; } = "collector";

    /// <summary>What the claims make of somebody; null when no role of ours is among them. Of several roles the widest counts.</summary>
    public PersonPlace? PlaceOf(ClaimsPrincipal user)
    {
        var values = user.FindAll(RoleClaim).Select(c => c.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var roles = new[] { Role.Admin, Role.Manager, Role.Compliance, Role.Lead, Role.Storekeeper, Role.Collector }
            .Where(r => values.Contains(Roles.GetValueOrDefault(r.ToString(), r.ToString()))).ToArray();
        if (roles is not [var role, ..])
            return null;
        var name = user.FindFirstValue("name") ?? user.FindFirstValue(ClaimTypes.Name) ?? user.FindFirstValue("sub") ?? "";
        var collector = role == Role.Collector && user.FindFirstValue(CollectorClaim) is { Length: > 0 } id ? new CollectorId(id) : (CollectorId?)null;
        TeamId[] teams = role == Role.Lead ? [.. user.FindAll(TeamClaim).Select(c => new TeamId(c.Value))] : [];
        return new PersonPlace(name, role, collector, teams);
    }
}
