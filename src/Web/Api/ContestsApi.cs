using Leaderboard.Contests;
using Leaderboard.Web.Access;
using Leaderboard.Web.Contests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Contests: drafts, their life, standings, and what was paid.</summary>
internal static class ContestsApi
{
    public static void MapContests(this RouteGroupBuilder api)
    {
        api.MapPost("/contests", CreateAsync).Requires(Right.RunContests).Accepts<ContestBody>("application/json").WithExamples(ApiExamples.Contest)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Drafts a contest");
        api.MapGet("/contests", ListAsync).Requires(Right.Look).ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Contests, the latest first")
            .WithQuery(("state", DocumentParts.Choice(ContestRequests.States.Keys), "Only these; default all."));
        Of(api.MapGet("/contests/{id}", GetAsync)).Requires(Right.Look).WithSummary("A contest");
        Of(api.MapPut("/contests/{id}", PutAsync)).Requires(Right.RunContests).Accepts<ContestBody>("application/json").WithExamples(ApiExamples.Contest)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Changes a draft");
        Move(api, "schedule", Right.RunContests, (desk, http, id) => desk.ScheduleAsync(http, id)).WithSummary("Freezes the rules; it starts and ends by the clock");
        Move(api, "cancel", Right.RunContests, (desk, http, id) => desk.CancelAsync(http, id)).WithSummary("Ends it without a result");
        Move(api, "certify", Right.CertifyContests, (desk, http, id) => desk.CertifyAsync(http, id)).WithSummary("Stores the result and pays it, once");
        Of(api.MapGet("/contests/{id}/standings", StandingsAsync)).Requires(Right.Look).ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Standings: live, or as certified")
            .WithQuery(("offset", DocumentParts.Number(0, 0, null), "Rows left out before the first."), ("limit", DocumentParts.Number(25, 1, 1000), "Rows at most."));
        Of(api.MapGet("/contests/{id}/payouts", PayoutsAsync)).Requires(Right.ReadPayouts).WithSummary("What was paid to whom");
        Of(api.MapGet("/contests/{id}/passed-over", PassedOverAsync)).Requires(Right.ReviewConduct).WithSummary("Whom prizes passed over, and why");
        Of(api.MapGet("/contests/{id}/restatements", RestatementsAsync)).Requires(Right.Look).WithSummary("Where the ledger says something else than was certified");
    }

    private static RouteHandlerBuilder Of(RouteHandlerBuilder route) => route.ProducesProblem(StatusCodes.Status404NotFound);

    private static RouteHandlerBuilder Move(RouteGroupBuilder api, string what, Right right, Func<ContestDesk, HttpContext, string, Task<ContestOutcome>> move) => Of(api.MapPost(
            "/contests/{id}/" + what,
            async Task<Results<Ok<ContestAnswer>, ProblemHttpResult>> (string id, HttpContext http, IGrainFactory grains, ContestDesk desk, ContestJson json) =>
            {
                if (await desk.FindAsync(http, id) is not { } contest)
                    return NoContest(id);
                if (right == Right.RunContests && !await desk.MayAsync(http, contest.Rules))
                    return Forbidden();
                var outcome = await move(desk, http, id);
                return outcome == ContestOutcome.Done && await grains.Contest(id).Get() is { } moved ? TypedResults.Ok(json.Of(moved)) : Refused(outcome, contest);
            }))
        .Requires(right).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<ContestAnswer>, Ok<ContestAnswer>, ProblemHttpResult>> CreateAsync(
        HttpRequest request, ContestRequests requests, IGrainFactory grains, ContestDesk desk, ContestJson json)
    {
        using var body = await RequestBody.ReadAsync(request);
        var contest = await requests.ReadAsync(body.RootElement);
        if (!await desk.MayAsync(request.HttpContext, contest.Rules))
            return Forbidden();
        if (await grains.Contest(contest.Id).Get() is { } known)
            return ApiProblem.Of(StatusCodes.Status409Conflict, "exists", $"There is a contest {known.Id}; change it by PUT while it is a draft.", "id");
        await desk.DraftAsync(request.HttpContext, contest.Id, contest.Rules);
        return await grains.Contest(contest.Id).Get() is { } drafted ? TypedResults.Created($"/api/v1/contests/{drafted.Id}", json.Of(drafted)) : NoContest(contest.Id);
    }

    private static async Task<Results<Ok<ContestAnswer>, ProblemHttpResult>> PutAsync(
        string id, HttpRequest request, ContestRequests requests, IGrainFactory grains, ContestDesk desk, ContestJson json)
    {
        using var body = await RequestBody.ReadAsync(request);
        if (!Field.IsId(id) || await grains.Contest(id).Get() is not { } known)
            return NoContest(id);
        var contest = await requests.ReadAsync(body.RootElement, id);
        if (!await desk.MayAsync(request.HttpContext, known.Rules) || !await desk.MayAsync(request.HttpContext, contest.Rules))
            return Forbidden();
        var outcome = await desk.DraftAsync(request.HttpContext, id, contest.Rules);
        return outcome == ContestOutcome.Done && await grains.Contest(id).Get() is { } changed ? TypedResults.Ok(json.Of(changed)) : Refused(outcome, known);
    }

    private static async Task<Ok<ContestAnswer[]>> ListAsync(string? state, HttpContext http, IGrainFactory grains, ContestDesk desk, ContestJson json)
    {
        ContestState? named = string.IsNullOrEmpty(state) ? null
            : ContestRequests.States.TryGetValue(state, out var known) ? known
            : throw new ApiRefusedException(ApiProblem.Invalid("state", $"state must be one of {string.Join(", ", ContestRequests.States.Keys)}."));
        return TypedResults.Ok((await desk.SeenAsync(http, await grains.Contests().List(named))).Select(json.Of).ToArray());
    }

