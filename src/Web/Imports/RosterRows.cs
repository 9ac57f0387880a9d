using System.Security.Cryptography;
using System.Text;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Rows of people, each perhaps with their team. A row that says what the roster says already changes nothing; what rows
/// before it have brought counts as there.
/// </summary>
internal sealed class RosterRows(IGrainFactory grains, RosterService roster, RosterAudit audit, AuditActor actor, TimeProvider time, bool isDryRun) : IRowTarget
{
    /// <summary>Of ids made from names: two of thousands of names do not meet in them.</summary>
    private const int IdDigits = 12;

    private Dictionary<TeamId, TeamView>? _teams;
    private Dictionary<CollectorId, CollectorView>? _collectors;

    /// <summary>Teams come before their people: one after another.</summary>
    public string? KeyOf(SheetRow row) => "";

    public async Task<RowOutcome[]> PostAsync(IReadOnlyList<SheetRow> rows)
    {
        _teams ??= (await grains.Roster().Teams()).ToDictionary(t => t.Id);
        _collectors ??= (await grains.Roster().Collectors()).ToDictionary(c => c.Id);
        var teams = new List<(TeamId, TeamChange)>();
        var collectors = new List<(CollectorId, CollectorChange)>();
        var outcomes = new RowOutcome[rows.Count];
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = rows[i].Fault is { } fault ? RowOutcome.Refused(rows[i], fault) : Judge(rows[i], teams, collectors);
        try
        {
            var command = new RosterCommand(teams, collectors);
            if (!isDryRun)
                await audit.WatchAsync(actor, command, () => roster.PutAsync(command));
            return outcomes;
        }
        catch
        {
            // What was taken as there may not be.
            (_teams, _collectors) = (null, null);
            throw;
        }
    }

    private RowOutcome Judge(SheetRow row, List<(TeamId, TeamChange)> teams, List<(CollectorId, CollectorChange)> collectors)
    {
        try
        {
            var entry = new Entry(row);
            var collectorId = Field.OptionalId(entry, "id");
            var change = roster.Collector(entry);
            var team = RosterService.Team(entry, "teamName");
            var isTeam = team != new TeamChange();
            if (collectorId is null && !isTeam)
                throw Field.Fault(Refusal.InvalidId, "id", "A row names a collector, or a team with its name.");
            if (isTeam && change.Team is null)
                change = change with { Team = TeamOf(team) };
            if (change.Team is { } wanted && !isTeam && !Teams.ContainsKey(wanted))
                return RowOutcome.Refused(row, "teamId", "unknownTeam", "There is no such team; name it in the same row, and it is made.");
            if (collectorId is not null && IsBackdated(new CollectorId(collectorId), change))
                return RowOutcome.Refused(row, "teamFrom", "backdated", "A transfer cannot begin in the past: what was earned stays where it was.");

            var isNew = false;
            if (isTeam && change.Team is { } teamId && Next(teamId, team) is var nextTeam && nextTeam != Teams.GetValueOrDefault(teamId))
            {
                Teams[teamId] = nextTeam;
                teams.Add((teamId, team));
                isNew = true;
            }

            if (collectorId is not null && new CollectorId(collectorId) is var id && Changed(id, change) is { } next)
            {
                Collectors[id] = next;
                collectors.Add((id, change));
                isNew = true;
            }

            return new RowOutcome(isNew ? PostingStatus.Accepted : PostingStatus.Duplicate, null, null, 0);
        }
        catch (EntryFaultException fault)
        {
            return RowOutcome.Refused(row, fault.Fault);
        }
    }

    private Dictionary<TeamId, TeamView> Teams => _teams ?? throw new InvalidOperationException("Not read yet.");

    private Dictionary<CollectorId, CollectorView> Collectors => _collectors ?? throw new InvalidOperationException("Not read yet.");

    /// <summary>A floor that knows its teams by name only: the team of that name, or a new one with an id that follows from it.</summary>
    private TeamId TeamOf(TeamChange team)
    {
        if (team.Name is not { Length: > 0 } name)
            throw Field.Fault(Refusal.InvalidId, "teamName", "A team has an id or a name.");
        var known = Teams.Values.Where(t => string.Equals(t.Name, name, StringComparison.Ordinal)).ToList();
        return known.Count switch
        {
            0 => new TeamId("t-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..IdDigits]),
            1 => known[0].Id,
            _ => throw Field.Fault(Refusal.InvalidId, "teamId", $"Several teams are called {name}; say which by its id."),
        };
    }

    private TeamView Next(TeamId id, TeamChange change)
    {
        var now = Teams.GetValueOrDefault(id) ?? new TeamView { Id = id, Name = id.Value, Region = "", Branch = "" };
        return now with { Name = change.Name ?? now.Name, Region = change.Region ?? now.Region, Branch = change.Branch ?? now.Branch };
    }

    private bool IsBackdated(CollectorId id, CollectorChange change) =>
        change is { Team: { } team, TeamFrom: { } from } && from < time.Now()
        && Collectors.GetValueOrDefault(id) is { Teams.Length: > 0 } known && !IsThere(known, team, from);

    private static bool IsThere(CollectorView collector, TeamId team, Moment? from) => from is null
        ? collector.Team == team && collector.Teams.Length > 0
        : (Array.FindLast(collector.Teams, t => t.From <= from) ?? collector.Teams.FirstOrDefault())?.Team == team && !Array.Exists(collector.Teams, t => t.From > from);

    /// <summary>Null when it is that already.</summary>
    private CollectorView? Changed(CollectorId id, CollectorChange change)
    {
        var known = Collectors.GetValueOrDefault(id);
        var now = known ?? new CollectorView { Id = id, Name = id.Value, Team = TeamId.None, Active = true };
        var next = now with { Name = change.Name ?? now.Name, Alias = change.Alias ?? now.Alias, Active = change.Active ?? now.Active };
        if (change.Team is { } team && !IsThere(now, team, change.TeamFrom))
        {
            var from = change.TeamFrom ?? time.Now();
            next = next with
            {
                Team = from <= time.Now() || now.Teams.Length == 0 ? team : now.Team,
                Teams = [.. now.Teams.Where(t => t.From < from), new TeamStay { Team = team, From = from }],
            };
        }

        return known is null || next != now ? next : null;
    }
}
