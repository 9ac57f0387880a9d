using System.Security.Claims;
using System.Text.Json;
using Leaderboard.Claims;
using Leaderboard.Recoveries;
using Leaderboard.Web.Access;
using Leaderboard.Web.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Receipts that nobody was credited with: what waits, who says it is theirs, what was decided.</summary>
internal static class ClaimsApi
{
    private static readonly Dictionary<string, ClaimReason> Reasons = Enum.GetValues<ClaimReason>().ToDictionary(BoardRequests.NameOf, r => r, StringComparer.Ordinal);

    private static readonly Dictionary<string, ClaimRefusal> Refusals =
        Enum.GetValues<ClaimRefusal>().Where(r => r != ClaimRefusal.None).ToDictionary(BoardRequests.NameOf, r => r, StringComparer.Ordinal);

    public static void MapClaims(this RouteGroupBuilder api)
    {
        api.MapGet("/unassigned", ReadAsync).Requires(Right.ClaimReceipts).ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Receipts without a holder, the newest first")
            .WithQuery(("offset", DocumentParts.Number(0, 0, null), "Receipts left out before the first."), ("limit", DocumentParts.Number(25, 1, 200), "Receipts at most."));
        api.MapGet("/collectors/{id}/claims", async (string id, ClaimsPrincipal user, ClaimsDesk desk, InstitutionSettings settings, InstitutionCalendar calendar) =>
                TypedResults.Ok((await desk.SeenAsync(user)).Where(s => s.Claim.Collector.Value == id).Select(s => ClaimAnswer.Of(s, settings, calendar)).ToArray()))
            .Requires(Right.ClaimReceipts, collector: "id").WithSummary("A collector's claims and what was decided");
        Post(api, "claims", ClaimAsync).Requires(Right.ClaimReceipts).Accepts<ClaimBody>("application/json").WithExamples(ApiExamples.Claim).WithSummary("Says that a receipt is a collector's");
        Post(api, "assign", AssignAsync).Requires(Right.DecideClaims).Accepts<AssignBody>("application/json").WithExamples(ApiExamples.Assignment).WithSummary("Credits a receipt to a collector, by a reversal and a new entry");
        Post(api, "refuse", RefuseAsync).Requires(Right.DecideClaims).Accepts<RefuseBody>("application/json").WithExamples(ApiExamples.ClaimRefused).WithSummary("Refuses a collector's claim");
    }

    private static RouteHandlerBuilder Post(RouteGroupBuilder api, string what, Delegate handler) => api.MapPost("/unassigned/{id}/" + what, handler)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Ok<UnassignedAnswer>> ReadAsync(HttpRequest http, IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar)
    {
        var page = await grains.Unassigned().Read(BoardRequests.Number(http.Query, "offset", 0, 0, int.MaxValue), BoardRequests.Number(http.Query, "limit", 25, 1, 200));
        return TypedResults.Ok(new UnassignedAnswer(
            page.Total,
            MinorUnits.ToMajor(page.LeftMinor, settings.CurrencyDecimals),
            [
                .. page.Receipts.Select(r => new UnassignedRow(
                    r.RecoveryId, r.Account?.Value, MinorUnits.ToMajor(r.AmountMinor, settings.CurrencyDecimals), MinorUnits.ToMajor(r.LeftMinor, settings.CurrencyDecimals),
                    BoardRequests.NameOf(r.Kind), BoardRequests.NameOf(r.Channel), calendar.Format(r.ReceivedAt))),
            ]));
    }

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> ClaimAsync(string id, HttpContext http, AccessGuard guard, ClaimsDesk desk) =>
        RunAsync(id, http, guard, Right.ClaimReceipts, (body, collector) => desk.ClaimAsync(http, id, collector, Choice(body, Reasons), Field.OptionalText(body, "note", ClaimsDesk.MaxNoteLength)));

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> AssignAsync(string id, HttpContext http, AccessGuard guard, ClaimsDesk desk) =>
        RunAsync(id, http, guard, Right.DecideClaims, (_, collector) => desk.AssignAsync(http, id, collector));

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> RefuseAsync(string id, HttpContext http, AccessGuard guard, ClaimsDesk desk) =>
        RunAsync(id, http, guard, Right.DecideClaims, (body, collector) => desk.RefuseAsync(http, id, collector, Choice(body, Refusals)));

