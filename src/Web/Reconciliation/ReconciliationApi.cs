using System.ComponentModel;
using System.Globalization;
using Leaderboard.Reconciliation;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Imports;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Leaderboard.Web.Reconciliation;

/// <summary>The bank's count and sum of a day and source against ours; where they differ, by row; the close of the day.</summary>
internal static class ReconciliationApi
{
    private const string Root = "/reconciliations";
    private const string OfSource = Root + "/{day}/{source}";
    private const int MaxRows = 1000;

    public static void MapReconciliations(this RouteGroupBuilder api)
    {
        Of(api.MapGet(Root, ListAsync), Right.ReadReconciliation).WithSummary("Days and how they stand against the bank");
        Of(api.MapGet(Root + "/{day}", GetAsync), Right.ReadReconciliation).WithSummary("A day by source: ours, the bank's, and the close");
        Of(api.MapGet(OfSource + "/differences", DifferencesAsync), Right.ReadReconciliation).WithSummary("Rows that the bank and we do not both have alike")
            .WithQuery(("offset", DocumentParts.Number(0, 0, null), "Rows left out before the first."), ("limit", DocumentParts.Number(100, 1, MaxRows), "Rows at most."));
        Of(api.MapPut(OfSource, PutAsync), Right.GiveControls).Accepts<ControlEntry>("application/json").WithExamples(ApiExamples.Control)
            .ProducesProblem(StatusCodes.Status409Conflict).WithSummary("What the bank counted and summed up; replaces what it said before");
        Of(api.MapPut(OfSource + "/rows", PutRowsAsync), Right.GiveControls).Accepts<IFormFile>("text/csv", ImportsApi.WorkbookType)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .WithSummary("The bank's rows (id, amount and perhaps kind) as CSV or .xlsx; count and sum follow from them");
        Of(api.MapPost(Root + "/{day}/close", CloseAsync), Right.Reconcile).Accepts<CloseEntry>("application/json").WithExamples(ApiExamples.Close)
            .ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Closes a day that is over, once and for ever");
    }

    private static RouteHandlerBuilder Of(RouteHandlerBuilder route, Right right) => route.Requires(right).ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Ok<DaySummary[]>> ListAsync(
        IGrainFactory grains, ReconciliationRequests requests,
        [FromQuery, Description("First day; default: two weeks before the last.")] string? from, [FromQuery, Description("Last day, inclusive; default: today.")] string? to)
    {
        var (first, last) = requests.Range(from, to);
        var days = await Task.WhenAll(Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(n => grains.Reconciliation(first.AddDays(n)).Get()));
        return TypedResults.Ok(Array.ConvertAll(days, ReconciliationJson.Summary));
    }

    private static async Task<Ok<DayAnswer>> GetAsync(string day, IGrainFactory grains, ReconciliationRequests requests, ReconciliationJson json) =>
        TypedResults.Ok(json.Of(await grains.Reconciliation(requests.Day(day)).Get()));

    private static async Task<Ok<RowsAnswer>> DifferencesAsync(string day, string source, HttpRequest http, IGrainFactory grains, ReconciliationRequests requests, ReconciliationJson json)
    {
        var (offset, limit) = (BoardRequests.Number(http.Query, "offset", 0, 0, int.MaxValue), BoardRequests.Number(http.Query, "limit", 100, 1, MaxRows));
        return TypedResults.Ok(json.Of(await grains.Reconciliation(requests.Day(day)).Differences(ReconciliationRequests.Source(source), offset, limit)));
    }

    private static async Task<Results<Ok<SourceAnswer>, ProblemHttpResult>> PutAsync(
        string day, string source, HttpContext http, ReconciliationDesk desk, IGrainFactory grains, ReconciliationRequests requests, ReconciliationJson json)
    {
        var at = requests.Day(day);
        await CheckSourceAsync(desk, at, source);
        using var body = await RequestBody.ReadAsync(http.Request);
        var (recoveries, reversals) = requests.Control(body.RootElement);
        return await AnswerAsync(await desk.PutControlAsync(http, at, source, recoveries, reversals), at, source, grains, json);
    }

