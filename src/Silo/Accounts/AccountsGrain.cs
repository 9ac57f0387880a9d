using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Accounts;

/// <summary>Adds snapshots and tells holders; any number of activations, the table's key keeps them apart.</summary>
[GrainType("lb.accounts"), StatelessWorker]
internal sealed class AccountsGrain(Database database, AccountReader accounts) : Grain, IAccountsGrain
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