    private static async Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> RunAsync(
        string id, HttpContext http, AccessGuard guard, Right right, Func<JsonElement, CollectorId, Task<ClaimOutcome>> run)
    {
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "malformedBody", "The body must be an object.");
        try
        {
            var collector = new CollectorId(Field.Id(body.RootElement, "collectorId"));
            if (!await guard.MayAsync(http.User, right, collector))
                return ApiProblem.Of(StatusCodes.Status403Forbidden, "forbidden", "Not one of your people.", "collectorId");
            var outcome = Field.IsId(id) ? await run(body.RootElement, collector) : ClaimOutcome.UnknownReceipt;
            return outcome == ClaimOutcome.Done ? TypedResults.Ok(new DecisionAnswer(id, collector.Value)) : ProblemOf(outcome, id);
        }
        catch (EntryFaultException fault)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Fault.Refusal), fault.Fault.Message, fault.Fault.Field);
        }
    }

    private static T Choice<T>(JsonElement body, Dictionary<string, T> choices)
        where T : struct, Enum
    {
        var choice = Field.Choice(body, "reason", choices, default, Refusal.InvalidReason);
        return EqualityComparer<T>.Default.Equals(choice, default) ? throw Field.Fault(Refusal.InvalidReason, "reason", "One of " + string.Join(", ", choices.Keys) + ".") : choice;
    }

    private static ProblemHttpResult ProblemOf(ClaimOutcome outcome, string id) => outcome switch
    {
        ClaimOutcome.UnknownReceipt => ApiProblem.NotFound($"No receipt {id} waits for a holder."),
        ClaimOutcome.UnknownCollector => ApiProblem.Of(StatusCodes.Status400BadRequest, "unknownCollector", "The roster has no such collector.", "collectorId"),
        ClaimOutcome.AlreadyAssigned => ApiProblem.Of(StatusCodes.Status409Conflict, "alreadyAssigned", "Somebody else was credited with it."),
        ClaimOutcome.NothingLeft => ApiProblem.Of(StatusCodes.Status409Conflict, "nothingLeft", "All of it was reversed."),
        ClaimOutcome.NoSuchClaim => ApiProblem.Of(StatusCodes.Status409Conflict, "noSuchClaim", "The collector has no claim to it that waits."),
        _ => throw new InvalidOperationException($"{outcome} is no problem."),
    };
}

internal sealed record ClaimBody(string CollectorId, ClaimReason Reason, string? Note);

internal sealed record AssignBody(string CollectorId);

internal sealed record RefuseBody(string CollectorId, ClaimRefusal Reason);

internal sealed record DecisionAnswer(string RecoveryId, string CollectorId);

/// <param name="Left">Of all that wait.</param>
internal sealed record UnassignedAnswer(long Total, decimal Left, UnassignedRow[] Receipts);

/// <param name="Left">After reversals.</param>
internal sealed record UnassignedRow(string Id, string? AccountId, decimal Amount, decimal Left, string Kind, string Channel, string ReceivedAt);

/// <param name="EntryId">Of the entry that credits, when the claim was accepted.</param>
internal sealed record ClaimAnswer(string RecoveryId, string CollectorId, decimal Amount, string ReceivedAt, string Reason, string State, string? Refusal, string? Note, string At, string? DecidedAt, string? EntryId)
{
    public static ClaimAnswer Of(SeenClaim seen, InstitutionSettings settings, InstitutionCalendar calendar) => new(
        seen.Receipt.RecoveryId,
        seen.Claim.Collector.Value,
        MinorUnits.ToMajor(seen.Receipt.AmountMinor, settings.CurrencyDecimals),
        calendar.Format(seen.Receipt.ReceivedAt),
        BoardRequests.NameOf(seen.Claim.Reason),
        BoardRequests.NameOf(seen.Claim.State),
        seen.Claim.Refusal == ClaimRefusal.None ? null : BoardRequests.NameOf(seen.Claim.Refusal),
        seen.Claim.Note,
        calendar.Format(seen.Claim.At),
        seen.Claim.DecidedAt is { } at ? calendar.Format(at) : null,
        seen.Claim.State == ClaimState.Accepted ? seen.Receipt.EntryId : null);
}
