using System.Text.Json;
using Leaderboard.Boards;
using Leaderboard.Targets;

namespace Leaderboard.Web.Api;

/// <summary>Reads which window a target is for, and what is to be set; refuses with the name of what is wrong.</summary>
internal sealed class TargetRequests(InstitutionCalendar calendar, InstitutionSettings settings, TimeProvider time)
{
    /// <summary>More than any team has people.</summary>
    private const int MaxMembers = 1000;

    /// <summary>Lengths of windows that have targets.</summary>
    public static IReadOnlyDictionary<string, BoardPeriod> Periods { get; } = new Dictionary<string, BoardPeriod>(StringComparer.Ordinal)
    {
        ["week"] = BoardPeriod.Week,
        ["month"] = BoardPeriod.Month,
        ["quarter"] = BoardPeriod.Quarter,
    };

    /// <param name="date">A day in the window; null: today.</param>
    public BoardWindow Window(string period, string? date)
    {
        if (!Periods.TryGetValue(period, out var named))
            throw new ApiRefusedException(ApiProblem.Invalid("period", $"period must be one of {string.Join(", ", Periods.Keys)}."));
        if (string.IsNullOrEmpty(date))
            return calendar.Window(named, time.Now());

        // A suggestion looks back on six quarters.
        return calendar.StartOfDate(date) is { } day && day >= calendar.StartOfDate("1972-01-01")
            ? calendar.Window(named, day)
            : throw new ApiRefusedException(ApiProblem.Invalid("date", "date must be a day, such as 2026-11-25."));
    }

    public TargetChange[] Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be an object with team or collectors.");
        var targets = new List<TargetChange>();
        if (body.TryGetProperty("team", out _))
            targets.Add(new TargetChange { AmountMinor = Amount(body, "team", "team") });
        if (body.TryGetProperty("collectors", out var members) && members.ValueKind != JsonValueKind.Null)
        {
            if (members.ValueKind != JsonValueKind.Array || members.GetArrayLength() > MaxMembers)
                throw Refused("collectors", $"An array of at most {MaxMembers}.");
            targets.AddRange(members.EnumerateArray().Select((member, i) => Member(member, FormattableString.Invariant($"collectors[{i}]"))));
        }

        return [.. targets];
    }

    private static ApiRefusedException Refused(string field, string detail) => new(ApiProblem.Of(StatusCodes.Status400BadRequest, "invalidField", $"{field}: {detail}", field));

    private TargetChange Member(in JsonElement member, string path)
    {
        if (member.ValueKind != JsonValueKind.Object || !member.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || new EntryValue(id).Text is not { } text || !Field.IsId(text))
            throw Refused(path + ".id", "An id is required.");
        if (!member.TryGetProperty("target", out _))
            throw Refused(path + ".target", "An amount, or null to take the target away.");
        return new TargetChange { Collector = new CollectorId(text), AmountMinor = Amount(member, "target", path + ".target") };
    }

    private long? Amount(in JsonElement entry, string name, string path)
    {
        try
        {
            return Field.OptionalAmount(entry, name, settings.CurrencyDecimals);
        }
        catch (EntryFaultException fault)
        {
            throw new ApiRefusedException(ApiProblem.Of(StatusCodes.Status400BadRequest, "invalidAmount", $"{path}: {fault.Fault.Message}", path));
        }
    }
}
