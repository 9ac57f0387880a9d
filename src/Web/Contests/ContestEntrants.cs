using Leaderboard.Contests;
using Leaderboard.Roster;

namespace Leaderboard.Web.Contests;

/// <summary>Whether those a contest names are there.</summary>
internal sealed class ContestEntrants(IGrainFactory grains)
{
    /// <summary>The field of the API that is at fault, and why; null when all are well.</summary>
    public async Task<(string Field, string Message)?> FaultAsync(ContestRules rules)
    {
        foreach (var team in rules.Teams)
        {
            if (await grains.Team(new TeamId(team)).Get() is null)
                return ("entrants.teams", $"There is no team {team}.");
        }

        for (var i = 0; i < rules.AdHocTeams.Length; i++)
        {
            var team = rules.AdHocTeams[i];
            if (await grains.Team(new TeamId(team.Id)).Get() is not null)
                return (AdHocChecks.Path(i, "id"), $"{team.Id} is a standing team.");
            var found = await Task.WhenAll(team.Collectors.Select(c => grains.Collector(new CollectorId(c)).Get()));
            if (Array.FindIndex(found, f => f is null) is >= 0 and var missing)
                return (AdHocChecks.Path(i, "collectors"), $"There is no collector {team.Collectors[missing]}.");
        }

        return null;
    }
}
