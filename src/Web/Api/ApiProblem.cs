using Leaderboard.Web.Access;
using Leaderboard.Web.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Refusals of whole requests as RFC 9457 problems with a machine-readable <c>code</c>.</summary>
internal static class ApiProblem
{
    /// <summary>Of those that are 409: what did not come out of a race, or of too little being there.</summary>
    private static readonly HashSet<string> Untoward = new(StringComparer.Ordinal) { "conflict", "rewardInactive" };

    public static ProblemHttpResult Of(int status, string code, string detail, string? field = null) => TypedResults.Problem(
        detail,
        statusCode: status,
        extensions: field is null
            ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code }
            : new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["code"] = code,
                ["field"] = field,

                // What client libraries of validation problems look for.
                ["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [detail] },
            });

    /// <summary>Answers with the problem and counts it; for those that come up outside of an endpoint.</summary>
    public static Task AnswerAsync(this ProblemHttpResult problem, HttpContext context)
    {
        problem.CountIn(context);
        return problem.ExecuteAsync(context);
    }

    public static void CountIn(this ProblemHttpResult problem, HttpContext context)
    {
        var code = problem.ProblemDetails.Extensions["code"] as string ?? "refused";
        context.RequestServices.GetRequiredService<WebMetrics>().RefusedRequest(code);
        if (problem.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status403Forbidden or StatusCodes.Status413PayloadTooLarge || Untoward.Contains(code))
            RefusalLog.Note(context, code);
    }

    public static ProblemHttpResult Invalid(string parameter, string detail) => Of(StatusCodes.Status400BadRequest, "invalidParameter", detail, parameter);

    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "notFound", detail);

    /// <summary>Nothing of the request was read.</summary>
    public static ProblemHttpResult Overloaded(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Of(StatusCodes.Status503ServiceUnavailable, "overloaded", "More is posted than can be made durable in time. Send the same request again.");
    }

    /// <summary>Nothing of the request is half done; the same again is safe.</summary>
    public static ProblemHttpResult Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Of(StatusCodes.Status503ServiceUnavailable, "unavailable", HttpMethods.IsGet(context.Request.Method)
            ? "The figures cannot be read now. Ask again."
            : "Not everything could be made durable. Send the same request again.");
    }
}

/// <summary>Ends a request with a problem from deep inside; caught by <see cref="ApiSetup"/>'s filter.</summary>
internal sealed class ApiRefusedException(ProblemHttpResult problem) : Exception(problem.ProblemDetails.Detail)
{
    public ProblemHttpResult Problem => problem;
}
