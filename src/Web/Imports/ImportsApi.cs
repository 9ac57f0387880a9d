using System.ComponentModel;
using System.Security.Claims;
using Leaderboard.Imports;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Leaderboard.Web.Imports;

/// <summary>Whole files in, row by row; how far they are; what was refused; and taking one back.</summary>
internal static class ImportsApi
{
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int MaxNameLength = 100;

    private static readonly string[] Types =
        ["text/csv", "text/plain", "text/tab-separated-values", "application/csv", "application/vnd.ms-excel", "application/octet-stream", WorkbookType];

    public static void MapImports(this RouteGroupBuilder api)
    {
        api.MapPost("/imports", PostAsync).Requires(Right.Import).Accepts<IFormFile>(Types[0], Types[^1])
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .WithSummary("Takes a file of recoveries, reversals, accounts, the roster, targets or absences, and reads it in the background");
        api.MapGet("/imports", async (ClaimsPrincipal user, ImportDesk desk, InstitutionSettings settings, InstitutionCalendar calendar) =>
            TypedResults.Ok((await desk.ListAsync(user)).Select(i => ImportAnswer.Of(i, [], settings, calendar)).ToArray()))
            .Requires(Right.Import).WithSummary("The newest imports, without their errors");
        api.MapGet("/imports/{id}", GetAsync).Requires(Right.Import).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("How far an import is, and its first thousand errors");
        api.MapGet("/imports/{id}/errors", ErrorsAsync).Requires(Right.Import).Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone)
            .WithSummary("Every row that was refused, as CSV, to be mended and sent again");
        api.MapPost("/imports/{id}/run", RunAsync).Requires(Right.Import).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Imports for good what a dry run has judged");
        api.MapPost("/imports/{id}/take-back", TakeBackAsync).Requires(Right.Import).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Reverses every recovery that an import brought in");
    }

    public static string SentBy(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>What is known of a file before it is read.</summary>
    public static NewImport About(ImportKind kind, string? source, string? fileName, ClaimsPrincipal user) =>
        new() { Kind = kind, Source = source?.Trim() ?? "", FileName = fileName?.Trim() ?? "", SizeBytes = 0, Format = "", SentBy = SentBy(user) };

    private static async Task<IResult> PostAsync(
        HttpRequest request, ImportDesk desk, AccessGuard guard, ClaimsPrincipal user,
        [FromQuery] string? kind, [FromQuery, Description("Where such files come from: their columns are remembered.")] string? source,
        [FromQuery, Description("Of the file.")] string? name, [FromQuery] bool? dryRun, [FromQuery, Description("field:column, for columns that are called otherwise.")] string[]? map)
    {
        if (!Enum.TryParse<ImportKind>(kind, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed) || char.IsAsciiDigit(kind[0]))
            return ApiProblem.Invalid("kind", $"One of {string.Join(", ", Enum.GetValues<ImportKind>().Select(BoardRequests.NameOf))}.");
        if (!guard.MayImport(user, parsed))
            return ApiProblem.Of(StatusCodes.Status403Forbidden, "forbidden", $"Who may not change the {BoardRequests.NameOf(parsed)} otherwise may not import them.");
        if (!IsFile(request))
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupportedMediaType", "Send text/csv or an .xlsx workbook.");
        if (source?.Length > MaxNameLength || name?.Length > MaxNameLength)
            return ApiProblem.Invalid(source?.Length > MaxNameLength ? "source" : "name", $"At most {MaxNameLength} characters.");
        var named = (map ?? []).Select(m => m.Split(':', 2)).ToList();
        if (named.Exists(m => m.Length < 2))
            return ApiProblem.Invalid("map", "A field and a column with a colon between them.");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ImportFiles.MaxBytes;

        var cancel = request.HttpContext.RequestAborted;
        try
        {
            var about = About(parsed, source, name, user);
            var (import, columns) = await desk.ReceiveAsync(request.Body, about, [.. named.Select(m => new ImportColumn { Field = m[0].Trim(), Column = m[1].Trim() })], cancel);
            var (_, refusal) = await desk.StartAsync(request.HttpContext, import, columns, dryRun ?? false);
            return refusal is null
                ? TypedResults.Accepted($"/api/v1/imports/{import.Id}", new ImportReceipt(import.Id))
                : Refused(refusal);
        }
        catch (SheetRefusedException refused)
        {
            return Refused(refused.Refusal);
        }
    }

    /// <summary>Whether the body is said to be a file that we read, or not said to be anything.</summary>
    public static bool IsFile(HttpRequest request) => request.ContentType?.Split(';')[0].Trim() is not { } type || Types.Contains(type, StringComparer.OrdinalIgnoreCase);

    public static ProblemHttpResult Refused(SheetRefusal refusal) => ApiProblem.Of(
        refusal.Code == "fileTooLarge" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, refusal.Code, refusal.Message, refusal.Subject);

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> GetAsync(
        string id, ClaimsPrincipal user, ImportDesk desk, IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar) =>
        await desk.FindAsync(user, id) is { } import ? TypedResults.Ok(ImportAnswer.Of(import, await grains.Import(id).Errors(), settings, calendar)) : NoSuch(id);

    private static async Task<IResult> ErrorsAsync(string id, ClaimsPrincipal user, ImportDesk desk, ImportFiles files)
    {
        if (await desk.FindAsync(user, id) is not { } import)
            return NoSuch(id);
        if (import is { IsGoing: false, KeptUntil: null })
            return ApiProblem.Of(StatusCodes.Status410Gone, "gone", "The refused rows were kept for a while, and are deleted.");
        return TypedResults.Stream(files.Open(id, ImportPart.Errors), "text/csv; charset=utf-8", ErrorSheet.NameOf(import));
    }

    private static async Task<Results<Accepted<ImportReceipt>, ProblemHttpResult>> RunAsync(string id, IGrainFactory grains, ImportDesk desk, HttpContext http)
    {
        if (await desk.FindAsync(http.User, id) is not { } import)
            return NoSuch(id);
        if (import.State is not (ImportState.Uploaded or ImportState.Checked))
            return Conflict(import);
        var (started, refusal) = await desk.StartAsync(http, import, null, isDryRun: false);
        return refusal is not null ? Refused(refusal)
            : started is null ? Conflict(await grains.Import(id).Get() ?? import)
            : TypedResults.Accepted($"/api/v1/imports/{id}", new ImportReceipt(id));
    }

    private static async Task<Results<Accepted<ImportReceipt>, ProblemHttpResult>> TakeBackAsync(string id, ImportDesk desk, HttpContext http)
    {
        if (await desk.FindAsync(http.User, id) is not { } import)
            return NoSuch(id);
        return await desk.TakeBackAsync(http, import) is { } takesBack
            ? TypedResults.Accepted($"/api/v1/imports/{takesBack.Id}", new ImportReceipt(takesBack.Id))
            : Conflict(import);
    }

    private static ProblemHttpResult NoSuch(string id) => ApiProblem.NotFound($"There is no import {id}.");

    private static ProblemHttpResult Conflict(ImportView import) => ApiProblem.Of(
        StatusCodes.Status409Conflict,
        "wrongState",
        $"The import is {ImportAnswer.StateOf(import)}{(import.File.Kind != ImportKind.Recoveries ? ", and holds no recoveries" : import is { IsGoing: false, KeptUntil: null } ? ", and too old" : "")}.",
        "state");
}

internal sealed record ImportReceipt(string ImportId);
