using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>Keeps one suggestion, once it is made, and who is for it.</summary>
[GrainType("lb.suggestion")]
internal sealed class SuggestionGrain(DocumentStore documents, TimeProvider time) : Grain, ISuggestionGrain
{
    public const string DocumentKind = "suggestion";

    private SuggestionRecord? _record;
    private long _version;

    private string Id => GrainKeys.IdOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => ReadAsync();

    public async Task<SuggestionOutcome> Vote(CollectorId by, bool isFor) => await FindAsync() is { } known ? await SaveAsync(known.Voted(by, isFor)) : SuggestionOutcome.NoSuchSuggestion;

    public async Task<SuggestionOutcome> Answer(SuggestionState state, string? note, string by) =>
        await FindAsync() is { } known ? await SaveAsync(known.Answered(state, note, by, time.Now())) : SuggestionOutcome.NoSuchSuggestion;

    /// <summary>Its suggester stores the first; who asked before knows none.</summary>
    private async Task<SuggestionRecord?> FindAsync()
    {
        if (_record is null)
            await ReadAsync();
        return _record;
    }

    private async Task ReadAsync() => (_version, _record) = await documents.ReadAsync<SuggestionRecord>(DocumentKind, Id);

    private async Task<SuggestionOutcome> SaveAsync(SuggestionRecord? next)
    {
        if (next is null)
            return SuggestionOutcome.Conflict;
        if (ReferenceEquals(next, _record))
            return SuggestionOutcome.Done;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, Id, _version, next);
            _record = next;
            return SuggestionOutcome.Done;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
