using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Accounts;

/// <summary>Reads accounts as known at a moment; what many callers ask at once becomes one query.</summary>
internal sealed class AccountReader : IAsyncDisposable
{
    /// <summary>Questions in one query: a full request from each of a few dozen clients.</summary>
    private const int MaxTogether = 5_000;

    private readonly Database _database;
    private readonly GroupCommit<Question> _questions;

    public AccountReader(Database database)
    {
        _database = database;
        _questions = new GroupCommit<Question>(MaxTogether, static q => q.At.Length, AnswerAsync);
    }

    /// <summary>What was known of each receipt's account when it came; null when none of them names an account.</summary>
    public async Task<AccountState?[]?> KnownAsync(PostRecovery[] recoveries) => Array.TrueForAll(recoveries, r => r.Account is null)
        ? null
        : await AtAsync(Array.ConvertAll(recoveries, r => r.Account is { } account ? new AccountAt { Account = account, At = r.ReceivedAt } : null));

    /// <summary>
    /// The newest snapshot no later than each moment, or the first one when all are later; null where nothing is on file or
    /// nothing was asked.
    /// </summary>
    public async Task<AccountState?[]> AtAsync(AccountAt?[] at)
    {
        var question = new Question(at);
        await _questions.AddAsync(question);
        return question.Answers;
    }

    public ValueTask DisposeAsync() => _questions.DisposeAsync();

    internal static Task<List<AccountState>> ReadAsync(Database database, IReadOnlyCollection<string> ids) => database.QueryAsync(
        "account-snapshots",
        c => database.BindTexts(c, "ids", ids),
        r => new AccountState(
            new AccountId(r.GetString(0)),
            new Moment(r.GetInt64(1)),
            r.IsDBNull(2) ? null : new CollectorId(r.GetString(2)),
            r.IsDBNull(3) ? null : r.GetInt32(3),
            new Digest(r.GetFieldValue<byte[]>(4)),
            r.IsDBNull(5) ? null : (AccountFlags)r.GetInt32(5)));

    private async Task AnswerAsync(IReadOnlyList<Question> questions)
    {
        var ids = questions.SelectMany(q => q.At).OfType<AccountAt>().Select(a => a.Account.Value).ToHashSet(StringComparer.Ordinal);
        var history = (await ReadAsync(_database, ids)).ToLookup(s => s.Account);
        foreach (var question in questions)
        {
            for (var i = 0; i < question.At.Length; i++)
            {
                if (question.At[i] is { } at)
                    question.Answers[i] = AccountState.At([.. history[at.Account]], at.At);
            }
        }
    }

    private sealed class Question(AccountAt?[] at)
    {
        public AccountAt?[] At => at;

        public AccountState?[] Answers { get; } = new AccountState?[at.Length];
    }
}

/// <summary>What pricing and the holder need of an account snapshot.</summary>
/// <param name="Flags">As told; null: not told with this snapshot.</param>
internal sealed record AccountState(AccountId Account, Moment AsOf, CollectorId? Collector, int? DaysPastDue, Digest RequestHash, AccountFlags? Flags = null)
{
    /// <summary>
    /// The newest snapshot no later than a moment, or the first one, which counts before it, too; null when there is none. Flags stand until
    /// a snapshot says otherwise, so that one that does not know of them takes none away.
    /// </summary>
    public static AccountState? At(IReadOnlyList<AccountState> history, Moment at)
    {
        if (history.Count == 0)
            return null;
        var known = Math.Max(1, history.TakeWhile(s => s.AsOf <= at).Count());
        return history[known - 1] with { Flags = history.Take(known).LastOrDefault(s => s.Flags is not null)?.Flags };
    }
}
