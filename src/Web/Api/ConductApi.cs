using System.Text.Json;
using Leaderboard.Conduct;
using Leaderboard.Recoveries;
using Leaderboard.Web.Access;
using Leaderboard.Web.Conduct;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Complaints about collectors and holds on their prizes: kept by compliance, read by managers and who it is about.</summary>
internal static class ConductApi
{
    public static IReadOnlyDictionary<string, ComplaintSeverity> Severities { get; } = BoardRequests.Names<ComplaintSeverity>();

    public static IReadOnlyDictionary<string, ComplaintSource> Sources { get; } = BoardRequests.Names<ComplaintSource>();

    public static IReadOnlyDictionary<string, HoldReason> Reasons { get; } = BoardRequests.Names<HoldReason>();

    public static void MapConduct(this RouteGroupBuilder api)
    {
        api.MapGet("/conduct", async (IGrainFactory grains, InstitutionCalendar calendar) =>
                TypedResults.Ok(Array.ConvertAll(await grains.ConductBook().List(), c => ConductAnswer.Of(c, calendar, withNotes: true))))
            .Requires(Right.ReviewConduct).WithSummary("Collectors of whom there is a complaint or a hold");
        api.MapGet("/collectors/{id}/conduct", GetAsync).Requires(Right.SeeConduct, collector: "id").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A collector's complaints and holds; notes for managers and compliance alone");
        Act(api.MapPost("/collectors/{id}/complaints", RecordAsync)).Accepts<ComplaintBody>("application/json").WithExamples(ApiExamples.Complaint)
            .WithSummary("Writes a complaint down, open");
        Act(api.MapPost("/collectors/{id}/complaints/{complaint}/uphold", (string id, string complaint, HttpContext http, ConductDesk desk) =>
            AnswerAsync(id, http, who => desk.DecideAsync(http, who, complaint, ComplaintState.Upheld)))).WithSummary("Upholds a complaint, for good");
        Act(api.MapPost("/collectors/{id}/complaints/{complaint}/dismiss", (string id, string complaint, HttpContext http, ConductDesk desk) =>
            AnswerAsync(id, http, who => desk.DecideAsync(http, who, complaint, ComplaintState.Dismissed)))).WithSummary("Dismisses a complaint, for good");
        Act(api.MapDelete("/collectors/{id}/complaints/{complaint}/note", (string id, string complaint, HttpContext http, ConductDesk desk) =>
            AnswerAsync(id, http, who => desk.EraseNoteAsync(http, who, complaint)))).WithSummary("Erases a complaint's note");
        Act(api.MapPost("/collectors/{id}/holds", HoldAsync)).Accepts<HoldBody>("application/json").WithExamples(ApiExamples.Hold).WithSummary("Withholds a collector's prizes");
        Act(api.MapPost("/collectors/{id}/holds/{hold}/lift", (string id, string hold, HttpContext http, ConductDesk desk) =>
            AnswerAsync(id, http, who => desk.LiftAsync(http, who, hold)))).WithSummary("Ends a hold now");
    }

    private static RouteHandlerBuilder Act(RouteHandlerBuilder route) => route.Requires(Right.KeepConduct)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ConductAnswer>, ProblemHttpResult>> GetAsync(string id, HttpContext http, IGrainFactory grains, AccessGuard guard, InstitutionCalendar calendar)
    {
        var who = new CollectorId(id);
        return Field.IsId(id) && await grains.Collector(who).Get() is not null
            ? TypedResults.Ok(ConductAnswer.Of(await grains.Conduct(who).Get(), calendar, guard.ReachOf(http.User, Right.ReviewConduct) == Reach.All))
            : NoCollector(id);
    }

    private static Task<Results<Ok<ConductAnswer>, ProblemHttpResult>> RecordAsync(string id, HttpContext http, ConductDesk desk, InstitutionCalendar calendar) => ReadAsync(
        id,
        http,
        body => new ComplaintReport
        {
            Id = Field.Id(body, "id"),
            Severity = Choice(body, "severity", Severities),
            Source = Choice(body, "source", Sources),
            OccurredAt = Time(body, "occurredAt", calendar) ?? throw Field.Fault(Refusal.InvalidTime, "occurredAt", "A time or a day is required."),
            Note = Field.OptionalText(body, "note", ConductDesk.MaxNoteLength),
            By = ConductDesk.By(http),
        },
        (who, report) => desk.RecordAsync(http, who, report));

    private static Task<Results<Ok<ConductAnswer>, ProblemHttpResult>> HoldAsync(string id, HttpContext http, ConductDesk desk, InstitutionCalendar calendar, TimeProvider time) => ReadAsync(
        id,
        http,
        body =>
        {
            var (from, to) = (Time(body, "from", calendar) ?? time.Now(), Time(body, "to", calendar));
            if (to <= from)
                throw Field.Fault(Refusal.InvalidTime, "to", "After the beginning.");
            return new HoldOrder { Id = Field.Id(body, "id"), Reason = Choice(body, "reason", Reasons), From = from, To = to, By = ConductDesk.By(http) };
        },
        (who, order) => desk.HoldAsync(http, who, order));

