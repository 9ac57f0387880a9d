using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>
/// Makes the suggestions of one collector, one after the other. Each is stored in one transaction with the collector's last, so that another activation, should
/// there be one, cannot make one more at the same time.
/// </summary>
[GrainType("lb.suggester")]
internal sealed class SuggesterGrain(DocumentStore documents, TimeProvider time) : DocumentGrain<LastSuggestion>(documents, SuggesterGrain.DocumentKind), ISuggesterGrain
{
    public const string DocumentKind = "suggester";

    public async Task<SuggestionOutcome> Suggest(string id, string text)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(text.Length is >= 1 and <= ISuggestionGrain.MaxLength, true, nameof(text));
        if ((await Documents.ReadAsync<SuggestionRecord>(SuggestionGrain.DocumentKind, id)).Document is { } known)
            return known.Text == text && known.By == Id ? SuggestionOutcome.Done : SuggestionOutcome.Conflict;
        if ((await GrainFactory.Suggestions().OpenOf(new CollectorId(Id))).Length >= ISuggesterGrain.MaxOpen)
            return SuggestionOutcome.TooMany;
        var made = new SuggestionRecord { Id = id, Text = text, By = Id, AtMicros = time.Now().UnixMicroseconds, Votes = [Id] };
        await SaveAsync(new LastSuggestion(id), DocumentChange.Of(SuggestionGrain.DocumentKind, id, 0, made));
        return SuggestionOutcome.Done;
    }
}
