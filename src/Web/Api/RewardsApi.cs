using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>The catalogue: what can be had for points.</summary>
internal static class RewardsApi
{
    public static void MapRewards(this RouteGroupBuilder api)
    {
        api.MapGet("/rewards", async (IGrainFactory grains, InstitutionSettings settings) => TypedResults.Ok(Array.ConvertAll(await grains.Rewards().List(), r => RewardAnswer.Of(r, settings))))
            .Requires(Right.SeeRewards).WithSummary("Rewards by id, with what is left of each");
        api.MapPut("/rewards/{id}", PutAsync).Requires(Right.KeepRewards).Accepts<RewardBody>("application/json").WithExamples(ApiExamples.Reward)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Makes or changes a reward");
    }

    private static async Task<Results<Ok<RewardAnswer>, ProblemHttpResult>> PutAsync(string id, HttpContext http, RewardDesk desk, IGrainFactory grains, InstitutionSettings settings)
    {
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object.");
        if (!Field.IsId(id))
            return ApiProblem.NotFound($"There is no reward {id}.");
        try
        {
            var terms = Terms(body.RootElement, settings);
            if (terms.Budget is { } budget && await grains.Budget(budget).Get() is null)
                throw Field.Fault(Refusal.InvalidField, "budget", $"There is no budget {budget}.");
            return TypedResults.Ok(RewardAnswer.Of(await desk.PutAsync(http, id, terms), settings));
        }
        catch (EntryFaultException fault)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Fault.Refusal), $"{fault.Fault.Field}: {fault.Fault.Message}", fault.Fault.Field);
        }
    }

    private static RewardTerms Terms(in Entry body, InstitutionSettings settings) => new()
    {
        Name = Field.OptionalText(body, "name", RewardDesk.MaxNameLength)?.Trim() is { Length: > 0 } name ? name : throw Field.Fault(Refusal.InvalidField, "name", "A name is required."),
        PriceHundredths = Field.Amount(body, "price", 2),
        Stock = Field.OptionalCount(body, "stock"),
        ValueMinor = Field.OptionalAmount(body, "value", settings.CurrencyDecimals, zeroAllowed: true) ?? 0,
        Budget = Field.OptionalId(body, "budget"),
        IsActive = Field.OptionalFlag(body, "active") ?? true,
    };
}

internal sealed record RewardBody(string Name, decimal Price, int? Stock, decimal? Value, string? Budget, bool? Active);

/// <param name="Price">Points of one.</param>
/// <param name="Stock">How many are there, with those that are set aside; null: as many as are asked for.</param>
/// <param name="Reserved">Set aside for redemptions that are open.</param>
/// <param name="Available">What can be promised now; null: as many as are asked for.</param>
/// <param name="Value">What one costs the institution.</param>
/// <param name="Budget">The envelope that pays for it; null: none.</param>
internal sealed record RewardAnswer(string Id, string Name, decimal Price, int? Stock, int Reserved, int? Available, decimal Value, string? Budget, bool Active)
{
    public static RewardAnswer Of(RewardView reward, InstitutionSettings settings) => new(
        reward.Id,
        reward.Terms.Name,
        MinorUnits.ToMajor(reward.Terms.PriceHundredths, 2),
        reward.Terms.Stock,
        reward.Reserved,
        reward.Available,
        MinorUnits.ToMajor(reward.Terms.ValueMinor, settings.CurrencyDecimals),
        reward.Terms.Budget,
        reward.Terms.IsActive);
}
