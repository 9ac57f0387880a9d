using Leaderboard.Boards;
using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace Leaderboard.Web.Api;

/// <summary>Boards: a page, one standing, the rows around it, and the race of the leaders.</summary>
internal static class BoardsApi
{
    private const string Path = "/boards/{subject}/{measure}/{period}";

    public static void MapBoards(this RouteGroupBuilder api)
    {
        Get(api, Path, PageAsync).WithSummary("Rows of a board").WithExamples(answer: ApiExamples.Board)
            .WithQuery(("offset", DocumentParts.Number(0, 0, null), "Rows left out before the first."), Limit(25, "Rows at most."));
        Get(api, Path + "/{id}", FindAsync).WithSummary("One standing").WithExamples(answer: ApiExamples.Standing).ProducesProblem(StatusCodes.Status404NotFound);
        Get(api, Path + "/{id}/around", AroundAsync).WithSummary("The rows around one standing").WithExamples(answer: ApiExamples.Board)
            .WithQuery(Limit(5, "Rows, slid to stay full.")).ProducesProblem(StatusCodes.Status404NotFound);
        Get(api, "/races/{subject}/{measure}/{period}", RaceAsync).WithSummary("Running totals of the leaders")
            .WithQuery(("leaders", DocumentParts.Number(6, 1, 10), "Lines at most."));
    }

    private static RouteHandlerBuilder Get(RouteGroupBuilder api, string path, Delegate handler) => api.MapGet(path, handler)
        .Requires(Right.Look)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .WithPathChoices(
            ("subject", DocumentParts.Choice(BoardRequests.SubjectNames)),
            ("measure", DocumentParts.Choice(BoardRequests.MeasureNames)),
            ("period", DocumentParts.Choice(BoardRequests.PeriodNames)))
        .WithQuery(
            ("at", DocumentParts.Text(), "A date, or a time with an offset, inside the period; default now."),
            ("team", DocumentParts.Text(), "Only what is credited to this team."),
            ("branch", DocumentParts.Text(), "Only what is credited to this branch."),
            ("region", DocumentParts.Text(), "Only what is credited to this region."),
            ("tie", DocumentParts.Choice(BoardRequests.TieNames), "How equal values are numbered: 1 1 3 (default), 1 1 2, or 1 2 3 by who was first."),
            ("base", DocumentParts.Choice(BoardRequests.BaseNames), "What a rate is divided by; default the institution's setting."),
            ("shrink", DocumentParts.Choice(["true", "false"]), "Whether an index draws small books towards 100 (default), or is plainly 100 × recovered ÷ expected."))
        .WithDescription(
            "Values of rate and attainment are percents with two decimals (15.00 is 15 %), of index hundredths of 100 × recovered ÷ expected (112.73); with each row come numerator and denominator, "
            + "with the board ratio: sum is Σ numerators ÷ Σ denominators, never the mean, and gapToNext a difference of percentage points, or of points of the index.");

    private static (string Name, OpenApiSchema Schema, string Description) Limit(int otherwise, string description) =>
        ("limit", DocumentParts.Number(otherwise, 1, 1000), description);

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
        if (!request.Selection.Measure.IsSum())
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "measureUnavailable", "A race is run by amount, effective, points or count.", "measure");
        return TypedResults.Ok(json.Race(await grains.Board(request.Window.Key).Race(request.Selection, leaders), request.Selection.Measure));
    }

    private static ProblemHttpResult NotOnBoard(string id) => ApiProblem.NotFound($"{id} is not on this board.");
}
