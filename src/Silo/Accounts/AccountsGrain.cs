using System.Globalization;
using System.Text;
using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Accounts;

/// <summary>Adds snapshots and tells holders; any number of activations, the table's key keeps them apart.</summary>
[GrainType("lb.accounts"), StatelessWorker]
internal sealed class AccountsGrain(Database database, AccountReader accounts, TimeProvider time) : Grain, IAccountsGrain
{
    /// <summary>An empty document whose revision says when balances last changed, so that boards divide by those of now.</summary>
    public const string DocumentKind = "accounts";

    private const string DocumentId = "all";

    public Task<PostingOutcome[]> Put(AccountSnapshot[] snapshots) => database.WriteAsync(async session =>
    {
        var history = await HistoryAsync(snapshots);
        var outcomes = new PostingOutcome[snapshots.Length];
        for (var i = 0; i < snapshots.Length; i++)
        {
            outcomes[i] = Decide(snapshots[i], history);
            if (outcomes[i].Status == PostingStatus.Accepted)
                await AddAsync(session, snapshots[i]);
        }

        if (Array.Exists(outcomes, o => o.Status == PostingStatus.Accepted))
            await DocumentStore.TouchAsync(session, DocumentKind, DocumentId);
        return outcomes;
    });

    public async Task<PostingOutcome[]> Judge(AccountSnapshot[] snapshots)
    {
        var history = await HistoryAsync(snapshots);
        return Array.ConvertAll(snapshots, s => Decide(s, history));
    }

    public async Task<CollectorId?[]> Holders(AccountAt[] questions) =>
        Array.ConvertAll(await accounts.AtAsync(questions), s => s?.Collector);

    /// <summary>
    /// A snapshot replaces the one before as a whole, so that it is told again with other flags. No balance changes: boards divide by what
    /// they divided by, and nobody has to read accounts again.
    /// </summary>
    public Task<bool> Flag(AccountId account, AccountFlags flags) => database.WriteAsync(async session =>
    {
        var rows = await RowsAsync(account);
        if (rows.Count == 0)
            return false;
        var now = time.Now();
        if (FlagsAt(rows, now) == flags)
            return true;
        var (_, collector, daysPastDue, body, _) = rows.FindLast(r => r.AsOf <= now) ?? rows[0];
        var added = await session.ExecuteAsync("add-account-snapshot", c =>
        {
            Database.Bind(c, "id", account.Value);
            Database.Bind(c, "asOf", now.UnixMicroseconds);
            Database.Bind(c, "collector", collector);
            Database.Bind(c, "daysPastDue", daysPastDue);
            Database.Bind(c, "requestHash", Digest.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"flags|{account.Value}|{now.UnixMicroseconds}|{(int)flags}"))).ToArray());
            Database.Bind(c, "flags", (int?)flags);
            Database.Bind(c, "body", body);
        });
        return added == 1 ? true : throw new InvalidOperationException($"Somebody else has told of the account {account} at this very moment.");
    });

    public async Task<FlagHistory?> FlagsOf(AccountId account)
    {
        var rows = await RowsAsync(account);
        return rows.Count == 0 ? null : new FlagHistory
        {
            Account = account,
            Flags = FlagsAt(rows, time.Now()),
            History = [.. rows.Where(r => r.Flags is not null).Select(r => new FlagsSince { From = r.AsOf, Flags = r.Flags ?? AccountFlags.None })],
        };
    }

    /// <summary>As receipts of that moment are judged.</summary>
    private static AccountFlags FlagsAt(IReadOnlyList<FlagRow> rows, Moment at) => rows.Take(Math.Max(1, rows.Count(r => r.AsOf <= at))).LastOrDefault(r => r.Flags is not null)?.Flags ?? AccountFlags.None;

    /// <summary>By time.</summary>
    private Task<List<FlagRow>> RowsAsync(AccountId account) => database.QueryAsync(
        "account-history",
        c => Database.Bind(c, "id", account.Value),
        r => new FlagRow(new Moment(r.GetInt64(0)), r.IsDBNull(1) ? null : r.GetString(1), r.IsDBNull(2) ? null : r.GetInt32(2), r.GetString(3), r.IsDBNull(4) ? null : (AccountFlags)r.GetInt32(4)));

    private static PostingOutcome Decide(AccountSnapshot snapshot, Dictionary<AccountId, List<AccountState>> history)
    {
        if (!history.TryGetValue(snapshot.Id, out var states))
            history[snapshot.Id] = states = [];
        var same = snapshot.AsOfGiven ? states.Find(s => s.AsOf == snapshot.AsOf) : states.MaxBy(s => s.AsOf);
        if (same is not null && (snapshot.AsOfGiven || same.RequestHash == snapshot.RequestHash))
            return PostingOutcome.AgainstStored(snapshot.RequestHash, same.RequestHash, 0) with { PointsHundredths = null };
        states.Add(new AccountState(snapshot.Id, snapshot.AsOf, snapshot.Collector, snapshot.DaysPastDue, snapshot.RequestHash, snapshot.Flags));
        return new PostingOutcome { Status = PostingStatus.Accepted, StoredRequestHash = snapshot.RequestHash };
    }

    private static Task<int> AddAsync(ReadSession session, AccountSnapshot snapshot) => session.ExecuteAsync("add-account-snapshot", c =>
    {
        Database.Bind(c, "id", snapshot.Id.Value);
        Database.Bind(c, "asOf", snapshot.AsOf.UnixMicroseconds);
        Database.Bind(c, "collector", snapshot.Collector?.Value);
        Database.Bind(c, "daysPastDue", snapshot.DaysPastDue);
        Database.Bind(c, "requestHash", snapshot.RequestHash.ToArray());
        Database.Bind(c, "flags", (int?)snapshot.Flags);
        Database.Bind(c, "body", JsonSerializer.Serialize(AccountBody.Of(snapshot), DocumentStore.Json));
    });

    private async Task<Dictionary<AccountId, List<AccountState>>> HistoryAsync(AccountSnapshot[] snapshots)
    {
        var ids = snapshots.Select(s => s.Id.Value).ToHashSet(StringComparer.Ordinal);
        return (await AccountReader.ReadAsync(database, ids)).GroupBy(s => s.Account).ToDictionary(g => g.Key, g => g.ToList());
    }
}

/// <summary>The parts of a snapshot that nothing is looked up by.</summary>
internal sealed record AccountBody(
    string? Product, long? PrincipalMinor, long? OnBalanceInterestMinor, long? OffBalanceInterestMinor, bool? Secured, long? PlacedAtMicros, string? Particulars)
{
    public static AccountBody Of(AccountSnapshot s) => new(
        s.Product, s.PrincipalMinor, s.OnBalanceInterestMinor, s.OffBalanceInterestMinor, s.Secured, s.PlacedAt?.UnixMicroseconds, s.Particulars);
}

/// <summary>A snapshot as it is kept.</summary>
internal sealed record FlagRow(Moment AsOf, string? Collector, int? DaysPastDue, string Body, AccountFlags? Flags);
