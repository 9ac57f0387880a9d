using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Statements;
using Leaderboard.Web.Access;
using Leaderboard.Web.Statements;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>What a month came to for a collector: read by who may see it, signed and appealed by the collector alone.</summary>
internal static class StatementsApi
{
    private const string Path = "/collectors/{id}/statements/{month}";

    public static void MapStatements(this RouteGroupBuilder api)
    {
        Of(api.MapGet(Path, GetAsync)).Requires(Right.SeeStatements, collector: "id")
            .WithSummary("A collector's month: receipts, points, place, what it gave beside the wages, and the heads of the journal");
        Of(api.MapPost(Path + "/sign", SignAsync)).Requires(Right.SignStatement, collector: "id").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Signs a month that is over, by the collector's own session: from then on it is answered as it is now");
        Of(api.MapPost(Path + "/appeal", AppealAsync)).Requires(Right.SignStatement, collector: "id").Accepts<AppealBody>("application/json").WithExamples(ApiExamples.Appeal)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Says what is wrong with it, by the collector's own session; a manager answers");
    }

    private static RouteHandlerBuilder Of(RouteHandlerBuilder route) => route.ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<StatementBody>, ProblemHttpResult>> GetAsync(string id, string month, HttpContext http, StatementDesk desk, StatementJson json) =>
        desk.MonthOf(month) is { } at ? await ShownAsync(id, at, http, desk, json) : NoMonth();

    private static async Task<Results<Ok<StatementBody>, ProblemHttpResult>> SignAsync(string id, string month, HttpContext http, StatementDesk desk, StatementJson json)
    {
        if (desk.MonthOf(month) is not { } at)
            return NoMonth();
        Digest? shown = null;
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            using var body = await RequestBody.ReadAsync(http.Request);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                throw RequestBody.Malformed("The body must be an object.");
            if (Read(body.RootElement, "digest", 2 * Digest.SizeBytes) is { } text)
                shown = DigestOf(text) ?? throw Faulty(new EntryFault(Refusal.InvalidField, "digest", "64 hexadecimal digits."));
        }

        return await AnsweredAsync(await desk.SignAsync(http, new CollectorId(id), at, shown), id, at, http, desk, json);
    }

    private static async Task<Results<Ok<StatementBody>, ProblemHttpResult>> AppealAsync(string id, string month, HttpContext http, StatementDesk desk, StatementJson json)
    {
        if (desk.MonthOf(month) is not { } at)
            return NoMonth();
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object.");
        var reason = StatementDesk.ReasonOf(Read(body.RootElement, "reason", StatementDesk.MaxReasonLength)) ?? throw Faulty(new EntryFault(Refusal.InvalidReason, "reason", "Say why, in 1 to 500 characters."));
        return await AnsweredAsync(await desk.AppealAsync(http, new CollectorId(id), at, reason), id, at, http, desk, json);
    }

    /// <summary>Null for what is no digest.</summary>
    public static Digest? DigestOf(string? text) => text is { Length: 2 * Digest.SizeBytes } && text.All(char.IsAsciiHexDigit) ? Digest.Parse(text) : null;

    private static string? Read(JsonElement body, string name, int maxLength)
    {
        try
        {
            return Field.OptionalText(body, name, maxLength);
        }
        catch (EntryFaultException fault)
        {
            throw Faulty(fault.Fault);
        }
    }

    private static ApiRefusedException Faulty(EntryFault fault) =>
        new(ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Refusal), $"{fault.Field}: {fault.Message}", fault.Field));

    private static async Task<Results<Ok<StatementBody>, ProblemHttpResult>> AnsweredAsync(StatementAnswer answer, string id, DateOnly month, HttpContext http, StatementDesk desk, StatementJson json)
    {
        if (answer.Outcome == StatementOutcome.Done)
            return await ShownAsync(id, month, http, desk, json);
        if (answer.Outcome == StatementOutcome.UnknownCollector)
            return NoCollector(id);
        var problem = ApiProblem.Of(StatusCodes.Status409Conflict, BoardRequests.NameOf(answer.Outcome), answer.Outcome switch
        {
            StatementOutcome.NotOver => "The month is still running.",
            StatementOutcome.FiguresChanged => "The figures are others by now: look at them again.",
            StatementOutcome.TooMany => "It was appealed often enough: sign it, or talk to a manager.",
            _ => $"The statement is {BoardRequests.NameOf(answer.State)}.",
        });
        problem.ProblemDetails.Extensions["state"] = BoardRequests.NameOf(answer.State);
        return problem;
    }

    private static async Task<Results<Ok<StatementBody>, ProblemHttpResult>> ShownAsync(string id, DateOnly month, HttpContext http, StatementDesk desk, StatementJson json) =>
        await desk.FindAsync(id, month) is { } view ? TypedResults.Ok(await json.OfAsync(http.User, view)) : NoCollector(id);

    private static ProblemHttpResult NoMonth() => ApiProblem.NotFound("A month that has begun, such as 2026-11.");

    private static ProblemHttpResult NoCollector(string id) => ApiProblem.NotFound($"There is no collector {id}.");
}

internal sealed record AppealBody(string Reason);
