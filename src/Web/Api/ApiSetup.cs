using Leaderboard.Journal;
using Leaderboard.Web.Access;
using Leaderboard.Web.Budgets;
using Leaderboard.Web.Claims;
using Leaderboard.Web.Conduct;
using Leaderboard.Web.Contests;
using Leaderboard.Web.Imports;
using Leaderboard.Web.Measures;
using Leaderboard.Web.Notices;
using Leaderboard.Web.Operations;
using Leaderboard.Web.Payroll;
using Leaderboard.Web.People;
using Leaderboard.Web.Reconciliation;
using Leaderboard.Web.Rewards;
using Leaderboard.Web.Schemes;
using Leaderboard.Web.Statements;
using Leaderboard.Web.Targets;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Leaderboard.Web.Api;

/// <summary>The HTTP API, version 1.</summary>
internal static class ApiSetup
{
    private const string TokenHeader = "RequestVerificationToken";

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<EntryParsers>()
        .AddSingleton<PostingService>()
        .AddSingleton<RepeatedCalls>()
        .AddSingleton<IClusterConnectionStatusObserver>(s => s.GetRequiredService<RepeatedCalls>())
        .AddSingleton<PostingAdmission>()
        .AddSingleton<RosterService>()
        .AddSingleton<RosterAudit>()
        .AddSingleton<VisibleRoster>()
        .AddSingleton<TargetRequests>()
        .AddSingleton<AbsenceRequests>()
        .AddSingleton<ClaimsDesk>()
        .AddSingleton<TargetDesk>()
        .AddSingleton<BoardRequests>()
        .AddSingleton<BoardJson>()
        .AddSingleton<ContestRequests>()
        .AddSingleton<ContestJson>()
        .AddSingleton<ContestDesk>()
        .AddSingleton<ContestEntrants>()
        .AddSingleton<BenchmarkDesk>()
        .AddSingleton<ConductDesk>()
        .AddSingleton<AccountFlagDesk>()
        .AddSingleton<BudgetDesk>()
        .AddSingleton<RewardChecks>()
        .AddSingleton<RewardDesk>().AddSingleton<SuggestionDesk>()
        .AddSingleton<NoticeDesk>()
        .AddSingleton<ContactDesk>()
        .AddSingleton<RedemptionDesk>()
        .AddSingleton<PickUpCodes>()
        .AddSingleton<CodeSeals>()
        .AddSingleton<CodeDesk>()
        .AddSingleton<PictureReader>()
        .AddSingleton<RewardPictures>()
        .AddSingleton<RedemptionJson>()
        .AddSingleton<PayrollDesk>()
        .AddSingleton<PayFiles>()
        .AddSingleton<PayJson>()
        .AddSingleton<StatementDesk>()
        .AddSingleton<StatementJson>()
        .AddSchemes()
        .AddProblemDetails()
        .AddExceptionHandler<ApiFailures>()
        .AddApiDocument();

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter(RefuseAsync).AddEndpointFilter(RefuseForgedAsync)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapPostings();
        api.MapImports();
        api.MapRoster();
        api.MapLedger();
        api.MapMerits();
        api.MapTargets();
        api.MapAbsences();
        api.MapClaims();
        api.MapBoards();
        api.MapContests();
        api.MapBenchmarks();
        api.MapConduct();
        api.MapAccountFlags();
        api.MapBudgets();
        api.MapRewards();
        api.MapPictures();
        api.MapRedemptions();
        api.MapPayroll();
        api.MapStatements();
        api.MapSchemes();
        api.MapContestRaces();
        api.MapReconciliations();
        api.MapKeys();
        api.MapOperations();
        api.MapGet("/verify", VerifyAsync).Requires(Right.Verify).WithSummary("Walks the hash chain of the journal, and holds it against the daily closes and the certified contests");
        app.UseWhen(c => c.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), bare => bare.UseStatusCodePages(ExplainAsync));
        app.MapHealth();
        app.MapApiDocument();
        app.MapSchemeSchema();
    }

    private static async Task<Ok<ChainAnswer>> VerifyAsync(IGrainFactory grains) =>
        TypedResults.Ok(ChainAnswer.Of(await grains.JournalQuery().Verify(), await grains.JournalQuery().VerifyAnchors()));

    /// <summary>What routing refuses on its own has no body yet.</summary>
    private static Task ExplainAsync(StatusCodeContext context)
    {
        var (http, status) = (context.HttpContext, context.HttpContext.Response.StatusCode);
        var problem = status switch
        {
            StatusCodes.Status404NotFound => ApiProblem.NotFound($"There is no {http.Request.Path}."),
            StatusCodes.Status405MethodNotAllowed => ApiProblem.Of(status, "methodNotAllowed", $"{http.Request.Path} takes {http.Response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType => ApiProblem.Of(status, "unsupportedMediaType", "Send application/json."),
            _ => ApiProblem.Of(status, "refused", ReasonPhrases.GetReasonPhrase(status)),
        };
        return problem.AnswerAsync(http);
    }

    /// <summary>Turns refusals into problems, and counts them; what else fails is <see cref="ApiFailures"/>' business.</summary>
    private static async ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await JudgeAsync(context, next);
        if ((result is INestedHttpResult nested ? nested.Result : result) is ProblemHttpResult problem)
            problem.CountIn(context.HttpContext);
        return result;
    }

    /// <summary>A browser sends a session's cookie unasked: what changes something must carry the token of one of our pages.</summary>
    private static async ValueTask<object?> RefuseForgedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return Caller.Of(http.User) is null || HttpMethods.IsGet(http.Request.Method)
            || (http.Request.Headers.ContainsKey(TokenHeader) && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            ? await next(context)
            : ApiProblem.Of(StatusCodes.Status400BadRequest, "tokenRequired", "A signed-in browser sends the header RequestVerificationToken of its page.");
    }

    private static async ValueTask<object?> JudgeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ApiRefusedException refused)
        {
            return refused.Problem;
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiProblem.Of(bad.StatusCode, "bodyTooLarge", "The body is too large.")
                : ApiProblem.Of(bad.StatusCode, "malformedRequest", bad.Message);
        }
    }

    private static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", async Task<Results<ContentHttpResult, StatusCodeHttpResult>> (IGrainFactory grains, Drain drain) =>
        {
            if (drain.HasBegun)
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            try
            {
                await grains.Roster().Teams().WaitAsync(TimeSpan.FromSeconds(2));
                return TypedResults.Text("ready");
            }
#pragma warning disable CA1031 // Whatever keeps it from work, the answer is the same.
            catch (Exception)
#pragma warning restore CA1031
            {
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous().ExcludeFromDescription();
    }
}

/// <summary>The reports as JSON.</summary>
/// <param name="Whole">Every hash fits. A chain that was written anew is whole too: that shows in the anchors.</param>
internal sealed record ChainAnswer(long Entries, bool Whole, string? FirstBroken, IReadOnlyList<ChainHead> Heads, AnchorsAnswer Anchors)
{
    public static ChainAnswer Of(ChainReport report, AnchorReport anchors) => new(
        report.Entries,
        report.FirstBroken is null,
        report.FirstBroken,
        [.. report.Heads.Select(h => new ChainHead(h.Partition, h.Seq, h.Hash.ToString()))],
        new AnchorsAnswer(anchors.Closes, anchors.Contests, anchors.Faults.Length == 0, anchors.Faults));
}

/// <param name="Closes">Daily closes that were looked at.</param>
/// <param name="Contests">Certified contests that were looked at.</param>
/// <param name="Faults">Each with its day or its contest first.</param>
internal sealed record AnchorsAnswer(long Closes, long Contests, bool Whole, IReadOnlyList<string> Faults);

internal sealed record ChainHead(int Partition, long Seq, string Hash);
