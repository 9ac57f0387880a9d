using System.Security.Claims;
using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Points for rewards: who asks for what, and what became of it.</summary>
internal static class RedemptionsApi
{
    private static readonly Dictionary<string, RedemptionState> States = BoardRequests.Names<RedemptionState>();

    public static void MapRedemptions(this RouteGroupBuilder api)
    {
        api.MapPost("/redemptions", RequestAsync).Requires(Right.Redeem).Accepts<RedemptionBody>("application/json").WithExamples(ApiExamples.Redemption)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Asks for a reward: its points are held, its items set aside");
        api.MapGet("/redemptions", ListAsync).Requires(Right.SeeRedemptions).ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Redemptions in a state, the oldest first")
            .WithQuery(
                ("state", DocumentParts.Choice(States.Keys), "Default requested."),
                ("offset", DocumentParts.Number(0, 0, null), "Rows left out before the first."),
                ("limit", DocumentParts.Number(100, 1, 1000), "Rows at most."));
        Of(api.MapGet("/redemptions/{id}", GetAsync)).Requires(Right.SeeRedemptions).WithSummary("A redemption");
        Decide(api, "approve", static (desk, http, id, _) => desk.ApproveAsync(http, id)).WithSummary("Lets it be handed over");
        Decide(api, "reject", static (desk, http, id, body) => desk.RejectAsync(http, id, Reason(body)), withBody: true).Accepts<RejectionBody>("application/json").WithExamples(ApiExamples.RejectedRedemption)
            .WithSummary("Ends it, with a reason; points, items and budget are free again");
        Decide(api, "reopen", static (desk, http, id, _) => desk.ReopenAsync(http, id)).WithSummary("Takes an approval or a rejection back; what was rejected reserves anew what it needs");
        Decide(api, "fulfil", static (desk, http, id, _) => desk.FulfilAsync(http, id), Right.HandOver).WithSummary("It was handed over: points, items and budget are spent");
        Decide(api, "return", static (desk, http, id, body) => desk.ReturnAsync(http, id, Field.OptionalFlag(body, "restock") ?? true, Reason(body)), Right.HandOver, withBody: true)
            .Accepts<ReturnBody>("application/json").WithExamples(ApiExamples.ReturnedRedemption).WithSummary("What was handed over came back: points, budget and, unless it is broken, the item are there again");
        Of(api.MapPost("/redemptions/{id}/cancel", CancelAsync)).Requires(Right.Redeem).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Takes it back; points, items and budget are free again");
    }

    private static RouteHandlerBuilder Of(RouteHandlerBuilder route) => route.ProducesProblem(StatusCodes.Status404NotFound);

    private static RouteHandlerBuilder Decide(RouteGroupBuilder api, string what, Func<RedemptionDesk, HttpContext, string, JsonElement, Task<RedemptionAnswer>> decide, Right right = Right.DecideRedemptions, bool withBody = false) =>
        Of(api.MapPost("/redemptions/{id}/" + what, async Task<Results<Ok<RedemptionRow>, ProblemHttpResult>> (string id, HttpContext http, RedemptionDesk desk, RedemptionJson json) =>
            {
                if (await FindAsync(desk, http.User, id) is not { } redemption)
                    return NoRedemption(id);
                if (RedemptionDesk.IsOwn(http.User, redemption))
                    return ApiProblem.Of(StatusCodes.Status403Forbidden, RedemptionDesk.OwnRequest, "Nobody decides about what they asked for, or are to have, themselves.");
                using var body = withBody ? await RequestBody.ReadAsync(http.Request) : null;
                if (body is { RootElement.ValueKind: not JsonValueKind.Object })
                    throw RequestBody.Malformed("The body must be an object.");
                try
                {
                    return Told(await decide(desk, http, id, body?.RootElement ?? default), id, json);
                }
                catch (EntryFaultException fault)
                {
                    return Faulty(fault.Fault);
                }
            }))
            .Requires(right).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<RedemptionRow>, Ok<RedemptionRow>, ProblemHttpResult>> RequestAsync(HttpContext http, AccessGuard guard, RedemptionDesk desk, RedemptionJson json)
    {
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object.");
        try
        {
            var (id, request) = Read(body.RootElement);
            if (!await guard.MayAsync(http.User, Right.Redeem, request.Collector))
                return ApiProblem.Of(StatusCodes.Status403Forbidden, "forbidden", "With one's own points alone.", "collectorId");
            return await desk.RequestAsync(http, id, request) switch
            {
                { Outcome: RedemptionOutcome.Done, IsNew: true, Redemption: { } made } => TypedResults.Created($"/api/v1/redemptions/{id}", json.Of(made)),
                { Outcome: RedemptionOutcome.Done, Redemption: { } known } => TypedResults.Ok(json.Of(known)),
                var refused => Refused(refused, id),
            };
        }
        catch (EntryFaultException fault)
        {
            return Faulty(fault.Fault);
        }
    }

