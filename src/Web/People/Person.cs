using Microsoft.AspNetCore.Identity;

namespace Leaderboard.Web.People;

/// <summary>Somebody who can sign in. The user name is what they type; the id is for ever.</summary>
internal sealed class Person : IdentityUser
{
    /// <summary>At most 100 characters.</summary>
    public string DisplayName { get; set; } = "";

    public Role Role { get; set; }

    /// <summary>Id of the collector this person is; null for who recovers nothing.</summary>
    public string? CollectorId { get; set; }

    /// <summary>Ids of those they have been before, with a space between two: what those asked for is not theirs to decide about.</summary>
    public string FormerCollectorIds { get; set; } = "";

    /// <summary>Ids of the teams a lead leads, with a space between two; empty for others.</summary>
    public string TeamIds { get; set; } = "";

    public long CreatedAtMicros { get; set; }

    /// <summary>May not sign in since then; null: may.</summary>
    public long? DisabledAtMicros { get; set; }

    /// <summary>A lead decides about redemptions for a manager until then, exclusive; null: does not.</summary>
    public long? DecidesUntilMicros { get; set; }

    /// <summary>Id of that manager.</summary>
    public string? DecidesForId { get; set; }

    /// <summary>Until when; null for who does not, or leads nobody any more.</summary>
    public Moment? DecidesUntil => Role == Role.Lead && DecidesUntilMicros is { } until ? new Moment(until) : null;

    public IReadOnlyList<TeamId> Teams
    {
        get => [.. TeamIds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => new TeamId(t))];
        set => TeamIds = string.Join(' ', value.Select(t => t.Value).Order(StringComparer.Ordinal));
    }

    public IReadOnlyList<CollectorId> FormerCollectors => [.. FormerCollectorIds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => new CollectorId(c))];

    public PersonPlace Place => new(DisplayName, Role, CollectorId is { } id ? new CollectorId(id) : null, Teams);
}

/// <summary>A browser in which a person is signed in.</summary>
internal sealed class PersonSession
{
    /// <summary>At most so much of what a browser calls itself is kept.</summary>
    public const int MaxAgentLength = 200;

    public required string Id { get; init; }

    public required string PersonId { get; init; }

    public required long CreatedAtMicros { get; init; }

    public required long SeenAtMicros { get; set; }

    /// <summary>Where the sign-in came from; empty when unknown.</summary>
    public required string Address { get; init; }

    public required string Agent { get; init; }

    public long? EndedAtMicros { get; set; }
}

/// <summary>A link by which somebody becomes a person with a role. It works once.</summary>
internal sealed class Invitation
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of the secret in the link, as hex digits.</summary>
    public required string SecretHash { get; init; }

    public required string DisplayName { get; init; }

    public required Role Role { get; init; }

    public string? CollectorId { get; init; }

    public string TeamIds { get; init; } = "";

    /// <summary>Id of the person who invites.</summary>
    public required string InvitedBy { get; init; }

    public required long CreatedAtMicros { get; init; }

    /// <summary>Exclusive.</summary>
    public required long ExpiresAtMicros { get; init; }

    /// <summary>Taken up or taken back then; null: open.</summary>
    public long? EndedAtMicros { get; set; }

    /// <summary>Id of the person it made; null when open or taken back.</summary>
    public string? PersonId { get; set; }
}
