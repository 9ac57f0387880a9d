using Leaderboard.Roster;

namespace Leaderboard.Domain.Roster;

/// <summary>A collector as kept. Methods return the next value, or this one when nothing changed.</summary>
internal sealed record CollectorRecord
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? Alias { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>By start, ascending; the first counts for all time before it.</summary>
    public IReadOnlyList<TeamPeriod> Teams { get; init; } = [];

    public static CollectorRecord New(CollectorId id) => new() { Id = id.Value, Name = id.Value };

    /// <summary>The team credited at a moment; none when never assigned.</summary>
    public TeamId TeamAt(Moment at)
    {
        for (var i = Teams.Count - 1; i >= 0; i--)
        {
            if (i == 0 || Teams[i].FromMicros <= at.UnixMicroseconds)
                return new TeamId(Teams[i].Team);
        }

        return TeamId.None;
    }

    public CollectorRecord With(CollectorChange change, Moment now)
    {
        var next = this with
        {
            Name = change.Name ?? Name,
            Alias = change.Alias is null ? Alias : change.Alias.Length == 0 ? null : change.Alias,
            Active = change.Active ?? Active,
        };
        return change.Team is { } team ? next.Moved(team, change.TeamFrom, now) : next == this ? this : next;
    }

    public CollectorView ToView(Moment now) => new()
    {
        Id = new CollectorId(Id),
        Name = Name,
        Alias = Alias,
        Team = TeamAt(now),
        Active = Active,
        Teams = [.. Teams.Select(t => new TeamStay { Team = new TeamId(t.Team), From = new Moment(t.FromMicros) })],
    };

    private CollectorRecord Moved(TeamId team, Moment? from, Moment now)
    {
        var start = from ?? now;
        if (Teams.Count > 0 && from is null && string.Equals(TeamAt(now).Value, team.Value, StringComparison.Ordinal))
            return this;
        var kept = Teams.Where(t => t.FromMicros < start.UnixMicroseconds).ToList();
        if (kept.Count == 0 || !string.Equals(kept[^1].Team, team.Value, StringComparison.Ordinal))
            kept.Add(new TeamPeriod { Team = team.Value, FromMicros = start.UnixMicroseconds });
        return this with { Teams = kept };
    }
}

/// <summary>A team from a moment on (inclusive), until the next begins.</summary>
internal sealed record TeamPeriod
{
    public required string Team { get; init; }

    public required long FromMicros { get; init; }
}
