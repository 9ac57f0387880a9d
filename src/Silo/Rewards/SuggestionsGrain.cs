using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>Keeps what is shown of suggestions, and reads what was written since; any number of activations.</summary>
[GrainType("lb.suggestions"), StatelessWorker]
internal sealed class SuggestionsGrain(DocumentStore documents) : Grain, ISuggestionsGrain
{
    private const int MaxRows = 200;

    private SuggestionBook _book = new();

    /// <summary>Of the last that the book holds.</summary>
    private long _revision;

    public async Task<SuggestionList> List(CollectorId? reader, int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        await CatchUpAsync();
        return new SuggestionList
        {
            Open = [.. _book.Open().Skip(offset).Take(limit).Select(s => s.ToView(reader))],
            TotalOpen = _book.TotalOpen,
            Answered = [.. _book.Answered.Select(s => s.ToView(reader))],
        };
    }

    public async Task<string[]> OpenOf(CollectorId by)
    {
        await CatchUpAsync();
        return [.. _book.OpenOf(by).Select(s => s.Id)];
    }

    private async Task CatchUpAsync()
    {
        while (!await ReadAsync())
            (_book, _revision) = (new SuggestionBook(), 0);
    }

    /// <returns>False when the book has to begin again.</returns>
    private async Task<bool> ReadAsync()
    {
        var changed = await documents.ChangedAsync(SuggestionGrain.DocumentKind, _revision);
        if (changed.Count == 0)
            return true;
        var records = await documents.ReadManyAsync<SuggestionRecord>(SuggestionGrain.DocumentKind, [.. changed.Select(c => c.Id)]);
        if (!records.TrueForAll(r => _book.Take(r.Document)))
            return false;
        _revision = changed[^1].Revision;
        return true;
    }
}
