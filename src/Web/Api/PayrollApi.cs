using Leaderboard.Payroll;
using Leaderboard.Web.Access;
using Leaderboard.Web.Payroll;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>What people got beside their wages in a month, for the programs of tax and payroll.</summary>
internal static class PayrollApi
{
    public static void MapPayroll(this RouteGroupBuilder api)
    {
        api.MapGet("/payroll/{month}", async Task<Results<Ok<PayMonthAnswer>, ProblemHttpResult>> (string month, PayrollDesk desk, PayJson json) =>
                desk.MonthOf(month) is { } at ? TypedResults.Ok(json.Of(await desk.GetAsync(at))) : NoMonth())
            .Requires(Right.SeePayroll).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Values in kind and money of a local month, with the heads of the journal");
        api.MapPost("/payroll/{month}/lock", async Task<Results<Ok<PayMonthAnswer>, ProblemHttpResult>> (string month, HttpContext http, PayrollDesk desk, PayJson json) =>
                desk.MonthOf(month) is not { } at ? NoMonth() : await desk.LockAsync(http, at) switch
                {
                    PayLockOutcome.NotOver => ApiProblem.Of(StatusCodes.Status409Conflict, "notOver", "An hour after its end at the earliest.", "month"),
                    PayLockOutcome.Unexplained => ApiProblem.Of(StatusCodes.Status409Conflict, "unexplained", "The journal has entries whose redemptions are not there.", "month"),
                    PayLockOutcome.BeingPaid => ApiProblem.Of(StatusCodes.Status409Conflict, "beingPaid", "A prize of the month is still being paid; try again in a minute.", "month"),
                    _ => TypedResults.Ok(json.Of(await desk.GetAsync(at))),
                })
            .Requires(Right.LockPayroll).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Locks a month that is over: from then on it is answered as it is now");
    }

    private static ProblemHttpResult NoMonth() => ApiProblem.NotFound("A month that has begun, such as 2026-11.");
}

/// <summary>Months as the API shows them.</summary>
internal sealed class PayJson(InstitutionSettings settings, InstitutionCalendar calendar)
{
    public PayMonthAnswer Of(PayMonthView month) => new(
        PayrollDesk.NameOf(month.Month),
        calendar.Format(month.From),
        calendar.Format(month.To),
        settings.Currency,
        month.IsLocked,
        month.LockedAt is { } at ? calendar.Format(at) : null,
        month.LockedBy,
        [.. PayTotals.ByPerson(month).Select(p => new PayPersonRow(p.Collector.Value, p.Name, Major(p.Totals.InKindMinor), Major(p.Totals.BenefitMinor), Major(p.Totals.CashMinor), Major(p.Totals.PrizeMinor), Major(p.Totals.PaidMinor)))],
        [.. month.Lines.Select(l => new PayLineRow(l.Entry.Value, l.Collector.Value, BoardRequests.NameOf(l.Kind), l.Source, l.What, MinorUnits.ToMajor(l.PointsHundredths, 2), Major(l.ValueMinor), calendar.Format(l.At)))],
        [.. month.Heads.Select(h => new PayHeadRow(h.Partition, h.Seq, h.Hash.ToString()))]);

    private decimal Major(long minor) => MinorUnits.ToMajor(minor, settings.CurrencyDecimals);
}

/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Heads">Of the journal from which it was read.</param>
internal sealed record PayMonthAnswer(
    string Month, string From, string To, string Currency, bool Locked, string? LockedAt, string? LockedBy, PayPersonRow[] People, PayLineRow[] Lines, PayHeadRow[] Heads);

/// <param name="InKind">Taxable.</param>
/// <param name="Paid">Cash and prize: with the wages.</param>
internal sealed record PayPersonRow(string CollectorId, string Name, decimal InKind, decimal Benefit, decimal Cash, decimal Prize, decimal Paid);

/// <param name="Entry">Of the journal.</param>
/// <param name="Source">Of the redemption, or the contest.</param>
internal sealed record PayLineRow(string Entry, string CollectorId, string Kind, string Source, string What, decimal Points, decimal Value, string At);

internal sealed record PayHeadRow(int Partition, long Seq, string Hash);
