using Leaderboard.Web.Access;
using Leaderboard.Web.Contests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>The race of a contest over its time.</summary>
internal static class ContestRacesApi
{
    public static void MapContestRaces(this RouteGroupBuilder api) => api.MapGet("/contests/{id}/race", RaceAsync).Requires(Right.Look)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .WithSummary("What a contest's leaders had over time")
        .WithQuery(
            ("leaders", DocumentParts.Number(6, 1, 10), "Lines at most; of several leagues for each."),
            ("also", DocumentParts.Text(), "Id of an entrant that is there wherever it stands among the first 1000."));

    private static async Task<Results<Ok<RaceAnswer>, ProblemHttpResult>> RaceAsync(string id, HttpContext http, ContestDesk desk, IGrainFactory grains, BoardJson json)
    {
        var leaders = BoardRequests.Number(http.Request.Query, "leaders", 6, 1, 10);
        var also = http.Request.Query["also"].ToString();
        if (await desk.FindAsync(http, id) is not { } contest)
            return ApiProblem.NotFound($"There is no contest {id}.");
        return await grains.ContestCourse(id).Race(leaders, also.Length > 0 ? also : null) is { } race
            ? TypedResults.Ok(json.Race(race, contest.Rules.Measure))
            : ApiProblem.Of(StatusCodes.Status400BadRequest, "measureUnavailable", "A mix, and what is above a baseline, is not shown as a race.", "measure");
    }
}