    private static async Task<Results<Ok<SourceAnswer>, ProblemHttpResult>> PutRowsAsync(
        string day, string source, HttpContext http, ReconciliationDesk desk, IGrainFactory grains, ReconciliationRequests requests, ReconciliationJson json)
    {
        var at = requests.Day(day);
        await CheckSourceAsync(desk, at, source);
        if (!ImportsApi.IsFile(http.Request))
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupportedMediaType", "Send text/csv or an .xlsx workbook.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BankFile.MaxBytes * 2L;
        try
        {
            return await AnswerAsync(await desk.PutRowsAsync(http, at, source, http.Request.Body), at, source, grains, json);
        }
        catch (SheetRefusedException refused)
        {
            return ImportsApi.Refused(refused.Refusal);
        }
    }

    private static async Task<Results<Ok<DayAnswer>, ProblemHttpResult>> CloseAsync(
        string day, HttpContext http, ReconciliationDesk desk, IGrainFactory grains, ReconciliationRequests requests, ReconciliationJson json)
    {
        var at = requests.Day(day);
        using var body = await RequestBody.ReadAsync(http.Request);
        var answer = await desk.CloseAsync(http, at, ReconciliationRequests.Reasons(body.RootElement));
        return answer.Outcome switch
        {
            CloseOutcome.Done => TypedResults.Ok(json.Of(await grains.Reconciliation(at).Get())),
            CloseOutcome.NotOver => ApiProblem.Of(StatusCodes.Status409Conflict, "dayNotOver", "The day goes on: it can be closed once it is over.", "day"),
            CloseOutcome.ReasonMissing => ApiProblem.Of(StatusCodes.Status409Conflict, "reasonMissing", $"{answer.Source} does not agree with the bank: say why it may be closed.", "reasons." + answer.Source),
            _ => throw new InvalidOperationException($"{answer.Outcome} is no outcome."),
        };
    }

    private static async Task CheckSourceAsync(ReconciliationDesk desk, DateOnly day, string source)
    {
        var known = await desk.KnownSourcesAsync(day);
        if (!known.Contains(ReconciliationRequests.Source(source), StringComparer.Ordinal))
        {
            throw new ApiRefusedException(ApiProblem.Of(
                StatusCodes.Status400BadRequest, "unknownSource", $"Nothing has come from {source}; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}.", "source"));
        }
    }

    private static async Task<Results<Ok<SourceAnswer>, ProblemHttpResult>> AnswerAsync(ControlOutcome outcome, DateOnly day, string source, IGrainFactory grains, ReconciliationJson json) => outcome switch
    {
        ControlOutcome.Done => TypedResults.Ok(json.Of((await grains.Reconciliation(day).Get()).Lines.Single(l => l.Source == source))),
        ControlOutcome.Closed => ApiProblem.Of(StatusCodes.Status409Conflict, "dayClosed", string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is closed; its figures stand."), "day"),
        ControlOutcome.NotBegun => ApiProblem.Invalid("day", "The day has not begun."),
        _ => throw new InvalidOperationException($"{outcome} is no outcome."),
    };
}

[Description("Of the receipts and the reversals that the bank has for the day.")]
internal sealed record ControlEntry
{
    public required TallyEntry Recoveries { get; init; }

    [Description("By the day of the reversal; left out: not compared.")]
    public TallyEntry? Reversals { get; init; }
}

internal sealed record TallyEntry
{
    [Description("A whole number from 0.")]
    public required int Count { get; init; }

    [Description("Major units from 0.")]
    public required decimal Sum { get; init; }
}

internal sealed record CloseEntry
{
    [Description("By source: why it may be closed although it does not agree. At most 500 characters each.")]
    public IReadOnlyDictionary<string, string>? Reasons { get; init; }
}
