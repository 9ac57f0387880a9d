using Leaderboard.Targets;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Targets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Targets of a team for a week, month or quarter: what is set, what is suggested, and how far it has come.</summary>
internal static class TargetsApi
{
    private const string Path = "/teams/{id}/targets/{period}/{date}";

    public static void MapTargets(this RouteGroupBuilder api)
    {
        Of(api.MapGet(Path, GetAsync)).Requires(Right.ReadTeam, team: "id").WithSummary("A team and its members against their targets");
        Of(api.MapPut(Path, PutAsync)).Requires(Right.SetTargets, team: "id").Accepts<TargetsEntry>("application/json").WithExamples(ApiExamples.Targets)
            .WithSummary("Sets targets of a team and its members");
    }

    private static RouteHandlerBuilder Of(RouteHandlerBuilder route) => route
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithPathChoices(("period", DocumentParts.Choice(TargetRequests.Periods.Keys)));

    private static async Task<Results<Ok<TeamTargetsAnswer>, ProblemHttpResult>> GetAsync(
        string id, string period, string date, TargetRequests requests, IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar)
    {
        var window = requests.Window(period, date);
        return Field.IsId(id) && await grains.Targets(new TeamId(id), window.Key).Get() is { } targets
            ? TypedResults.Ok(new TargetJson(settings.CurrencyDecimals, calendar).Of(targets))
            : NoTeam(id);
    }

    private static async Task<Results<Ok<TeamTargetsAnswer>, ProblemHttpResult>> PutAsync(
        string id, string period, string date, HttpRequest request, TargetDesk desk, TargetRequests requests, IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar)
    {
        var window = requests.Window(period, date);
        using var body = await RequestBody.ReadAsync(request);
        var targets = requests.Read(body.RootElement);
        if (!Field.IsId(id))
            return NoTeam(id);
        var outcome = await desk.SetAsync(AuditActor.Of(request.HttpContext), new TeamId(id), window.Key, targets);
        return outcome switch
        {
            TargetsOutcome.Done => await GetAsync(id, period, date, requests, grains, settings, calendar),
            TargetsOutcome.UnknownMember => ApiProblem.Of(StatusCodes.Status400BadRequest, "unknownMember", "One of the collectors is not in the team.", "collectors"),
            TargetsOutcome.UnknownTeam => NoTeam(id),
            _ => throw new InvalidOperationException($"{outcome} is no outcome."),
        };
    }

    private static ProblemHttpResult NoTeam(string id) => ApiProblem.NotFound($"There is no team {id}.");
}
