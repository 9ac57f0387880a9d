using System.ComponentModel;
using Leaderboard.Schemes;
using Leaderboard.Web.Access;
using Leaderboard.Web.Schemes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Points schemes: what is in force and what comes, and what a new one would do.</summary>
internal static class SchemesApi
{
    public static void MapSchemes(this RouteGroupBuilder api)
    {
        api.MapGet("/schemes", ListAsync).Requires(Right.Look).WithSummary("Every version of the points schemes, the one that takes effect last first");
        api.MapGet("/schemes/{id}/{version}", GetAsync).Requires(Right.Look).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A version of a scheme");
        Posts(api.MapPost("/schemes", PublishAsync)).WithSummary("Publishes the next version of a scheme; it is never changed").WithDescription("The JSON schema is published at " + SchemeSchema.Path + ".");
        Posts(api.MapPost("/schemes/validate", ValidateAsync)).WithSummary("What stands against publishing a scheme; keeps nothing");
        Posts(api.MapPost("/schemes/simulate", SimulateAsync)).WithSummary("What the receipts of the last 90 days would have earned; keeps nothing");
    }

    private static RouteHandlerBuilder Posts(RouteHandlerBuilder route) =>
        route.Requires(Right.PublishSchemes).Accepts<SchemeBody>("application/json").WithExamples(ApiExamples.Scheme).ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Ok<SchemeAnswer[]>> ListAsync(IGrainFactory grains, SchemeJson json) =>
        TypedResults.Ok(Array.ConvertAll(await grains.Schemes().List(), json.Of));

    private static async Task<Results<Ok<SchemeAnswer>, ProblemHttpResult>> GetAsync(string id, int version, IGrainFactory grains, SchemeJson json) =>
        Array.Find(await grains.Schemes().List(), s => s.Id == id && s.Version == version) is { } scheme
            ? TypedResults.Ok(json.Of(scheme))
            : ApiProblem.NotFound(FormattableString.Invariant($"There is no scheme {id}/{version}."));

    private static async Task<Results<Created<SchemeAnswer>, Ok<SchemeAnswer>, ProblemHttpResult>> PublishAsync(HttpRequest request, SchemeRequests requests, SchemeDesk desk, SchemeJson json)
    {
        using var body = await RequestBody.ReadAsync(request);
        return await desk.PublishAsync(request.HttpContext, requests.Read(body.RootElement)) switch
        {
            { Scheme: { } scheme, IsNew: true } => TypedResults.Created($"/api/v1/schemes/{scheme.Name}", json.Of(scheme)),
            { Scheme: { } scheme } => TypedResults.Ok(json.Of(scheme)),
            var refused => Refused(refused.Faults),
        };
    }

    private static async Task<Ok<ValidationAnswer>> ValidateAsync(HttpRequest request, SchemeRequests requests, SchemeDesk desk)
    {
        using var body = await RequestBody.ReadAsync(request);
        var faults = await desk.CheckAsync(requests.Read(body.RootElement));
        return TypedResults.Ok(new ValidationAnswer(faults.Length == 0, Array.ConvertAll(faults, SchemeJson.Of)));
    }

    private static async Task<Results<Ok<TrialAnswer>, ProblemHttpResult>> SimulateAsync(HttpRequest request, SchemeDesk desk, SchemeJson json)
    {
        using var body = await RequestBody.ReadAsync(request);
        var candidate = SchemeRequests.ReadRules(body.RootElement);
        return await desk.CheckRulesAsync(candidate) is { Length: > 0 } faults ? Refused(faults) : TypedResults.Ok(json.Of(await desk.TryAsync(candidate.Draft.Rules)));
    }

    /// <summary>The first fault is the problem; all of them are in it.</summary>
    private static ProblemHttpResult Refused(SchemeFault[] faults)
    {
        var first = SchemeJson.Of(faults[0]);
        var problem = ApiProblem.Of(StatusCodes.Status400BadRequest, first.Code, $"{first.Field}: {first.Message}", first.Field);
        problem.ProblemDetails.Extensions["faults"] = Array.ConvertAll(faults, SchemeJson.Of);
        return problem;
    }
}

[Description("A points scheme. Figures in points and factors have at most two decimals.")]
internal sealed record SchemeBody
{
    [Description("What it is called; its versions count from 1.")]
    public required string Id { get; init; }

    [Description("A day of the institution, or the time at which one begins; never in the past.")]
    public required string EffectiveFrom { get; init; }

    [Description("Points for 100 effective.")]
    public required decimal PointsPer100 { get; init; }

    public required IReadOnlyDictionary<string, decimal> KindFactors { get; init; }

    public required IReadOnlyDictionary<string, decimal> BucketFactors { get; init; }

    public required IReadOnlyDictionary<string, int> ClearingDays { get; init; }

    [Description("The most a local day can earn: collectorPerDay, and accountPerDay of a collector from one account.")]
    public IReadOnlyDictionary<string, decimal>? Caps { get; init; }

    [Description("A receipt within so many minutes of the one before from the same account counts with the factor.")]
    public IReadOnlyDictionary<string, decimal>? CoolDown { get; init; }

    [Description("What an upheld minorComplaint, and a seriousBreach, take from a period's points: a part of 1.")]
    public required IReadOnlyDictionary<string, decimal> Conduct { get; init; }

    [Description("Each time so many working days in a row have a receipt, so many points: days, points.")]
    public IReadOnlyDictionary<string, decimal>? Streaks { get; init; }

    [Description("Points of badges: firstReceipt, personalBest, fiveDayStreak, oldDebt. What is left out is shown, and earns none.")]
    public IReadOnlyDictionary<string, decimal>? Badges { get; init; }

    [Description("Lifetime points from which on somebody is at level2 to level8, ascending.")]
    public IReadOnlyDictionary<string, decimal>? Levels { get; init; }

    [Description("Points can be spent for so many days after they vested; their owner is told noticeDays before.")]
    public IReadOnlyDictionary<string, int>? Expiry { get; init; }
}
