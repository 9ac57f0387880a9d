using System.Text.Json;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Reconciliation;

/// <summary>The bank's rows, by the upload that brought them.</summary>
internal sealed class BankRowStore(Database database)
{
    /// <summary>A row that is there already is replaced.</summary>
    public Task AddAsync(string uploadId, IReadOnlyList<BankRow> rows) => database.WriteAsync(session => session.ExecuteAsync("add-bank-rows", c =>
    {
        Database.Bind(c, "upload", uploadId);
        Database.Bind(c, "rows", JsonSerializer.Serialize(rows.Select(r => new object[] { (int)r.Kind, r.Id, r.AmountMinor })));
    }));

    /// <summary>Count and sum of an upload, of recoveries and of reversals.</summary>
    public async Task<(Tally Recoveries, Tally Reversals)> TalliesAsync(string uploadId)
    {
        var tallies = await database.QueryAsync(
            "bank-row-tallies",
            c => Database.Bind(c, "upload", uploadId),
            r => (Kind: (EntryKind)r.GetInt32(0), Tally: new Tally { Count = r.GetInt64(1), SumMinor = r.GetInt64(2) }));
        return (Of(EntryKind.Recovery), Of(EntryKind.Reversal));

        Tally Of(EntryKind kind) => tallies.Where(t => t.Kind == kind).Select(t => t.Tally).FirstOrDefault() ?? Tally.None;
    }

    public Task DropAsync(string uploadId) => database.WriteAsync(session => session.ExecuteAsync("drop-bank-rows", c => Database.Bind(c, "upload", uploadId)));
}
