using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>Lists the documents of suggestions; any number of activations.</summary>
[GrainType("lb.suggestions"), StatelessWorker]
internal sealed class SuggestionsGrain(DocumentStore documents) : Grain, ISuggestionsGrain
{
    public async Task<SuggestionView[]> List(CollectorId? reader)
    {
        var all = (await documents.ListAsync<SuggestionRecord>(SuggestionGrain.DocumentKind)).ToLookup(s => s.State == SuggestionState.Open);
        return
        [
            .. all[true].OrderByDescending(s => s.Votes.Count).ThenBy(s => s.AtMicros)
                .Concat(all[false].OrderByDescending(s => s.AnsweredAtMicros)).Select(s => s.ToView(reader)),
        ];
    }
}
