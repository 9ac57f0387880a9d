using System.Security.Claims;
using System.Text.Json;
using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Recoveries;
using Leaderboard.Web.Access;
using Leaderboard.Web.Budgets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>Envelopes that prizes are paid from: what is reserved, spent, and left.</summary>
internal static class BudgetsApi
{
    private static readonly Dictionary<string, PrizeUnit> Units = BoardRequests.Names<PrizeUnit>();

    private static readonly Dictionary<string, BoardPeriod> Periods = new[] { BoardPeriod.Month, BoardPeriod.Quarter, BoardPeriod.Year }.ToDictionary(BoardRequests.NameOf, p => p, StringComparer.Ordinal);

    public static void MapBudgets(this RouteGroupBuilder api)
    {
        api.MapGet("/budgets", async (ClaimsPrincipal user, BudgetDesk desk, InstitutionSettings settings, InstitutionCalendar calendar) =>
                TypedResults.Ok(Array.ConvertAll(await desk.ListAsync(user), b => BudgetAnswer.Of(b, settings, calendar))))
            .Requires(Right.SeeBudgets).WithSummary("Envelopes, the latest period first");
        api.MapGet("/budgets/{id}", async Task<Results<Ok<BudgetAnswer>, ProblemHttpResult>> (string id, ClaimsPrincipal user, BudgetDesk desk, InstitutionSettings settings, InstitutionCalendar calendar) =>
                Field.IsId(id) && await desk.FindAsync(user, id) is { } budget ? TypedResults.Ok(BudgetAnswer.Of(budget, settings, calendar)) : NoBudget(id))
            .Requires(Right.SeeBudgets).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("An envelope with what was drawn");
        api.MapPut("/budgets/{id}", PutAsync).Requires(Right.KeepBudgets).Accepts<BudgetBody>("application/json").WithExamples(ApiExamples.Budget)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Makes or changes an envelope");
    }

    private static async Task<Results<Ok<BudgetAnswer>, ProblemHttpResult>> PutAsync(
        string id, HttpContext http, BudgetDesk desk, IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar, TimeProvider time)
    {
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object.");
        if (!Field.IsId(id))
            return NoBudget(id);
        try
        {
            var terms = Terms(body.RootElement, settings, calendar, time);
            if (terms.Team is { } team && await grains.Team(team).Get() is null)
                throw Field.Fault(Refusal.InvalidField, "teamId", $"There is no team {team}.");
            return await desk.PutAsync(http, id, terms) switch
            {
                BudgetOutcome.Done when await grains.Budget(id).Get() is { } budget => TypedResults.Ok(BudgetAnswer.Of(budget, settings, calendar)),
                BudgetOutcome.BelowUsed => ApiProblem.Of(StatusCodes.Status409Conflict, "belowUsed", "Less than is spent and reserved.", "amount"),
                _ => ApiProblem.Of(StatusCodes.Status409Conflict, "inUse", "It is drawn on: unit, period and team stay."),
            };
        }
        catch (EntryFaultException fault)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Fault.Refusal), $"{fault.Fault.Field}: {fault.Fault.Message}", fault.Fault.Field);
        }
    }

    private static BudgetTerms Terms(in Entry body, InstitutionSettings settings, InstitutionCalendar calendar, TimeProvider time)
    {
        var unit = Field.Choice(body, "unit", Units, PrizeUnit.Points, Refusal.InvalidField);
        var (from, to) = Period(body, calendar, time);
        return new BudgetTerms
        {
            Name = Field.OptionalText(body, "name", BudgetDesk.MaxNameLength)?.Trim() is { Length: > 0 } name ? name : throw Field.Fault(Refusal.InvalidField, "name", "A name is required."),
            Team = Field.OptionalId(body, "teamId") is { } team ? new TeamId(team) : null,
            Unit = unit,
            Amount = Field.Amount(body, "amount", unit == PrizeUnit.Points ? 2 : settings.CurrencyDecimals, zeroAllowed: true),
            From = from,
            To = to,
        };
    }

    /// <summary>A month, quarter or year by any day in it, or from one day to another, both counted.</summary>
    private static (Moment From, Moment To) Period(in Entry body, InstitutionCalendar calendar, TimeProvider time)
    {
        if (body.TryGet("period", out _))
        {
            var period = Field.Choice(body, "period", Periods, default, Refusal.InvalidField);
            var window = calendar.Window(period, body.TryGet("date", out _) ? calendar.StartOfDay(Day(body, "date")) : time.Now());
            return (window.From ?? Moment.MinValue, window.To ?? Moment.MaxValue);
        }

        var (from, to) = (Day(body, "from"), Day(body, "to"));
        return to < from ? throw Field.Fault(Refusal.InvalidTime, "to", "Not before the first day.") : (calendar.StartOfDay(from), calendar.StartOfDay(to.AddDays(1)));
    }

    private static DateOnly Day(in Entry body, string name) =>
        Field.Day(body, name) is { Year: >= 1971 and < 9000 } day ? day : throw Field.Fault(Refusal.InvalidTime, name, "A day from 1971 on.");

    private static ProblemHttpResult NoBudget(string id) => ApiProblem.NotFound($"There is no budget {id}.");
}

internal sealed record BudgetBody(string Name, string? TeamId, PrizeUnit? Unit, decimal Amount, BoardPeriod? Period, DateOnly? Date, DateOnly? From, DateOnly? To);

/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
internal sealed record BudgetAnswer(string Id, string Name, string? TeamId, string Unit, decimal Amount, decimal Reserved, decimal Spent, decimal Left, string From, string To, DrawAnswer[] Draws)
{
    public static BudgetAnswer Of(BudgetView budget, InstitutionSettings settings, InstitutionCalendar calendar)
    {
        var decimals = budget.Terms.Unit == PrizeUnit.Points ? 2 : settings.CurrencyDecimals;
        decimal Major(long value) => MinorUnits.ToMajor(value, decimals);
        return new BudgetAnswer(
            budget.Id,
            budget.Terms.Name,
            budget.Terms.Team?.Value,
            BoardRequests.NameOf(budget.Terms.Unit),
            Major(budget.Terms.Amount),
            Major(budget.Reserved),
            Major(budget.Spent),
            Major(budget.Left),
            calendar.Format(budget.Terms.From),
            calendar.Format(budget.Terms.To),
            Array.ConvertAll(budget.Draws, d => new DrawAnswer(d.Id, BoardRequests.NameOf(d.State), Major(d.Asked), Major(d.Spent), calendar.Format(d.At))));
    }
}

/// <param name="Asked">Reserved at first.</param>
internal sealed record DrawAnswer(string Id, string State, decimal Asked, decimal Spent, string At);
