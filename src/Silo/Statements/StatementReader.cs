using Leaderboard.Domain.Payroll;
using Leaderboard.Domain.Statements;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Statements;

/// <summary>Reads a collector's month, what it gave beside the wages, and the heads of the journal that says so, at one moment.</summary>
internal sealed class StatementReader(Database database, PayReader pay)
{
    /// <summary>Ids of the statements whose last appeal waits for an answer.</summary>
    public Task<List<string>> AppealedAsync() => database.QueryAsync("statements-appealed", static _ => { }, r => r.GetString(0));

    /// <param name="collector">Whose.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="at">As of when points are provisional.</param>
    public Task<ReadStatement> ReadAsync(CollectorId collector, Moment from, Moment to, Moment at) => database.SnapshotAsync(async session =>
    {
        var entries = await session.QueryAsync(
            "collector-happened",
            c =>
            {
                Database.Bind(c, "collector", collector.Value);
                Database.Bind(c, "from", from.UnixMicroseconds);
                Database.Bind(c, "to", to.UnixMicroseconds);
            },
            JournalReader.ReadExplained);
        var standing = await session.QueryAsync(
            "collector-standing",
            c =>
            {
                Database.Bind(c, "collector", collector.Value);
                Database.Bind(c, "from", from.UnixMicroseconds);
                Database.Bind(c, "to", to.UnixMicroseconds);
                Database.Bind(c, "at", at.UnixMicroseconds);
            },
            r => new PointsStanding(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)));
        var paid = entries.Select(e => e.Entry.Draft).Where(d => d.Kind is EntryKind.Payout or EntryKind.Capture or EntryKind.Return)
            .Select(d => new PaidEntry(d.Id, d.Kind, d.Collector, d.PointsHundredths, d.OccurredAt, d.Details)).ToList();
        var (lines, _) = await pay.LinesAsync(session, paid);
        var heads = await session.QueryAsync("chain-heads", null, JournalReader.ReadHead);
        return new ReadStatement([.. entries.Select(e => e.ToView())], standing[0], lines, [.. heads]);
    });
}

/// <param name="Entries">All that happened in the month, in time.</param>
/// <param name="Standing">What they do not say.</param>
/// <param name="Pay">In time.</param>
/// <param name="Heads">Of the journal.</param>
internal sealed record ReadStatement(LedgerEntry[] Entries, PointsStanding Standing, PayLine[] Pay, PartitionHead[] Heads);
