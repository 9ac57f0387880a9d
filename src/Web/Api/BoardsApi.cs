using Leaderboard.Boards;
using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Boards: a page, one standing, the rows around it, and the race of the leaders.</summary>
internal static class BoardsApi
{
    private const string Path = "/boards/{subject}/{measure}/{period}";

    public static void MapBoards(this RouteGroupBuilder api)
    {
        api.MapGet(Path, PageAsync).RequireAuthorization(Policies.Look).WithSummary("Rows of a board");
        api.MapGet(Path + "/{id}", FindAsync).RequireAuthorization(Policies.Look).WithSummary("One standing");
        api.MapGet(Path + "/{id}/around", AroundAsync).RequireAuthorization(Policies.Look).WithSummary("The rows around one standing");
        api.MapGet("/races/{subject}/{measure}/{period}", RaceAsync).RequireAuthorization(Policies.Look).WithSummary("Running totals of the leaders");
    }

    private static async Task<Ok<BoardAnswer>> PageAsync(
        string subject, string measure, string period, HttpRequest http, IGrainFactory grains, BoardRequests requests, BoardJson json)
    {
        var request = requests.Read(subject, measure, period, http.Query);
        var offset = BoardRequests.Number(http.Query, "offset", 0, 0, int.MaxValue);
        var limit = BoardRequests.Number(http.Query, "limit", 25, 1, 1000);
        return TypedResults.Ok(json.Page(await grains.Board(request.Window.Key).Read(request.Selection, offset, limit), request));
    }

    private static async Task<Results<Ok<StandingRow>, ProblemHttpResult>> FindAsync(
        string subject, string measure, string period, string id, HttpRequest http, IGrainFactory grains, BoardRequests requests, BoardJson json)
    {
        var request = requests.Read(subject, measure, period, http.Query);
        return await grains.Board(request.Window.Key).Find(request.Selection, id) is { } standing
            ? TypedResults.Ok(json.Row(standing, request.Selection.Measure))
            : NotOnBoard(id);
    }

    private static async Task<Results<Ok<BoardAnswer>, ProblemHttpResult>> AroundAsync(
        string subject, string measure, string period, string id, HttpRequest http, IGrainFactory grains, BoardRequests requests, BoardJson json)
    {
        var request = requests.Read(subject, measure, period, http.Query);
        var limit = BoardRequests.Number(http.Query, "limit", 5, 1, 1000);
        return await grains.Board(request.Window.Key).Around(request.Selection, id, limit) is { } page
            ? TypedResults.Ok(json.Page(page, request))
            : NotOnBoard(id);
    }

    private static async Task<Results<Ok<RaceAnswer>, ProblemHttpResult>> RaceAsync(
        string subject, string measure, string period, HttpRequest http, IGrainFactory grains, BoardRequests requests, BoardJson json)
    {
        var request = requests.Read(subject, measure, period, http.Query);
        var leaders = BoardRequests.Number(http.Query, "leaders", 6, 1, 10);
        if (request.Selection.Measure == BoardMeasure.PerHead)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "measureUnavailable", "A race is run by amount, effective, points or count.", "measure");
        return TypedResults.Ok(json.Race(await grains.Board(request.Window.Key).Race(request.Selection, leaders), request.Selection.Measure));
    }

    private static ProblemHttpResult NotOnBoard(string id) => ApiProblem.NotFound($"{id} is not on this board.");
}