    private static (string Id, RedemptionRequest Request) Read(in Entry body)
    {
        var quantity = body.TryGet("quantity", out _) ? Field.OptionalCount(body, "quantity") ?? 0 : 1;
        if (quantity is < 1 or > RedemptionDesk.MaxQuantity)
            throw Field.Fault(Refusal.InvalidField, "quantity", $"A whole number from 1 to {RedemptionDesk.MaxQuantity}.");
        return (Field.Id(body, "id"), new RedemptionRequest { Collector = new CollectorId(Field.Id(body, "collectorId")), Reward = Field.Id(body, "rewardId"), Quantity = quantity });
    }

    private static string Reason(in Entry body) =>
        RedemptionDesk.ReasonOf(Field.OptionalText(body, "reason", RedemptionDesk.MaxReasonLength)) ?? throw Field.Fault(Refusal.InvalidReason, "reason", "Say why.");

    private static async Task<Ok<RedemptionRow[]>> ListAsync(string? state, HttpRequest http, RedemptionDesk desk, RedemptionJson json)
    {
        var named = string.IsNullOrEmpty(state) ? RedemptionState.Requested
            : States.TryGetValue(state, out var known) ? known
            : throw new ApiRefusedException(ApiProblem.Invalid("state", $"state must be one of {string.Join(", ", States.Keys)}."));
        var (offset, limit) = (BoardRequests.Number(http.Query, "offset", 0, 0, int.MaxValue), BoardRequests.Number(http.Query, "limit", 100, 1, 1000));
        return TypedResults.Ok(Array.ConvertAll(await desk.ListAsync(http.HttpContext.User, named, offset, limit), json.Of));
    }

    private static async Task<Results<Ok<RedemptionRow>, ProblemHttpResult>> GetAsync(string id, ClaimsPrincipal user, RedemptionDesk desk, RedemptionJson json) =>
        await FindAsync(desk, user, id) is { } redemption ? TypedResults.Ok(json.Of(redemption)) : NoRedemption(id);

    private static async Task<Results<Ok<RedemptionRow>, ProblemHttpResult>> CancelAsync(string id, HttpContext http, RedemptionDesk desk, RedemptionJson json)
    {
        if (await FindAsync(desk, http.User, id) is not { } redemption)
            return NoRedemption(id);
        return await desk.MayCancelAsync(http.User, redemption)
            ? Told(await desk.CancelAsync(http, redemption), id, json)
            : ApiProblem.Of(StatusCodes.Status403Forbidden, "forbidden", "One's own, until it is approved.");
    }

    private static async Task<RedemptionView?> FindAsync(RedemptionDesk desk, ClaimsPrincipal user, string id) => Field.IsId(id) ? await desk.FindAsync(user, id) : null;

    private static Results<Ok<RedemptionRow>, ProblemHttpResult> Told(RedemptionAnswer answer, string id, RedemptionJson json) =>
        answer is { Outcome: RedemptionOutcome.Done, Redemption: { } redemption } ? TypedResults.Ok(json.Of(redemption)) : Refused(answer, id);

    private static ProblemHttpResult NoRedemption(string id) => ApiProblem.NotFound($"There is no redemption {id}.");