    private static async Task<Results<Ok<ContestAnswer>, ProblemHttpResult>> GetAsync(string id, HttpContext http, ContestDesk desk, ContestJson json) =>
        await desk.FindAsync(http, id) is { } contest ? TypedResults.Ok(json.Of(contest)) : NoContest(id);

    private static async Task<Results<Ok<BoardAnswer>, ProblemHttpResult>> StandingsAsync(string id, HttpContext http, ContestDesk desk, IGrainFactory grains, ContestJson json)
    {
        var offset = BoardRequests.Number(http.Request.Query, "offset", 0, 0, int.MaxValue);
        var limit = BoardRequests.Number(http.Request.Query, "limit", 25, 1, 1000);
        return await desk.FindAsync(http, id) is { } contest && await grains.Contest(id).Standings(offset, limit) is { } page
            ? TypedResults.Ok(json.Of(page, contest.Rules))
            : NoContest(id);
    }

    private static async Task<Results<Ok<PayoutsAnswer>, ProblemHttpResult>> PayoutsAsync(string id, HttpContext http, ContestDesk desk, IGrainFactory grains, ContestJson json) =>
        await desk.FindAsync(http, id) is not null && await grains.Contest(id).Payouts() is { } payouts ? TypedResults.Ok(new PayoutsAnswer(Array.ConvertAll(payouts, json.Of))) : NoContest(id);

    private static async Task<Results<Ok<PassedOverAnswer[]>, ProblemHttpResult>> PassedOverAsync(string id, HttpContext http, ContestDesk desk, IGrainFactory grains) =>
        await desk.FindAsync(http, id) is not null && await grains.Contest(id).PassedOver() is { } passed
            ? TypedResults.Ok(Array.ConvertAll(passed, p => new PassedOverAnswer(p.Collector.Value, BoardRequests.NameOf(p.Cause))))
            : NoContest(id);

    private static async Task<Results<Ok<RestatementAnswer[]>, ProblemHttpResult>> RestatementsAsync(string id, HttpContext http, ContestDesk desk, IGrainFactory grains, ContestJson json) =>
        await desk.FindAsync(http, id) is { } contest && await grains.Contest(id).Restatements() is { } restatements
            ? TypedResults.Ok(Array.ConvertAll(restatements, r => json.Of(r, contest.Rules.Measure)))
            : NoContest(id);

    private static ProblemHttpResult NoContest(string id) => ApiProblem.NotFound($"There is no contest {id}.");

    private static ProblemHttpResult Forbidden() => ApiProblem.Of(StatusCodes.Status403Forbidden, "forbidden", "A lead runs contests among the own teams, or their people: name them in entrants.", "entrants.teams");

    /// <summary>What its state does not allow, with the state in the problem.</summary>
    private static ProblemHttpResult Refused(ContestOutcome outcome, ContestView contest)
    {
        var problem = outcome switch
        {
            ContestOutcome.TooEarly => ApiProblem.Of(StatusCodes.Status409Conflict, "tooEarly", "It may be certified when settling is over."),
            ContestOutcome.BudgetExhausted => ApiProblem.Of(StatusCodes.Status409Conflict, "budgetExhausted", "The budget has less left than the prizes can pay.", "budget"),
            ContestOutcome.BudgetUnknown => ApiProblem.Of(StatusCodes.Status400BadRequest, "unknownBudget", $"There is no budget {contest.Rules.Budget}.", "budget"),
            ContestOutcome.BudgetUnit => ApiProblem.Of(StatusCodes.Status400BadRequest, "budgetUnit", "A prize is in another unit than the budget.", "budget"),
            ContestOutcome.BudgetPeriod => ApiProblem.Of(StatusCodes.Status400BadRequest, "budgetPeriod", "The contest ends outside of the budget's period.", "budget"),
            ContestOutcome.BudgetTeam => ApiProblem.Of(StatusCodes.Status400BadRequest, "budgetTeam", "The budget is for contests among its own team alone.", "budget"),
            ContestOutcome.BudgetUnbounded => ApiProblem.Of(
                StatusCodes.Status400BadRequest, "budgetUnbounded", "What the prizes can pay has no bound: tiers grow with the value, and pools with teams that are not named in entrants.", "prizes"),
            _ => ApiProblem.Of(StatusCodes.Status409Conflict, "illegalMove", $"The contest is {BoardRequests.NameOf(contest.State)}."),
        };
        problem.ProblemDetails.Extensions["state"] = BoardRequests.NameOf(contest.State);
        return problem;
    }
}

internal sealed record ContestBody(
    string Id, string Name, string Subject, string Measure, string Format, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int SettleDays, string Tie, EntrantsAnswer Entrants,
    decimal? Target, PrizeAnswer[] Prizes, string? Budget)
{
    /// <summary>A target by the id of each entrant, or <c>own</c>: each entrant's own of the week, month or quarter.</summary>
    public System.Text.Json.Nodes.JsonNode? Targets { get; init; }

    /// <summary>Who holds less does not take part.</summary>
    public decimal? MinimumBook { get; init; }

    /// <summary>Instead of a measure: up to ten whose weights add up to 1.</summary>
    public ScorePartAnswer[]? Score { get; init; }

    /// <summary>What rates and books are reckoned by; default openingAndNew.</summary>
    public string? Base { get; init; }

    /// <summary>Whether an index draws small books towards 100; default true.</summary>
    public bool? Shrink { get; init; }

    /// <summary>Lower bounds of leagues by the opening book, ascending from 0; none: all run together.</summary>
    public decimal[]? Leagues { get; init; }
}
