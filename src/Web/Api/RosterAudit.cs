using Leaderboard.Roster;
using Leaderboard.Web.Audit;

namespace Leaderboard.Web.Api;

/// <summary>Writes down what a change of the roster has changed: each team and collector that is not what it was.</summary>
internal sealed class RosterAudit(IGrainFactory grains, AuditLog audit)
{
    /// <summary>Does the change; what of it was done is written down even when the rest failed.</summary>
    public async Task WatchAsync(AuditActor actor, RosterCommand roster, Func<Task> change)
    {
        var before = await ReadAsync(roster);
        try
        {
            await change();
        }
        finally
        {
            var after = await ReadAsync(roster);
            await audit.WriteAsync(actor, [.. after.Where(a => !Equals(a.Value, before.GetValueOrDefault(a.Key)))
                .Select(a => new AuditEntry(a.Key.Action, a.Key.Id, before.GetValueOrDefault(a.Key), a.Value))]);
        }
    }

    private async Task<Dictionary<(string Action, string Id), object>> ReadAsync(RosterCommand roster)
    {
        var (teams, collectors) = (roster.Teams.Select(t => t.Id).ToHashSet(), roster.Collectors.Select(c => c.Id).ToHashSet());
        var states = new Dictionary<(string, string), object>();
        if (teams.Count > 0)
        {
            foreach (var team in (await grains.Roster().Teams()).Where(t => teams.Contains(t.Id)))
                states[(AuditActions.PutTeam, team.Id.Value)] = new TeamState(team.Name, team.Region, team.Branch);
        }

        if (collectors.Count > 0)
        {
            foreach (var collector in (await grains.Roster().Collectors()).Where(c => collectors.Contains(c.Id)))
                states[(AuditActions.PutCollector, collector.Id.Value)] = StateOf(collector);
        }

        return states;
    }

    private static CollectorState StateOf(CollectorView collector) => new(
        collector.Name, collector.Alias, collector.Active, string.Join(", ", collector.Teams.Select(t => $"{t.Team} {t.From.ToDateTimeOffset():yyyy-MM-dd'T'HH:mm:ss'Z'}")));

    private sealed record TeamState(string Name, string Region, string Branch);

    /// <param name="Teams">Each with its beginning.</param>
    private sealed record CollectorState(string Name, string? Alias, bool Active, string Teams);
}
