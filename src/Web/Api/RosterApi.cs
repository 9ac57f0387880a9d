using System.Security.Claims;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>The roster: upserts, lists, and single records.</summary>
internal static class RosterApi
{
    public static void MapRoster(this RouteGroupBuilder api)
    {
        api.MapPut("/roster", PutAsync).Requires(Right.ChangeRoster).Accepts<RosterEntries>("application/json").WithExamples(ApiExamples.Roster, ApiExamples.RosterAnswer)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).WithSummary("Upserts teams and collectors");
        api.MapGet("/collectors", async (VisibleRoster roster, ClaimsPrincipal user) => TypedResults.Ok((await roster.CollectorsAsync(user)).Select(CollectorAnswer.Of).ToArray()))
            .Requires(Right.ReadRoster).WithSummary("All collectors that the caller may see");
        api.MapGet("/collectors/{id}", CollectorAsync).Requires(Right.ReadRoster, collector: "id").ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One collector");
        api.MapGet("/teams", async (VisibleRoster roster, ClaimsPrincipal user) => TypedResults.Ok((await roster.TeamsAsync(user)).Select(TeamAnswer.Of).ToArray()))
            .Requires(Right.ReadRoster).WithSummary("All teams that the caller may see");
        api.MapGet("/teams/{id}", TeamAsync).Requires(Right.ReadTeam, team: "id").ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One team with its members and totals");
    }

    private static async Task<Ok<RosterAnswer>> PutAsync(HttpRequest request, RosterService service, RosterAudit audit)
    {
        using var body = await RequestBody.ReadAsync(request);
        var roster = await service.ReadAsync(body.RootElement);
        await audit.WatchAsync(AuditActor.Of(request.HttpContext), roster, () => service.PutAsync(roster));
        return TypedResults.Ok(new RosterAnswer(roster.Teams.Count, roster.Collectors.Count));
    }

    private static async Task<Results<Ok<CollectorAnswer>, ProblemHttpResult>> CollectorAsync(string id, IGrainFactory grains) =>
        Field.IsId(id) && await grains.Collector(new CollectorId(id)).Get() is { } collector ? TypedResults.Ok(CollectorAnswer.Of(collector)) : NoSuch("collector", id);

    private static async Task<Results<Ok<TeamDetailAnswer>, ProblemHttpResult>> TeamAsync(string id, IGrainFactory grains, InstitutionSettings settings) =>
        Field.IsId(id) && await grains.Team(new TeamId(id)).Get() is { } team ? TypedResults.Ok(TeamDetailAnswer.Of(team, settings)) : NoSuch("team", id);

    private static ProblemHttpResult NoSuch(string what, string id) => ApiProblem.NotFound($"There is no {what} {id}.");
}

internal sealed record RosterAnswer(int Teams, int Collectors);

internal sealed record CollectorAnswer(string Id, string Name, string? Alias, string? TeamId, bool Active)
{
    public static CollectorAnswer Of(CollectorView view) =>
        new(view.Id.Value, view.Name, view.Alias, view.Team == Leaderboard.TeamId.None ? null : view.Team.Value, view.Active);
}

internal sealed record TeamAnswer(string Id, string Name, string Region, string Branch)
{
    public static TeamAnswer Of(TeamView view) => new(view.Id.Value, view.Name, view.Region, view.Branch);
}

/// <param name="Amount">All-time, as the other sums.</param>
internal sealed record TeamDetailAnswer(
    string Id, string Name, string Region, string Branch, CollectorAnswer[] Members, decimal Amount, decimal Effective, decimal Points, long Count)
{
    public static TeamDetailAnswer Of(TeamSummary summary, InstitutionSettings settings) => new(
        summary.Team.Id.Value,
        summary.Team.Name,
        summary.Team.Region,
        summary.Team.Branch,
        Array.ConvertAll(summary.Members, CollectorAnswer.Of),
        MinorUnits.ToMajor(summary.AmountMinor, settings.CurrencyDecimals),
        MinorUnits.ToMajor(summary.EffectiveMinor, settings.CurrencyDecimals),
        MinorUnits.ToMajor(summary.PointsHundredths, 2),
        summary.Receipts);
}
