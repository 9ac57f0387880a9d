using System.Text.Json;
using Leaderboard.Reconciliation;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Reconciliation;

/// <summary>Reads days, sources, the bank's figures and reasons; refuses with the name of what is wrong.</summary>
internal sealed class ReconciliationRequests(InstitutionCalendar calendar, InstitutionSettings settings, TimeProvider time)
{
    /// <summary>Two months: more is asked for in parts.</summary>
    public const int MaxDays = 62;

    /// <summary>What a list holds unless it is told otherwise: two weeks, with today.</summary>
    public const int UsualDays = 15;

    public DateOnly Today => calendar.DayOf(time.Now());

    /// <summary>A day of the institution; null for what is none.</summary>
    public DateOnly? DayOf(string? text) => calendar.StartOfDate(text ?? "") is { } start ? calendar.DayOf(start) : null;

    public DateOnly Day(string? text, string parameter = "day") =>
        DayOf(text) ?? throw new ApiRefusedException(ApiProblem.Invalid(parameter, $"{parameter} must be a day, such as 2026-11-25."));

    /// <summary>Both inclusive.</summary>
    public (DateOnly From, DateOnly To) Range(string? from, string? to)
    {
        var last = string.IsNullOrEmpty(to) ? Today : Day(to, "to");
        var first = string.IsNullOrEmpty(from) ? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - UsualDays + 1)) : Day(from, "from");
        return first <= last && last.DayNumber - first.DayNumber < MaxDays
            ? (first, last)
            : throw new ApiRefusedException(ApiProblem.Invalid("from", FormattableString.Invariant($"from must not be after to, nor more than {MaxDays - 1} days before it.")));
    }

    public static string Source(string source) => Field.IsId(source)
        ? source
        : throw new ApiRefusedException(ApiProblem.Invalid("source", "source has 1 to 64 characters of A-Z a-z 0-9 . _ : -"));

    /// <summary>What the bank counted and summed up; reversals may be left out.</summary>
    public (Tally Recoveries, Tally? Reversals) Control(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object with recoveries, and perhaps reversals.");
        return (TallyOf(body, "recoveries") ?? throw Missing("recoveries"), TallyOf(body, "reversals"));
    }

    /// <summary>Reasons by source.</summary>
    public static CloseReason[] Reasons(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object, perhaps with reasons.");
        if (!body.TryGetProperty("reasons", out var reasons) || reasons.ValueKind == JsonValueKind.Null)
            return [];
        if (reasons.ValueKind != JsonValueKind.Object)
            throw Refused("reasons", "invalidField", "An object with a text for each source.");
        return
        [
            .. reasons.EnumerateObject().Select(r => new EntryValue(r.Value).Text is { Length: <= CloseReason.MaxLength } text
                ? new CloseReason { Source = r.Name, Text = text }
                : throw Refused("reasons." + r.Name, "invalidField", $"A text of at most {CloseReason.MaxLength} characters.")),
        ];
    }

    private static ApiRefusedException Missing(string field) => Refused(field, "invalidField", "An object with count and sum.");

    private static ApiRefusedException Refused(string field, string code, string detail) => new(ApiProblem.Of(StatusCodes.Status400BadRequest, code, $"{field}: {detail}", field));

    private Tally? TallyOf(in JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var part) || part.ValueKind == JsonValueKind.Null)
            return null;
        if (part.ValueKind != JsonValueKind.Object)
            throw Missing(name);
        try
        {
            return new Tally
            {
                Count = Field.OptionalCount(part, "count") ?? throw Field.Fault(Leaderboard.Recoveries.Refusal.InvalidField, "count", "A whole number from 0."),
                SumMinor = Field.Amount(part, "sum", settings.CurrencyDecimals, zeroAllowed: true),
            };
        }
        catch (EntryFaultException fault)
        {
            throw Refused($"{name}.{fault.Fault.Field}", BoardRequests.NameOf(fault.Fault.Refusal), fault.Fault.Message);
        }
    }
}
