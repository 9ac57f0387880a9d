using Leaderboard.Domain.Targets;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Targets;

/// <summary>Keeps one collector's absences as a document.</summary>
[GrainType("lb.absences")]
internal sealed class AbsencesGrain(DocumentStore documents) : Grain, IAbsencesGrain
{
    public const string DocumentKind = "absences";

    private string _id = "";
    private AbsenceBook _book = AbsenceBook.Empty;
    private long _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        var (version, book) = await documents.ReadAsync<AbsenceBook>(DocumentKind, _id);
        (_version, _book) = (version, book ?? AbsenceBook.Empty);
    }

    public async Task<bool> Put(Absence[] absences) => await SaveAsync(_book.With(absences));

    public async Task<bool> Remove(string absenceId) => await SaveAsync(_book.Without(absenceId));

    public Task<Absence[]> List() => Task.FromResult(_book.Absences.Select(a => a.ToView()).ToArray());

    /// <summary>False when there is nothing to be saved.</summary>
    private async Task<bool> SaveAsync(AbsenceBook? next)
    {
        if (next is null)
            return false;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, _id, _version, next);
            _book = next;
            return true;
        }
        catch (DocumentConflictException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
