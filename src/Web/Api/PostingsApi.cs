using Leaderboard.Recoveries;
using Leaderboard.Web.Access;

namespace Leaderboard.Web.Api;

/// <summary>Recoveries, reversals, accounts: arrays in, one answer an entry out, after every accepted one is durable.</summary>
internal static class PostingsApi
{
    public static void MapPostings(this RouteGroupBuilder api)
    {
        Post(api, "/recoveries", RecoveriesAsync).Accepts<RecoveryEntry[]>("application/json").WithExamples(ApiExamples.Recoveries, ApiExamples.PostingAnswer).WithSummary("Posts receipts, exactly once by their id");
        Post(api, "/reversals", ReversalsAsync).Accepts<ReversalEntry[]>("application/json").WithExamples(ApiExamples.Reversals, ApiExamples.PostingAnswer).WithSummary("Takes recoveries back, whole or in part");
        Post(api, "/accounts", AccountsAsync).Accepts<AccountEntry[]>("application/json").WithExamples(ApiExamples.Accounts, ApiExamples.PostingAnswer).WithSummary("Adds account balances as of a moment");
    }

    private static RouteHandlerBuilder Post(RouteGroupBuilder api, string path, Delegate handler) => api.MapPost(path, handler)
        .Requires(Right.Post)
        .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<PostingAdmission>().AdmitAsync(context, next))
        .Produces<PostingResult>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> RecoveriesAsync(HttpRequest request, EntryParsers parsers, PostingService service)
    {
        using var body = await RequestBody.ReadEntriesAsync(request);
        var sender = Senders.Of(request.HttpContext.User);
        return new PostingAnswer(await service.PostRecoveriesAsync(EntryParsers.Each(body, e => parsers.Recovery(e, sender))));
    }

    private static async Task<IResult> ReversalsAsync(HttpRequest request, EntryParsers parsers, PostingService service)
    {
        using var body = await RequestBody.ReadEntriesAsync(request);
        var sender = Senders.Of(request.HttpContext.User);
        return new PostingAnswer(await service.PostReversalsAsync(EntryParsers.Each(body, e => parsers.Reversal(e, sender))));
    }

    private static async Task<IResult> AccountsAsync(HttpRequest request, EntryParsers parsers, PostingService service)
    {
        using var body = await RequestBody.ReadEntriesAsync(request);
        return new PostingAnswer(await service.PostAccountsAsync(EntryParsers.Each(body, parsers.Account)));
    }
}
