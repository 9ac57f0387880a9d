using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Targets;
using Leaderboard.Web.Access;

namespace Leaderboard.Web.Api;

/// <summary>An absence with whose it is.</summary>
internal sealed record AbsenceOf(CollectorId Collector, Absence Absence);

/// <summary>Reads absences, and refuses all of them when one cannot be, or is of somebody whom the caller may not keep them for.</summary>
internal sealed class AbsenceRequests(IGrainFactory grains, AccessGuard guard)
{
    /// <summary>Longer is no absence but a leaving.</summary>
    private const int MaxDays = 366;

    public static IReadOnlyDictionary<string, AbsenceKind> Kinds { get; } =
        Enum.GetValues<AbsenceKind>().ToDictionary(BoardRequests.NameOf, k => k, StringComparer.Ordinal);

    public async Task<IReadOnlyList<AbsenceOf>> ReadAsync(JsonDocument body, ClaimsPrincipal user)
    {
        var entries = EntryParsers.Each(body, e => Read(e, Field.Id(e, "id")));
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Fault is { } fault)
                throw Refused(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Refusal), i, fault.Field, fault.Message);
        }

        AbsenceOf[] absences = [.. entries.Select(e => e.Value).OfType<AbsenceOf>()];
        for (var i = 0; i < absences.Length; i++)
        {
            if (!await guard.MayAsync(user, Right.KeepAbsences, absences[i].Collector))
                throw Refused(StatusCodes.Status403Forbidden, "forbidden", i, "collectorId", "Not one of your people.");
            if (await grains.Collector(absences[i].Collector).Get() is null)
                throw Refused(StatusCodes.Status400BadRequest, "unknownCollector", i, "collectorId", "The roster has no such collector.");
        }

        return absences;
    }

    /// <summary>Null when the days are not in order, or too many.</summary>
    public static Absence? Checked(string id, DateOnly from, DateOnly to, AbsenceKind kind) =>
        from <= to && to.DayNumber - from.DayNumber < MaxDays && from.Year >= 1970 && to.Year < 9998 ? new Absence { Id = id, From = from, To = to, Kind = kind } : null;

    /// <summary>Of an absence that was given none: somebody is away from one day to another once.</summary>
    public static string IdOf(DateOnly from, DateOnly to) => string.Create(CultureInfo.InvariantCulture, $"{from:yyyyMMdd}-{to:yyyyMMdd}");

    /// <param name="entry">With the fields of an absence.</param>
    /// <param name="id">Null: made of its days.</param>
    public static AbsenceOf Read(Entry entry, string? id)
    {
        var collector = Field.Id(entry, "collectorId");
        var (from, to) = (Field.Day(entry, "from"), Field.Day(entry, "to"));
        var kind = Field.Choice(entry, "kind", Kinds, default, Refusal.InvalidKind);
        if (kind == default)
            throw Field.Fault(Refusal.InvalidKind, "kind", "One of " + string.Join(", ", Kinds.Keys) + ".");
        return new AbsenceOf(
            new CollectorId(collector),
            Checked(id ?? IdOf(from, to), from, to, kind) ?? throw Field.Fault(Refusal.InvalidTime, "to", "Not before the first day, and at most a year after it."));
    }

    private static ApiRefusedException Refused(int status, string code, int index, string? field, string detail)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"[{index}].{field}");
        return new ApiRefusedException(ApiProblem.Of(status, code, $"{path}: {detail}", path));
    }
}