    private static ProblemHttpResult Faulty(EntryFault fault) =>
        ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Refusal), $"{fault.Field}: {fault.Message}", fault.Field);

    private static ProblemHttpResult Refused(RedemptionAnswer answer, string id)
    {
        var problem = answer.Outcome switch
        {
            RedemptionOutcome.NoSuchRedemption => NoRedemption(id),
            RedemptionOutcome.Conflict => ApiProblem.Of(StatusCodes.Status409Conflict, "conflict", "The id was used for something else.", "id"),
            RedemptionOutcome.UnknownCollector => ApiProblem.Of(StatusCodes.Status400BadRequest, "unknownCollector", "The roster has no such collector.", "collectorId"),
            RedemptionOutcome.UnknownReward => ApiProblem.Of(StatusCodes.Status400BadRequest, "unknownReward", "There is no such reward.", "rewardId"),
            RedemptionOutcome.RewardInactive => ApiProblem.Of(StatusCodes.Status409Conflict, "rewardInactive", "The reward is not offered, or not at this time.", "rewardId"),
            RedemptionOutcome.NotForThem => ApiProblem.Of(StatusCodes.Status409Conflict, "notEligible", "The reward is for other teams.", "rewardId"),
            RedemptionOutcome.OutOfStock => ApiProblem.Of(StatusCodes.Status409Conflict, "outOfStock", "Less is there than is asked for.", "quantity"),
            RedemptionOutcome.InsufficientPoints => ApiProblem.Of(StatusCodes.Status409Conflict, "insufficientPoints", "Fewer points are vested than it takes.", "collectorId"),
            RedemptionOutcome.BudgetExhausted => ApiProblem.Of(StatusCodes.Status409Conflict, "budgetExhausted", "The budget has less left than it costs.", "rewardId"),
            _ => ApiProblem.Of(StatusCodes.Status409Conflict, "illegalMove", $"The redemption is {BoardRequests.NameOf(answer.Redemption?.State ?? default)}."),
        };
        if (answer.Redemption is { } redemption)
            problem.ProblemDetails.Extensions["state"] = BoardRequests.NameOf(redemption.State);
        return problem;
    }
}

internal sealed record RedemptionBody(string Id, string CollectorId, string RewardId, int? Quantity);

internal sealed record RejectionBody(string Reason);

/// <param name="Restock">Whether others can have it; left out: yes.</param>
internal sealed record ReturnBody(string Reason, bool? Restock);

/// <summary>Redemptions as the API shows them.</summary>
internal sealed class RedemptionJson(InstitutionSettings settings, InstitutionCalendar calendar)
{
    public RedemptionRow Of(RedemptionView redemption) => new(
        redemption.Id,
        redemption.Collector.Value,
        redemption.Reward,
        redemption.RewardName,
        redemption.Quantity,
        MinorUnits.ToMajor(redemption.PriceHundredths, 2),
        MinorUnits.ToMajor(redemption.ValueMinor, settings.CurrencyDecimals),
        BoardRequests.NameOf(redemption.State),
        calendar.Format(redemption.RequestedAt),
        redemption.ExpiresAt is { } end ? calendar.Format(end) : null,
        redemption.NeedsTwo,
        redemption.FirstApprovedBy is not null,
        Array.ConvertAll(redemption.Decisions, d => new RedemptionDecisionRow(BoardRequests.NameOf(d.State), calendar.Format(d.At), d.Reason)));
}

/// <param name="RewardName">As it was called when it was asked for.</param>
/// <param name="Price">Points of all together, as it was then.</param>
/// <param name="Value">What all together cost the institution.</param>
/// <param name="ExpiresAt">When it ends by itself; null where nothing runs out.</param>
/// <param name="NeedsTwo">Whether it takes two to approve it.</param>
/// <param name="ApprovedOnce">Whether the first of two has.</param>
/// <param name="Decisions">What happened since, in order.</param>
internal sealed record RedemptionRow(
    string Id, string CollectorId, string RewardId, string RewardName, int Quantity, decimal Price, decimal Value, string State, string RequestedAt, string? ExpiresAt, bool NeedsTwo, bool ApprovedOnce,
    RedemptionDecisionRow[] Decisions);

/// <param name="State">What it became.</param>
internal sealed record RedemptionDecisionRow(string State, string At, string? Reason);
