using System.Data.Common;
using Leaderboard.Domain.Reconciliation;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Reconciliation;

/// <summary>What senders sent on a day, as the journal has it, and the bank's rows beside it.</summary>
internal sealed class SentReader(Database database)
{
    /// <summary>By source.</summary>
    public static async Task<List<SentTally>> TalliesAsync(ReadSession session, Moment from, Moment to)
    {
        var rows = await session.QueryAsync(
            "sent-tallies",
            c => Window(c, from, to),
            r => (Source: r.GetString(0), Kind: (EntryKind)r.GetInt32(1), Tally: new Tally { Count = r.GetInt64(2), SumMinor = r.GetInt64(3) }));
        return [.. rows.GroupBy(r => r.Source, StringComparer.Ordinal).Select(g => new SentTally(g.Key, Of(g, EntryKind.Recovery), Of(g, EntryKind.Reversal)))];

        static Tally Of(IEnumerable<(string Source, EntryKind Kind, Tally Tally)> rows, EntryKind kind) =>
            rows.Where(r => r.Kind == kind).Select(r => r.Tally).FirstOrDefault() ?? Tally.None;
    }

    /// <summary>Our rows of a source.</summary>
    public Task<RowPage> RowsAsync(string source, Moment from, Moment to, long offset, int limit) => database.SnapshotAsync(session => PageAsync(session, "sent-rows", limit, c =>
    {
        Window(c, from, to);
        Database.Bind(c, "source", source);
        Database.Bind(c, "offset", offset);
    }));

    /// <summary>Where our rows of a source are not the bank's. Limit 0: only how many.</summary>
    public static Task<RowPage> DifferencesAsync(ReadSession session, string source, StoredControl control, Moment from, Moment to, long offset, int limit) =>
        PageAsync(session, "row-differences", limit, c =>
        {
            Window(c, from, to);
            Database.Bind(c, "source", source);
            Database.Bind(c, "upload", control.UploadId);
            Database.Bind(c, "kinds", (int)(control.Reversals is null ? EntryKind.Recovery : EntryKind.Reversal));
            Database.Bind(c, "offset", offset);
        });

    /// <summary>Rows of the page, then one that tells how many there are.</summary>
    private static async Task<RowPage> PageAsync(ReadSession session, string query, int limit, Action<DbCommand> bind)
    {
        var found = await session.QueryAsync(
            query,
            c =>
            {
                bind(c);
                Database.Bind(c, "limit", limit);
            },
            r => (Total: r.GetInt64(0), Row: r.IsDBNull(1) ? null : Row(r)));
        return new RowPage { Rows = [.. found.Select(f => f.Row).OfType<ReconciledRow>()], Total = found.Count == 0 ? 0 : found[0].Total };
    }

    private static ReconciledRow Row(DbDataReader row) => new()
    {
        Kind = (EntryKind)row.GetInt32(1),
        Id = new EntryId(row.GetString(2)).SenderId,
        OursMinor = row.IsDBNull(3) ? null : row.GetInt64(3),
        BankMinor = row.IsDBNull(4) ? null : row.GetInt64(4),
        Collector = row.IsDBNull(5) ? null : new CollectorId(row.GetString(5)),
        At = row.IsDBNull(6) ? null : new Moment(row.GetInt64(6)),
        Source = row.IsDBNull(7) ? null : row.GetString(7),
    };

    private static void Window(DbCommand command, Moment from, Moment to)
    {
        Database.Bind(command, "from", from.UnixMicroseconds);
        Database.Bind(command, "to", to.UnixMicroseconds);
    }
}
