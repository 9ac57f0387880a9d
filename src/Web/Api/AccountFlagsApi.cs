using Leaderboard.Accounts;
using Leaderboard.Recoveries;
using Leaderboard.Web.Access;
using Leaderboard.Web.Conduct;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Flags of one account by its id, with the reason; those of many come with their balances.</summary>
internal static class AccountFlagsApi
{
    public static IReadOnlyDictionary<string, FlagReason> Reasons { get; } = BoardRequests.Names<FlagReason>();

    public static void MapAccountFlags(this RouteGroupBuilder api)
    {
        api.MapGet("/accounts/{id}/flags", GetAsync).Requires(Right.ReviewConduct).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Why money from an account earns nothing, and since when");
        api.MapPost("/accounts/{id}/flags", FlagAsync).Requires(Right.KeepConduct).Accepts<FlagsBody>("application/json").WithExamples(ApiExamples.Flags)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Sets the flags of an account from now on, in place of those it has");
    }

    private static async Task<Results<Ok<FlagsAnswer>, ProblemHttpResult>> GetAsync(string id, IGrainFactory grains, InstitutionCalendar calendar) =>
        Field.IsId(id) && await grains.Accounts().FlagsOf(new AccountId(id)) is { } history ? TypedResults.Ok(FlagsAnswer.Of(history, calendar)) : NoAccount(id);

    private static async Task<Results<Ok<FlagsAnswer>, ProblemHttpResult>> FlagAsync(string id, HttpContext http, AccountFlagDesk desk, InstitutionCalendar calendar)
    {
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.RootElement.ValueKind != System.Text.Json.JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object.");
        try
        {
            var flags = AccountFlagNames.Read(body.RootElement) ?? throw Field.Fault(Refusal.InvalidField, "flags", "Those it has from now on; an empty array for none.");
            var reason = Field.Choice(body.RootElement, "reason", Reasons, default, Refusal.InvalidField);
            if (reason == default)
                throw Field.Fault(Refusal.InvalidField, "reason", "One of " + string.Join(", ", Reasons.Keys) + ".");
            return Field.IsId(id) && await desk.FlagAsync(http, new AccountId(id), flags, reason) is { } history ? TypedResults.Ok(FlagsAnswer.Of(history, calendar)) : NoAccount(id);
        }
        catch (EntryFaultException fault)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Fault.Refusal), $"{fault.Fault.Field}: {fault.Fault.Message}", fault.Fault.Field);
        }
    }

    private static ProblemHttpResult NoAccount(string id) => ApiProblem.NotFound($"There is no account {id}.");
}

/// <param name="Flags">Those it has from now on; empty for none.</param>
internal sealed record FlagsBody(string[] Flags, string Reason);

/// <param name="Flags">Now.</param>
/// <param name="History">Each time that somebody told of them, by time.</param>
internal sealed record FlagsAnswer(string AccountId, string[] Flags, FlagsSinceAnswer[] History)
{
    public static FlagsAnswer Of(FlagHistory history, InstitutionCalendar calendar) => new(
        history.Account.Value, AccountFlagNames.Of(history.Flags), Array.ConvertAll(history.History, h => new FlagsSinceAnswer(calendar.Format(h.From), AccountFlagNames.Of(h.Flags))));
}

internal sealed record FlagsSinceAnswer(string From, string[] Flags);
