using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>Keeps one suggestion and who is for it.</summary>
[GrainType("lb.suggestion")]
internal sealed class SuggestionGrain(DocumentStore documents, TimeProvider time) : Grain, ISuggestionGrain
{
    public const string DocumentKind = "suggestion";

    private SuggestionRecord? _record;
    private long _version;

    private string Id => GrainKeys.IdOf(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => (_version, _record) = await documents.ReadAsync<SuggestionRecord>(DocumentKind, Id);

    public async Task<SuggestionOutcome> Make(string text, CollectorId by)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(text.Length is >= 1 and <= ISuggestionGrain.MaxLength, true, nameof(text));
        if (_record is { } known)
            return known.Text == text && known.By == by.Value ? SuggestionOutcome.Done : SuggestionOutcome.Conflict;
        return await SaveAsync(new SuggestionRecord { Id = Id, Text = text, By = by.Value, AtMicros = time.Now().UnixMicroseconds, Votes = [by.Value] });
    }

    public async Task<SuggestionOutcome> Vote(CollectorId by, bool isFor) => _record is { } known ? await SaveAsync(known.Voted(by, isFor)) : SuggestionOutcome.NoSuchSuggestion;

    public async Task<SuggestionOutcome> Answer(SuggestionState state, string? note, string by) =>
        _record is { } known ? await SaveAsync(known.Answered(state, note, by, time.Now())) : SuggestionOutcome.NoSuchSuggestion;

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
