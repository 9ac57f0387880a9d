using Leaderboard.Roster;

namespace Leaderboard.Domain.Roster;

/// <summary>A team as kept.</summary>
internal sealed record TeamRecord
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string Region { get; init; } = "";

    public string Branch { get; init; } = "";

    public static TeamRecord New(TeamId id) => new() { Id = id.Value, Name = id.Value };

    public TeamRecord With(TeamChange change) => this with
    {
        Name = change.Name ?? Name,
        Region = change.Region ?? Region,
        Branch = change.Branch ?? Branch,
    };

    public TeamView ToView() => new() { Id = new TeamId(Id), Name = Name, Region = Region, Branch = Branch };
}
