namespace Leaderboard.Targets;

/// <summary>The days on which one collector is not there. Personal: kept to days and kind, no words.</summary>
[Alias("lb.IAbsencesGrain"), GrainInterfaceType("lb.absences")]
public interface IAbsencesGrain : IGrainWithStringKey
{
    /// <summary>Upserts by id. False, and nothing changes, when there would be too many.</summary>
    [Alias("Put")]
    Task<bool> Put(Absence[] absences);

    /// <summary>False when there is no such absence.</summary>
    [Alias("Remove")]
    Task<bool> Remove(string absenceId);

    /// <summary>By the first day.</summary>
    [Alias("List")]
    Task<Absence[]> List();
}

/// <summary>Why somebody is not there.</summary>
public enum AbsenceKind
{
    Leave = 1,
    Sick = 2,
    Training = 3,
    Other = 4,
}

/// <summary>Whole local days on which somebody is not there.</summary>
[GenerateSerializer, Immutable, Alias("lb.Absence")]
public sealed record Absence
{
    /// <summary>The caller's, unique for the collector.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(1)] public required DateOnly From { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(2)] public required DateOnly To { get; init; }

    [Id(3)] public required AbsenceKind Kind { get; init; }
}
