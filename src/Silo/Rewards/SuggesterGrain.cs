using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>
/// Makes the suggestions of one collector, one after the other. Each is stored in one transaction with the collector's last, so that another activation, should
/// there be one, cannot make one more at the same time.
/// </summary>
[GrainType("lb.suggester")]
internal sealed class SuggesterGrain(DocumentStore documents, TimeProvider time) : Grain, ISuggesterGrain
{
    public const string DocumentKind = "suggester";

    private long _version;

    private string Id => GrainKeys.IdOf(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => (_version, _) = await documents.ReadAsync<LastSuggestion>(DocumentKind, Id);

    public async Task<SuggestionOutcome> Suggest(string id, string text)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(text.Length is >= 1 and <= ISuggestionGrain.MaxLength, true, nameof(text));
        if ((await documents.ReadAsync<SuggestionRecord>(SuggestionGrain.DocumentKind, id)).Document is { } known)
            return known.Text == text && known.By == Id ? SuggestionOutcome.Done : SuggestionOutcome.Conflict;
        if ((await GrainFactory.Suggestions().OpenOf(new CollectorId(Id))).Length >= ISuggesterGrain.MaxOpen)
            return SuggestionOutcome.TooMany;
        await SaveAsync(new SuggestionRecord { Id = id, Text = text, By = Id, AtMicros = time.Now().UnixMicroseconds, Votes = [Id] });
        return SuggestionOutcome.Done;
    }

    private async Task SaveAsync(SuggestionRecord made)
    {
        try
        {
            await documents.SaveAllAsync([DocumentChange.Of(DocumentKind, Id, _version, new LastSuggestion(made.Id)), DocumentChange.Of(SuggestionGrain.DocumentKind, made.Id, 0, made)]);
            _version++;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
