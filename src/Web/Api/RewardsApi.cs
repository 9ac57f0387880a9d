using System.Security.Claims;
using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.People;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>The catalogue: what can be had for points.</summary>
internal static class RewardsApi
{
    private static readonly Dictionary<string, RewardKind> Kinds = BoardRequests.Names<RewardKind>();

    public static void MapRewards(this RouteGroupBuilder api)
    {
        api.MapGet("/rewards", ListAsync).Requires(Right.SeeRewards)
            .WithSummary("Rewards by id, with what is left of each; drafts, costs and budgets for programs, and for who sees all budgets");
        api.MapPut("/rewards/{id}", PutAsync).Requires(Right.KeepRewards).Accepts<RewardBody>("application/json").WithExamples(ApiExamples.Reward)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Makes or changes a reward");
    }

    private static async Task<Ok<RewardAnswer[]>> ListAsync(ClaimsPrincipal user, IGrainFactory grains, AccessGuard guard, InstitutionSettings settings, InstitutionCalendar calendar, TimeProvider time)
    {
        var all = await grains.Rewards().List();
        var seesCosts = guard.ReachOf(user, Caller.Of(user) is null ? Right.SeeRedemptions : Right.SeeBudgets) == Reach.All;
        return TypedResults.Ok(seesCosts
            ? Array.ConvertAll(all, r => RewardAnswer.Of(r, settings, calendar))
            : [.. all.Where(r => r.Terms.IsOfferedAt(time.Now())).Select(r => RewardAnswer.Of(r, settings, calendar) with { Value = null, Budget = null })]);
    }

    private static async Task<Results<Ok<RewardAnswer>, ProblemHttpResult>> PutAsync(
        string id, HttpContext http, RewardDesk desk, RewardChecks checks, InstitutionSettings settings, InstitutionCalendar calendar)
    {
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object.");
        if (!Field.IsId(id))
            return ApiProblem.NotFound($"There is no reward {id}.");
        try
        {
            var terms = Terms(body.RootElement, settings, calendar);
            return await checks.FaultAsync(id, terms) is { } fault ? Faulty(fault) : TypedResults.Ok(RewardAnswer.Of(await desk.PutAsync(http, id, terms), settings, calendar));
        }
        catch (EntryFaultException fault)
        {
            return Faulty(fault.Fault);
        }
    }

    private static ProblemHttpResult Faulty(EntryFault fault) =>
        ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Refusal), $"{fault.Field}: {fault.Message}", fault.Field);

    private static RewardTerms Terms(in Entry body, InstitutionSettings settings, InstitutionCalendar calendar) => new()
    {
        Name = Field.OptionalText(body, "name", RewardChecks.MaxNameLength)?.Trim() ?? "",
        Kind = Field.Choice(body, "kind", Kinds, RewardKind.Goods, Refusal.InvalidField),
        Description = Field.OptionalText(body, "description", RewardChecks.MaxDescriptionLength)?.Trim() is { Length: > 0 } description ? description : null,
        PriceHundredths = Field.Amount(body, "price", 2),
        Stock = Field.OptionalCount(body, "stock"),
        LowStockAt = Field.OptionalCount(body, "lowStockAt"),
        ValueMinor = Field.OptionalAmount(body, "value", settings.CurrencyDecimals, zeroAllowed: true) ?? 0,
        Budget = Field.OptionalId(body, "budget"),
        From = Bound(body, "from", calendar),
        To = Bound(body, "to", calendar),
        Teams = Teams(body),
        IsActive = Field.OptionalFlag(body, "active") ?? true,
    };

    /// <summary>A moment, or a day for the first moment of it.</summary>
    private static Moment? Bound(in Entry body, string name, InstitutionCalendar calendar)
    {
        if (!body.TryGet(name, out var value))
            return null;
        return value.Day(calendar) ?? value.Time ?? throw Field.Fault(Refusal.InvalidTime, name, "A day of the institution, such as 2026-11-02, or an RFC 3339 time with an offset.");
    }

    private static string? Teams(in Entry body)
    {
        if (!body.TryGet("teams", out var value))
            return null;
        return value.Choices is { } ids && ids.All(Field.IsId) ? RewardTerms.JoinTeams(ids) : throw Field.Fault(Refusal.InvalidField, "teams", "An array of ids of teams.");
    }
}

internal sealed record RewardBody(
    string Name, decimal Price, int? Stock, decimal? Value, string? Budget, bool? Active, RewardKind? Kind, string? Description, string? From, string? To, string[]? Teams, int? LowStockAt);

/// <param name="Price">Points of one.</param>
/// <param name="Stock">How many are there, with those that are set aside; null: as many as are asked for.</param>
/// <param name="Reserved">Set aside for redemptions that are open.</param>
/// <param name="Available">What can be promised now; null: as many as are asked for.</param>
/// <param name="Value">What one costs the institution; null for who only asks for it.</param>
/// <param name="Budget">The envelope that pays for it; null: none, and for who only asks for it.</param>
/// <param name="Active">False: a draft, or withdrawn.</param>
/// <param name="From">From when on it can be asked for, inclusive; null: from ever.</param>
/// <param name="To">Until when, exclusive; null: for ever.</param>
/// <param name="Teams">Whose people may have it; none: everybody.</param>
/// <param name="LowStockAt">When so many can be promised, or fewer, they are few; null: never.</param>
/// <param name="Low">Whether they are.</param>
/// <param name="Picture">Path of its picture, another for every other picture; null: it has none.</param>
internal sealed record RewardAnswer(
    string Id,
    string Name,
    decimal Price,
    int? Stock,
    int Reserved,
    int? Available,
    decimal? Value,
    string? Budget,
    bool Active,
    string Kind,
    string? Description,
    string? From,
    string? To,
    string[] Teams,
    int? LowStockAt,
    bool Low,
    string? Picture)
{
    public static RewardAnswer Of(RewardView reward, InstitutionSettings settings, InstitutionCalendar calendar) => new(
        reward.Id,
        reward.Terms.Name,
        MinorUnits.ToMajor(reward.Terms.PriceHundredths, 2),
        reward.Terms.Stock,
        reward.Reserved,
        reward.Available,
        MinorUnits.ToMajor(reward.Terms.ValueMinor, settings.CurrencyDecimals),
        reward.Terms.Budget,
        reward.Terms.IsActive,
        BoardRequests.NameOf(reward.Terms.Kind),
        reward.Terms.Description,
        reward.Terms.From is { } from ? calendar.Format(from) : null,
        reward.Terms.To is { } to ? calendar.Format(to) : null,
        reward.Terms.TeamIds(),
        reward.Terms.LowStockAt,
        reward.IsLow,
        PicturesApi.PathOf(reward));
}
