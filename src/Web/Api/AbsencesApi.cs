using System.Security.Claims;
using Leaderboard.Targets;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Targets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Days on which collectors are not there: targets and pace count pro rata.</summary>
internal static class AbsencesApi
{
    public static void MapAbsences(this RouteGroupBuilder api)
    {
        api.MapPut("/absences", PutAsync).Requires(Right.KeepAbsences).Accepts<AbsenceEntry[]>("application/json").WithExamples(ApiExamples.Absences)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).WithSummary("Upserts absences by their id");
        api.MapGet("/collectors/{id}/absences", ListAsync).Requires(Right.ReadAbsences, collector: "id").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A collector's absences, by their first day");
        api.MapDelete("/collectors/{id}/absences/{absence}", RemoveAsync).Requires(Right.KeepAbsences, collector: "id")
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Takes an absence away");
    }

    private static async Task<Results<Ok<AbsencesAnswer>, ProblemHttpResult>> PutAsync(HttpRequest request, ClaimsPrincipal user, AbsenceRequests requests, TargetDesk desk)
    {
        using var body = await RequestBody.ReadEntriesAsync(request);
        var absences = await requests.ReadAsync(body, user);
        foreach (var own in absences.GroupBy(a => a.Collector))
        {
            if (!await desk.PutAbsencesAsync(AuditActor.Of(request.HttpContext), own.Key, [.. own.Select(a => a.Absence)]))
                return ApiProblem.Of(StatusCodes.Status400BadRequest, "tooManyAbsences", $"{own.Key} would have too many absences.", "collectorId");
        }

        return TypedResults.Ok(new AbsencesAnswer(absences.Count));
    }

    private static async Task<Results<Ok<AbsenceAnswer[]>, ProblemHttpResult>> ListAsync(string id, IGrainFactory grains) =>
        Field.IsId(id) && await grains.Collector(new CollectorId(id)).Get() is not null
            ? TypedResults.Ok(Array.ConvertAll(await grains.Absences(new CollectorId(id)).List(), AbsenceAnswer.Of))
            : ApiProblem.NotFound($"There is no collector {id}.");

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, string absence, HttpContext http, TargetDesk desk) =>
        Field.IsId(id) && await desk.RemoveAbsenceAsync(http, new CollectorId(id), absence) ? TypedResults.NoContent() : ApiProblem.NotFound($"{id} has no absence {absence}.");
}

internal sealed record AbsencesAnswer(int Absences);

/// <param name="To">Inclusive.</param>
internal sealed record AbsenceAnswer(string Id, DateOnly From, DateOnly To, string Kind)
{
    public static AbsenceAnswer Of(Absence absence) => new(absence.Id, absence.From, absence.To, BoardRequests.NameOf(absence.Kind));
}
