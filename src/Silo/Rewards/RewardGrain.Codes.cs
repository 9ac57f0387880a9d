using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>The codes of a reward: a document each, so that none is read or written but those that are meant. Which is whose stands in the draws.</summary>
internal sealed partial class RewardGrain
{
    public const string CodeKind = "voucher";
    public const string MarkKind = "voucher-mark";
    private const int MaxCodes = 100;

    /// <summary>Held from the look at what is there to the write that rests on it.</summary>
    private readonly SemaphoreSlim _putting = new(1, 1);

    public async Task<string?> CodeKey(string candidate)
    {
        if (Book.Record is not { } record)
            return null;
        if (record.Codes is null)
            await Book.ChangeAsync(record with { Codes = new CodePool { Key = candidate } });
        else
            await Book.SettleAsync();
        return Book.Record!.Codes!.Key;
    }

    public async Task<CodesAnswer> AddCodes(SealedCode[] codes, string by)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codes.Length, MaxCodes, nameof(codes));
        await _putting.WaitAsync();
        try
        {
            var known = (await documents.ReadManyAsync<CodeMark>(MarkKind, Array.ConvertAll(codes, c => Named(c.Mark)))).ToDictionary(m => m.Id, m => m.Document.Number, StringComparer.Ordinal);
            if (Book.Record is not { } record)
                return new CodesAnswer { Outcome = CodesOutcome.NoSuchReward };
            var fresh = codes.Where(c => !known.ContainsKey(Named(c.Mark))).ToList();
            var back = known.Values.Where(n => record.Codes is { } pool && pool.IsOut(n)).Order().ToList();
            var (outcome, next) = record.Adding(fresh.Count, back);
            if (outcome != CodesOutcome.Done)
                return new CodesAnswer { Outcome = outcome };
            if (!ReferenceEquals(next, record))
                await Book.ChangeAsync(next with { By = by }, [.. fresh.SelectMany((c, i) => Stored(c, record.Codes!.Added + i))]);
            return new CodesAnswer { Outcome = CodesOutcome.Done, Added = fresh.Count + back.Count };
        }
        finally
        {
            _putting.Release();
        }
    }

    public async Task<int> TakeOutCodes(string by)
    {
        if (Book.Record is not { } record)
            return 0;
        var (next, count) = record.TakingOutCodes();
        await (count == 0 ? Book.SettleAsync() : Book.ChangeAsync(next with { By = by }));
        return count;
    }

    public async Task<string[]> Codes(string drawId)
    {
        if (Book.Record is null)
            return [];
        var numbers = await Book.DrawAsync(drawId, (record, draw) => (draw is { State: StockDrawState.Taken } ? draw.Codes : [], record, (StockDraw?)null));
        if (numbers.Count == 0)
            return [];
        var stored = (await documents.ReadManyAsync<StoredCode>(CodeKind, [.. numbers.Select(Named)])).ToDictionary(c => c.Id, c => c.Document.Text, StringComparer.Ordinal);
        return [.. numbers.Select(n => stored[Named(n)])];
    }

    private IEnumerable<DocumentChange> Stored(SealedCode code, int number) =>
        [DocumentChange.Of(CodeKind, Named(number), 0, new StoredCode(code.Text)), DocumentChange.Of(MarkKind, Named(code.Mark), 0, new CodeMark(number))];

    private string Named(int number) => Named(number.ToString("D8", System.Globalization.CultureInfo.InvariantCulture));

    private string Named(string name) => $"{Id}/{name}";
}
