using System.Text.Json;
using Leaderboard.Domain.Claims;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Recoveries;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Claims;

/// <summary>Lists what waits, and the claims to it; any number of activations.</summary>
[GrainType("lb.unassigned"), StatelessWorker]
internal sealed class UnassignedGrain(Database database, NoteStore notes) : Grain, IUnassignedGrain
{
    private const int MaxRows = 200;
    private const int DecidedShown = 200;

    public async Task<UnassignedPage> Read(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        await Finish();
        return await database.SnapshotAsync(async session =>
        {
            var sums = (await session.QueryAsync("unassigned-sums", null, r => (r.GetInt64(0), r.GetInt64(1))))[0];
            var receipts = await session.QueryAsync(
                "unassigned-receipts",
                c =>
                {
                    Database.Bind(c, "offset", offset);
                    Database.Bind(c, "limit", limit);
                },
                r =>
                {
                    var details = RecoveryDetails.Parse(r.GetString(5));
                    return new UnassignedReceipt
                    {
                        RecoveryId = r.GetString(0)[EntryId.Recovery("").Value.Length..],
                        Account = r.IsDBNull(1) ? null : new AccountId(r.GetString(1)),
                        AmountMinor = r.GetInt64(2),
                        LeftMinor = r.GetInt64(3),
                        ReceivedAt = new Moment(r.GetInt64(4)),
                        Kind = details.Kind,
                        Channel = details.Channel,
                    };
                });
            return new UnassignedPage { Receipts = [.. receipts], Total = sums.Item1, LeftMinor = sums.Item2 };
        });
    }

    public async Task<ReceiptClaims[]> Claims()
    {
        await Finish();
        var records = await RecordsAsync(DecidedShown);
        var found = await notes.ReadAsync([.. records.SelectMany(r => r.Claims.Select(r.NoteIdOf))]);
        return [.. records.Select(r => r.ToView(id => found.GetValueOrDefault(id)))];
    }

    public async Task Finish()
    {
        foreach (var broken in (await RecordsAsync(decided: 0)).Where(r => r.Assignment is { IsDone: false }))
            await GrainFactory.Claim(broken.RecoveryId).Get();
    }

    private Task<List<ClaimRecord>> RecordsAsync(int decided) => database.QueryAsync(
        "claims",
        c =>
        {
            Database.Bind(c, "kind", ClaimGrain.DocumentKind);
            Database.Bind(c, "decided", decided);
        },
        r => JsonSerializer.Deserialize<ClaimRecord>(r.GetString(0), DocumentStore.Json) ?? throw new InvalidDataException("Empty claim document."));
}
