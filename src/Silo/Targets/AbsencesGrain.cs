using Leaderboard.Domain.Targets;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Targets;

/// <summary>Keeps one collector's absences as a document.</summary>
[GrainType("lb.absences")]
internal sealed class AbsencesGrain(DocumentStore documents) : DocumentGrain<AbsenceBook>(documents, AbsencesGrain.DocumentKind), IAbsencesGrain
{
    public const string DocumentKind = "absences";

    private AbsenceBook Book => Stored ?? AbsenceBook.Empty;

    public async Task<bool> Put(Absence[] absences) => await KeepAsync(Book.With(absences));

    public async Task<bool> Remove(string absenceId) => await KeepAsync(Book.Without(absenceId));

    public Task<Absence[]> List() => Task.FromResult(Book.Absences.Select(a => a.ToView()).ToArray());

    /// <summary>False when there is nothing to be saved.</summary>
    private async Task<bool> KeepAsync(AbsenceBook? next)
    {
        if (next is null)
            return false;
        await SaveAsync(next);
        return true;
    }
}
