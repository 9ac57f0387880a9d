using System.Globalization;
using System.Security.Claims;

namespace Leaderboard.Web.People;

/// <summary>Who is signed in, as of a moment ago.</summary>
internal sealed record Caller
{
    /// <summary>Claims of a session's cookie: which one it is. All else is looked up, so that a change counts within seconds.</summary>
    public const string SessionClaim = "session";

    private const string RoleClaim = "role";
    private const string CollectorClaim = "collector";
    private const string FormerCollectorClaim = "former-collector";
    private const string TeamClaim = "team";
    private const string DecidesUntilClaim = "decides-until";
    private const string DecidesForClaim = "decides-for";

    public required string SessionId { get; init; }

    public required string PersonId { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    public CollectorId? Collector { get; init; }

    /// <summary>Whom they have been on the roster before.</summary>
    public IReadOnlyList<CollectorId> FormerCollectors { get; init; } = [];

    public IReadOnlyList<TeamId> Teams { get; init; } = [];

    /// <summary>Whom they are on the roster and have been: of what is for those, others decide.</summary>
    public IEnumerable<CollectorId> Selves => Collector is { } collector ? FormerCollectors.Append(collector) : FormerCollectors;

    /// <summary>Decides about redemptions for a manager until then, exclusive; null: does not.</summary>
    public Moment? DecidesUntil { get; init; }

    /// <summary>Id of that manager; null: none.</summary>
    public string? DecidesFor { get; init; }

    public ClaimsIdentity ToIdentity(string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, PersonId));
        identity.AddClaim(new Claim(ClaimTypes.Name, Name));
        identity.AddClaim(new Claim(SessionClaim, SessionId));
        identity.AddClaim(new Claim(RoleClaim, Role.ToString()));
        if (Collector is { } collector)
            identity.AddClaim(new Claim(CollectorClaim, collector.Value));
        if (DecidesUntil is { } until)
            identity.AddClaim(new Claim(DecidesUntilClaim, until.UnixMicroseconds.ToString(CultureInfo.InvariantCulture)));
        if (DecidesFor is { } manager)
            identity.AddClaim(new Claim(DecidesForClaim, manager));
        identity.AddClaims(FormerCollectors.Select(c => new Claim(FormerCollectorClaim, c.Value)));
        identity.AddClaims(Teams.Select(t => new Claim(TeamClaim, t.Value)));
        return identity;
    }

    /// <summary>Null when nobody is signed in: a program's key, a display, or none.</summary>
    public static Caller? Of(ClaimsPrincipal? user) => user?.FindFirstValue(RoleClaim) is not { } role
        ? null
        : new Caller
        {
            SessionId = user.FindFirstValue(SessionClaim) ?? "",
            PersonId = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
            Name = user.FindFirstValue(ClaimTypes.Name) ?? "",
            Role = Enum.Parse<Role>(role),
            Collector = user.FindFirstValue(CollectorClaim) is { } collector ? new CollectorId(collector) : null,
            DecidesUntil = user.FindFirstValue(DecidesUntilClaim) is { } until ? new Moment(long.Parse(until, CultureInfo.InvariantCulture)) : null,
            DecidesFor = user.FindFirstValue(DecidesForClaim),
            FormerCollectors = [.. user.FindAll(FormerCollectorClaim).Select(c => new CollectorId(c.Value))],
            Teams = [.. user.FindAll(TeamClaim).Select(c => new TeamId(c.Value))],
        };

    /// <summary>As whom grains write down who did something: a person's id, or that it was a program.</summary>
    public static string By(ClaimsPrincipal user) => Of(user)?.PersonId ?? "key";

    public bool Equals(Caller? other) => other is not null && SessionId == other.SessionId;

    public override int GetHashCode() => SessionId.GetHashCode(StringComparison.Ordinal);
}
