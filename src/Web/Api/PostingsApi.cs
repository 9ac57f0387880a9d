using Leaderboard.Recoveries;
using Leaderboard.Web.Access;
using Leaderboard.Web.Load;

namespace Leaderboard.Web.Api;

/// <summary>Recoveries, reversals, accounts: arrays in, one answer an entry out, after every accepted one is durable.</summary>
internal static class PostingsApi
{
    public static void MapPostings(this RouteGroupBuilder api)
    {
        Post(api, "/recoveries", RecoveriesAsync).Accepts<RecoveryBody[]>("application/json").WithSummary("Posts receipts, exactly once by their id");
        Post(api, "/reversals", ReversalsAsync).Accepts<ReversalBody[]>("application/json").WithSummary("Takes recoveries back, whole or in part");
        Post(api, "/accounts", AccountsAsync).Accepts<AccountBody[]>("application/json").WithSummary("Adds account balances as of a moment");
    }

    private static RouteHandlerBuilder Post(RouteGroupBuilder api, string path, Delegate handler) => api.MapPost(path, handler)
        .RequireAuthorization(Policies.Ingest)
        .Produces<PostAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> RecoveriesAsync(HttpRequest request, EntryParsers parsers, PostingService service)
    {
        using var body = await RequestBody.ReadEntriesAsync(request);
        return new PostingAnswer(await service.PostRecoveriesAsync(EntryParsers.Each(body, parsers.Recovery)));
    }

    private static async Task<IResult> ReversalsAsync(HttpRequest request, EntryParsers parsers, PostingService service)
    {
        using var body = await RequestBody.ReadEntriesAsync(request);
        return new PostingAnswer(await service.PostReversalsAsync(EntryParsers.Each<PostReversal>(body, parsers.Reversal)));
    }

    private static async Task<IResult> AccountsAsync(HttpRequest request, EntryParsers parsers, PostingService service)
    {
        using var body = await RequestBody.ReadEntriesAsync(request);
        return new PostingAnswer(await service.PostAccountsAsync(EntryParsers.Each(body, parsers.Account)));
    }
}
