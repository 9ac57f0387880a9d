using Leaderboard.Targets;

namespace Leaderboard.Domain.Targets;

/// <summary>A collector's absences as kept, by their first day.</summary>
internal sealed record AbsenceBook
{
    public const int CurrentSchema = 1;

    /// <summary>Some ten years of leave and illness.</summary>
    public const int MaxAbsences = 500;

    public static AbsenceBook Empty { get; } = new();

    public int Schema { get; init; } = CurrentSchema;

    public IReadOnlyList<AbsenceRecord> Absences { get; init; } = [];

    public Attendance ToAttendance() => new([.. Absences.Select(a => DaySpan.Through(a.From, a.To))]);

    /// <summary>Null when there would be too many.</summary>
    public AbsenceBook? With(IReadOnlyCollection<Absence> absences)
    {
        var next = Absences.ToDictionary(a => a.Id, StringComparer.Ordinal);
        foreach (var absence in absences)
            next[absence.Id] = new AbsenceRecord { Id = absence.Id, From = absence.From, To = absence.To, Kind = absence.Kind };
        return next.Count > MaxAbsences
            ? null
            : this with { Absences = [.. next.Values.OrderBy(a => a.From).ThenBy(a => a.Id, StringComparer.Ordinal)] };
    }

    /// <summary>Null when there is no such absence.</summary>
    public AbsenceBook? Without(string id)
    {
        var kept = Absences.Where(a => !string.Equals(a.Id, id, StringComparison.Ordinal)).ToList();
        return kept.Count == Absences.Count ? null : this with { Absences = kept };
    }
}

internal sealed record AbsenceRecord
{
    public required string Id { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Inclusive.</summary>
    public required DateOnly To { get; init; }

    public required AbsenceKind Kind { get; init; }

    public Absence ToView() => new() { Id = Id, From = From, To = To, Kind = Kind };
}
