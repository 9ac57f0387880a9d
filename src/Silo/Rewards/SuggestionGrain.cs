using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>Keeps one suggestion, once it is made, and who is for it.</summary>
[GrainType("lb.suggestion")]
internal sealed class SuggestionGrain(DocumentStore documents, TimeProvider time) : DocumentGrain<SuggestionRecord>(documents, SuggestionGrain.DocumentKind), ISuggestionGrain
{
    public const string DocumentKind = "suggestion";

    public async Task<SuggestionOutcome> Vote(CollectorId by, bool isFor) => await FindAsync() is { } known ? await MoveAsync(known.Voted(by, isFor)) : SuggestionOutcome.NoSuchSuggestion;

    public async Task<SuggestionOutcome> Answer(SuggestionState state, string? note, string by) =>
        await FindAsync() is { } known ? await MoveAsync(known.Answered(state, note, by, time.Now())) : SuggestionOutcome.NoSuchSuggestion;

    /// <summary>Its suggester stores the first; who asked before knows none.</summary>
    private async Task<SuggestionRecord?> FindAsync()
    {
        if (Stored is null)
            await ReadAsync();
        return Stored;
    }

    private async Task<SuggestionOutcome> MoveAsync(SuggestionRecord? next)
    {
        if (next is null)
            return SuggestionOutcome.Conflict;
        if (!ReferenceEquals(next, Stored))
            await SaveAsync(next);
        return SuggestionOutcome.Done;
    }
}