    private static async Task<Results<Ok<ConductAnswer>, ProblemHttpResult>> ReadAsync<T>(string id, HttpContext http, Func<JsonElement, T> read, Func<CollectorId, T, Task<ConductOutcome>> act)
    {
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object.");
        try
        {
            var said = read(body.RootElement);
            return await AnswerAsync(id, http, who => act(who, said));
        }
        catch (EntryFaultException fault)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Fault.Refusal), $"{fault.Fault.Field}: {fault.Fault.Message}", fault.Fault.Field);
        }
    }

    private static async Task<Results<Ok<ConductAnswer>, ProblemHttpResult>> AnswerAsync(string id, HttpContext http, Func<CollectorId, Task<ConductOutcome>> act)
    {
        var who = new CollectorId(id);
        var outcome = Field.IsId(id) ? await act(who) : ConductOutcome.UnknownCollector;
        return outcome switch
        {
            ConductOutcome.Done => TypedResults.Ok(ConductAnswer.Of(
                await http.RequestServices.GetRequiredService<IGrainFactory>().Conduct(who).Get(), http.RequestServices.GetRequiredService<InstitutionCalendar>(), withNotes: true)),
            ConductOutcome.UnknownCollector => NoCollector(id),
            ConductOutcome.NoSuchComplaint => ApiProblem.NotFound($"{id} has no such complaint."),
            ConductOutcome.NoSuchHold => ApiProblem.NotFound($"{id} has no such hold."),
            ConductOutcome.Conflict => ApiProblem.Of(StatusCodes.Status409Conflict, "conflict", "The id is taken by something else.", "id"),
            ConductOutcome.IllegalMove => ApiProblem.Of(StatusCodes.Status409Conflict, "illegalMove", "It was decided otherwise."),
            ConductOutcome.TooMany => ApiProblem.Of(StatusCodes.Status409Conflict, "tooMany", "The collector's record holds no more."),
            _ => throw new InvalidOperationException($"{outcome} is no outcome."),
        };
    }

    private static Moment? Time(in Entry body, string name, InstitutionCalendar calendar) => !body.TryGet(name, out var value) ? null
        : value.Time ?? value.Day(calendar) ?? throw Field.Fault(Refusal.InvalidTime, name, "A day such as 2026-11-02, or a time with an offset.");

    private static T Choice<T>(in Entry body, string name, IReadOnlyDictionary<string, T> choices)
        where T : struct, Enum
    {
        var choice = Field.Choice(body, name, choices, default, Refusal.InvalidField);
        return EqualityComparer<T>.Default.Equals(choice, default) ? throw Field.Fault(Refusal.InvalidField, name, "One of " + string.Join(", ", choices.Keys) + ".") : choice;
    }

    private static ProblemHttpResult NoCollector(string id) => ApiProblem.NotFound($"There is no collector {id}.");
}

internal sealed record ComplaintBody(string Id, ComplaintSeverity Severity, ComplaintSource Source, DateTimeOffset OccurredAt, string? Note);

internal sealed record HoldBody(string Id, HoldReason Reason, DateTimeOffset? From, DateTimeOffset? To);

internal sealed record ConductAnswer(string CollectorId, ComplaintAnswer[] Complaints, HoldAnswer[] Holds)
{
    public static ConductAnswer Of(ConductView conduct, InstitutionCalendar calendar, bool withNotes) => new(
        conduct.Collector.Value,
        Array.ConvertAll(conduct.Complaints, c => new ComplaintAnswer(
            c.Id,
            BoardRequests.NameOf(c.Severity),
            BoardRequests.NameOf(c.Source),
            calendar.Format(c.OccurredAt),
            calendar.Format(c.RecordedAt),
            BoardRequests.NameOf(c.State),
            c.DecidedAt is { } at ? calendar.Format(at) : null,
            withNotes ? c.Note : null)),
        Array.ConvertAll(conduct.Holds, h => new HoldAnswer(
            h.Id, BoardRequests.NameOf(h.Reason), calendar.Format(h.From), h.To is { } to ? calendar.Format(to) : null, h.LiftedAt is { } lifted ? calendar.Format(lifted) : null, h.IsInForce)));
}

/// <param name="Note">Masked; null for none, or for who may not read it.</param>
internal sealed record ComplaintAnswer(string Id, string Severity, string Source, string OccurredAt, string RecordedAt, string State, string? DecidedAt, string? Note);

internal sealed record HoldAnswer(string Id, string Reason, string From, string? To, string? LiftedAt, bool InForce);
