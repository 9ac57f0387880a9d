using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Web.Api;

/// <summary>A roster that was read and found in order.</summary>
internal sealed record RosterCommand(IReadOnlyList<(TeamId Id, TeamChange Change)> Teams, IReadOnlyList<(CollectorId Id, CollectorChange Change)> Collectors);

/// <summary>Checks a roster as a whole before anything of it is written, then writes teams and people.</summary>
internal sealed class RosterService(IGrainFactory grains, InstitutionCalendar calendar, TimeProvider time)
{
    private const int MaxItems = 10_000;
    private const int MaxNameLength = 100;

    /// <summary>Documents under way at once: enough to fill the writer's lots.</summary>
    private const int MaxConcurrency = 256;

    public async Task<RosterCommand> ReadAsync(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object with teams and collectors.");
        var teams = Items(body, "teams", (item, path) => Checked(path, () => (new TeamId(Field.Id(item, "id")), Team(item, "name"))));
        var collectors = Items(body, "collectors", (item, path) => Checked(path, () => (new CollectorId(Field.Id(item, "id")), Collector(item))));
        await CheckTeamsAsync(teams, collectors);
        await CheckTransfersAsync(collectors);
        return new RosterCommand(teams, collectors);
    }

    /// <param name="item">With the team's fields.</param>
    /// <param name="nameField">Where its name is.</param>
    public static TeamChange Team(Entry item, string nameField) => new()
    {
        Name = Name(item, nameField),
        Region = Field.OptionalText(item, "region", MaxNameLength),
        Branch = Field.OptionalText(item, "branch", MaxNameLength),
    };

    public CollectorChange Collector(Entry item) => new()
    {
        Name = Name(item, "name"),
        Alias = Field.OptionalText(item, "alias", MaxNameLength),
        Team = Field.OptionalId(item, "teamId") is { } team ? new TeamId(team) : null,
        TeamFrom = item.TryGet("teamFrom", out var from) && from.Day(calendar) is { } day ? day : Field.OptionalTime(item, "teamFrom"),
        Active = Field.OptionalFlag(item, "active"),
    };

    public async Task PutAsync(RosterCommand roster)
    {
        await ForEachAsync(roster.Teams, t => grains.Team(t.Id).Put(t.Change));
        await ForEachAsync(roster.Collectors, c => grains.Collector(c.Id).Put(c.Change));
    }

    /// <summary>In the order of the body for items of one id; different ids side by side.</summary>
    private static Task ForEachAsync<TId, TChange>(IReadOnlyList<(TId Id, TChange Change)> items, Func<(TId Id, TChange Change), Task> put) =>
        Parallel.ForEachAsync(
            items.GroupBy(i => i.Id),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency },
            async (group, _) =>
            {
                foreach (var item in group)
                    await put(item);
            });

    private static List<T> Items<T>(in JsonElement body, string name, Func<JsonElement, string, T> read)
    {
        var items = new List<T>();
        if (!body.TryGetProperty(name, out var array) || array.ValueKind == JsonValueKind.Null)
            return items;
        if (array.ValueKind != JsonValueKind.Array)
            throw Refused(name, "invalidField", "An array.");
        if (array.GetArrayLength() > MaxItems)
            throw new ApiRefusedException(ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, "tooManyEntries", $"At most {MaxItems} {name} in one request."));
        foreach (var item in array.EnumerateArray())
        {
            var path = FormattableString.Invariant($"{name}[{items.Count}]");
            if (item.ValueKind != JsonValueKind.Object)
                throw Refused(path, "invalidField", "An object.");
            items.Add(read(item, path));
        }

        return items;
    }

    private static string? Name(Entry item, string name)
    {
        var text = Field.OptionalText(item, name, MaxNameLength);
        return text is null || !string.IsNullOrWhiteSpace(text) ? text : throw Field.Fault(Refusal.InvalidField, name, "It must not be empty.");
    }

    private static T Checked<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EntryFaultException fault)
        {
            throw Refused($"{path}.{fault.Fault.Field}", JsonNamingPolicy.CamelCase.ConvertName(fault.Fault.Refusal.ToString()), fault.Fault.Message);
        }
    }

    private static ApiRefusedException Refused(string field, string code, string detail) =>
        new(ApiProblem.Of(StatusCodes.Status400BadRequest, code, $"{field}: {detail}", field));

    private async Task CheckTeamsAsync(List<(TeamId Id, TeamChange)> teams, List<(CollectorId, CollectorChange Change)> collectors)
    {
        var wanted = collectors.Select(c => c.Change.Team).OfType<TeamId>().ToHashSet();
        wanted.ExceptWith(teams.Select(t => t.Id));
        if (wanted.Count == 0)
            return;
        wanted.ExceptWith((await grains.Roster().Teams()).Select(t => t.Id));
        var index = collectors.FindIndex(c => c.Change.Team is { } team && wanted.Contains(team));
        if (index >= 0)
            throw Refused(FormattableString.Invariant($"collectors[{index}].teamId"), "unknownTeam", "There is no such team.");
    }

    /// <summary>A transfer takes effect now or later; only a collector's first team may begin in the past.</summary>
    private async Task CheckTransfersAsync(List<(CollectorId Id, CollectorChange Change)> collectors)
    {
        var now = time.Now();
        if (!collectors.Exists(c => c.Change is { Team: not null, TeamFrom: { } from } && from < now))
            return;
        var assigned = (await grains.Roster().Collectors()).Where(c => c.Teams.Length > 0).Select(c => c.Id).ToHashSet();
        for (var i = 0; i < collectors.Count; i++)
        {
            var (id, change) = collectors[i];
            if (change.Team is null)
                continue;
            if (change.TeamFrom is { } from && from < now && assigned.Contains(id))
                throw Refused(FormattableString.Invariant($"collectors[{i}].teamFrom"), "backdated", "A transfer cannot begin in the past: what was earned stays where it was.");
            assigned.Add(id);
        }
    }
}
