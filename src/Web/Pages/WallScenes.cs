using System.Security.Claims;
using Leaderboard.Access;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Displays;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Pages.Contests;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages;

/// <summary>
/// Which scenes a wall shows: those its display was set to, or what its address asks for: <c>contest</c> (ids, or <c>running</c>),
/// <c>board</c> beside them, <c>seconds</c>.
/// </summary>
internal sealed class WallScenes(IGrainFactory grains, InstitutionCalendar calendar, BoardJson json, ContestWords contestWords, IStringLocalizer<Words> words)
{
    private const string Running = "running";

    public async Task<WallPlan> ReadAsync(HttpRequest request)
    {
        var settings = await SettingsAsync(request);
        var scenes = new List<WallScene>();
        foreach (var contest in await ContestsAsync(settings))
            scenes.Add(Of(contest));
        if (settings.ShowsBoard || scenes.Count == 0)
            scenes.Insert(0, WallScene.Board);
        return new WallPlan(settings.SecondsPerScene, scenes);
    }

    private async Task<DisplaySettings> SettingsAsync(HttpRequest request)
    {
        if (DisplayOf(request.HttpContext.User) is { } display && !request.Query.ContainsKey("contest"))
            return await grains.Display(display).Get();
        var ids = request.Query["contest"].OfType<string>().ToList();
        var seconds = int.TryParse(request.Query["seconds"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var asked) ? asked : new DisplaySettings().SecondsPerScene;
        return new DisplaySettings
        {
            ShowsBoard = ids.Count == 0 || request.Query.ContainsKey("board"),
            ShowsRunning = ids.Contains(Running, StringComparer.Ordinal),
            Contests = [.. ids.Where(Field.IsId).Distinct(StringComparer.Ordinal).Take(DisplaySettings.MaxContests)],
            SecondsPerScene = Math.Clamp(seconds, DisplaySettings.MinSeconds, DisplaySettings.MaxSeconds),
        };
    }

    /// <summary>Id of the display that looks; null for a person or a program.</summary>
    private static string? DisplayOf(ClaimsPrincipal user) =>
        user.FindFirstValue(KeyAuthentication.ScopesClaim) == ((int)KeyScopes.Display).ToString(System.Globalization.CultureInfo.InvariantCulture) ? user.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    /// <summary>Chosen ones in their order, then those that run; nobody sees drafts, and what is cancelled is over.</summary>
    private async Task<IEnumerable<ContestView>> ContestsAsync(DisplaySettings settings)
    {
        var chosen = await Task.WhenAll(settings.Contests.Where(c => c != Running).Select(id => grains.Contest(id).Get()));
        var running = settings.ShowsRunning ? await grains.Contests().List(ContestState.Running) : [];
        return chosen.OfType<ContestView>().Where(c => c.State is not (ContestState.Draft or ContestState.Cancelled))
            .Concat(running.OrderBy(c => c.Rules.EndsAt)).DistinctBy(c => c.Id, StringComparer.Ordinal).Take(DisplaySettings.MaxContests);
    }

    private WallScene Of(ContestView contest)
    {
        var rules = contest.Rules;
        return new WallScene
        {
            Kind = "contest",
            Id = contest.Id,
            Name = rules.Name,
            Subject = BoardRequests.NameOf(rules.Subject),
            Measure = BoardRequests.NameOf(rules.Measure),
            Scope = $"{words["subject." + BoardRequests.NameOf(rules.Subject)].Value} · {words["measure." + BoardRequests.NameOf(rules.Measure)].Value} · {contestWords.State(contest.State)}",
            Rules = string.Join(" ", contestWords.Rules(rules, id => id).Take(1)) + " " + words["tie." + BoardRequests.NameOf(rules.Tie)].Value,
            State = BoardRequests.NameOf(contest.State),
            StartsAt = calendar.Format(rules.StartsAt),
            EndsAt = calendar.Format(rules.EndsAt),
            Leagues = [.. rules.LeaguesMinor.Select((_, i) => contestWords.League(rules, i + 1))],
            HasRace = ContestWords.CanFollow(rules),
            Target = rules is { HasTarget: true, Target: { } target } ? json.Value(target, rules.Measure) : null,
            Targets = rules.HasTarget ? rules.Targets.ToDictionary(t => t.MemberId, t => json.Value(t.Value, rules.Measure), StringComparer.Ordinal) : [],
        };
    }
}

/// <param name="Seconds">For which each scene is shown.</param>
/// <param name="Scenes">One or more, in their order.</param>
internal sealed record WallPlan(int Seconds, IReadOnlyList<WallScene> Scenes);

/// <summary>What a wall's script has to know of a scene, in the words of its language.</summary>
internal sealed record WallScene
{
    public static WallScene Board { get; } = new() { Kind = "board" };

    public required string Kind { get; init; }

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>With their books, that of the smallest first; empty where all run together.</summary>
    public IReadOnlyList<string> Leagues { get; init; } = [];

    public string Subject { get; init; } = "";

    public string Measure { get; init; } = "";

    public string Scope { get; init; } = "";

    public string Rules { get; init; } = "";

    public string State { get; init; } = "";

    public string StartsAt { get; init; } = "";

    public string EndsAt { get; init; } = "";

    public bool HasRace { get; init; }

    /// <summary>Everybody's, in major units.</summary>
    public decimal? Target { get; init; }

    /// <summary>Instead, by member.</summary>
    public IReadOnlyDictionary<string, decimal> Targets { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);
}
