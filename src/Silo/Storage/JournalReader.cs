using System.Runtime.CompilerServices;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;

namespace Leaderboard.Storage;

/// <summary>Questions to the journal.</summary>
internal sealed class JournalReader(Database database)
{
    private const int PageRows = 5_000;

    /// <summary>What is stored under the ids; absent ids are left out.</summary>
    public async Task<Dictionary<EntryId, FoundEntry>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default)
    {
        var rows = await database.QueryAsync(
            "find-entries",
            c => database.BindTexts(c, "ids", ids),
            r => new FoundEntry(
                new EntryId(r.GetString(0)), r.GetInt32(1), r.GetInt64(2), new CollectorId(r.GetString(3)),
                new Digest(r.GetFieldValue<byte[]>(4)), r.GetInt64(5), new Digest(r.GetFieldValue<byte[]>(6)), new Moment(r.GetInt64(7))),
            cancel);
        return rows.ToDictionary(r => r.Id);
    }

    /// <summary>The end of every partition's chain, by partition.</summary>
    public Task<List<PartitionHead>> HeadsAsync(CancellationToken cancel = default) =>
        database.QueryAsync("chain-heads", null, ReadHead, cancel);

    /// <summary>Last number of each partition (index) and the newest document revision, in one question.</summary>
    public async Task<(long[] Seqs, long Revision)> PositionAsync(int partitions, CancellationToken cancel = default)
    {
        var seqs = new long[partitions];
        var revision = 0L;
        var rows = await database.QueryAsync("heads", null, r => (r.GetInt32(0), r.GetInt64(1)), cancel);
        foreach (var (partition, value) in rows)
        {
            if (partition < 0)
                revision = value;
            else
                seqs[partition] = value;
        }

        return (seqs, revision);
    }

    /// <summary>A partition's entries after a number, in order, page by page.</summary>
    public async IAsyncEnumerable<JournalEntry> AfterAsync(int partition, long after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            var page = await PageAfterAsync(partition, after, PageRows, cancel);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < PageRows)
                yield break;
            after = page[^1].Seq;
        }
    }

    /// <summary>A partition's first <paramref name="limit"/> entries after a number, in order.</summary>
    public Task<List<JournalEntry>> PageAfterAsync(int partition, long after, int limit, CancellationToken cancel = default) => database.QueryAsync(
        "entries-after",
        c =>
        {
            Database.Bind(c, "partition", partition);
            Database.Bind(c, "after", after);
            Database.Bind(c, "limit", limit);
        },
        JournalRow.Read,
        cancel);

    /// <summary>A collector's entries after a number, summed by when their points vest; those that have vested by now are one sum.</summary>
    public Task<List<PointsSum>> PointsAfterAsync(CollectorId collector, long after, Moment now) => database.QueryAsync(
        "collector-points-after",
        c =>
        {
            Database.Bind(c, "collector", collector.Value);
            Database.Bind(c, "after", after);
            Database.Bind(c, "now", now.UnixMicroseconds);
        },
        r => new PointsSum(r.GetInt64(0), r.GetInt64(1), new Moment(r.GetInt64(2))));

    /// <summary>A collector's receipts of a day (half-open), with what was taken back of them and what its limits took.</summary>
    public Task<List<DayEntry>> DayAsync(CollectorId collector, Moment from, Moment to) => database.QueryAsync(
        "collector-day",
        c =>
        {
            Database.Bind(c, "collector", collector.Value);
            Database.Bind(c, "from", from.UnixMicroseconds);
            Database.Bind(c, "to", to.UnixMicroseconds);
        },
        r => new DayEntry(
            new EntryId(r.GetString(0)), (EntryKind)r.GetInt32(1), r.IsDBNull(2) ? null : new EntryId(r.GetString(2)), r.IsDBNull(3) ? null : new AccountId(r.GetString(3)),
            new TeamId(r.GetString(4)), r.GetInt64(5), r.GetInt64(6), new Moment(r.GetInt64(7)), new Moment(r.GetInt64(8)), new Moment(r.GetInt64(9))));

    /// <summary>Null when there is none of this number.</summary>
    public async Task<JournalEntry?> AtAsync(int partition, long seq) =>
        await PageAfterAsync(partition, seq - 1, 1) is [var entry] && entry.Seq == seq ? entry : null;

    /// <summary>What the heads were when the last entries had these numbers, by partition.</summary>
    public async Task<PartitionHead[]> HeadsAtAsync(long[] seqs)
    {
        var heads = new PartitionHead[seqs.Length];
        for (var partition = 0; partition < seqs.Length; partition++)
        {
            var hash = seqs[partition] == 0 ? Digest.Zero : (await AtAsync(partition, seqs[partition]))?.Hash ?? throw new InvalidDataException($"Entry {partition}/{seqs[partition]} is gone.");
            heads[partition] = new PartitionHead { Partition = partition, Seq = seqs[partition], Hash = hash };
        }

        return heads;
    }

    /// <summary>0 when the collector has no entry.</summary>
    public async Task<long> LastSeqAsync(CollectorId collector) =>
        (await database.QueryAsync("collector-last-seq", c => Database.Bind(c, "collector", collector.Value), r => r.GetInt64(0)))[0];

    /// <summary>Recoveries with what has been taken back of them; absent ids are left out.</summary>
    public async Task<Dictionary<EntryId, RecoveryState>> RecoveriesAsync(IReadOnlyCollection<string> ids)
    {
        var rows = await database.QueryAsync(
            "recovery-states",
            c => database.BindTexts(c, "ids", ids),
            r => new RecoveryState(JournalRow.Read(r).Draft, r.GetInt64(JournalRow.Columns)));
        return rows.ToDictionary(r => r.Entry.Id);
    }

    /// <summary>A collector's first <paramref name="limit"/> entries after a number, in order, with what explains them.</summary>
    public Task<List<ExplainedEntry>> LedgerAsync(CollectorId collector, long after, int limit) => database.QueryAsync(
        "collector-ledger",
        c =>
        {
            Database.Bind(c, "collector", collector.Value);
            Database.Bind(c, "after", after);
            Database.Bind(c, "limit", limit);
        },
        ReadExplained);

    /// <summary>A collector's latest entries that were received, or happened, in a window (half-open), with what explains them.</summary>
    public Task<List<ExplainedEntry>> LatestAsync(CollectorId collector, Moment from, Moment to, int limit) => database.QueryAsync(
        "collector-latest",
        c =>
        {
            Database.Bind(c, "collector", collector.Value);
            Database.Bind(c, "from", from.UnixMicroseconds);
            Database.Bind(c, "to", to.UnixMicroseconds);
            Database.Bind(c, "limit", limit);
        },
        ReadExplained);

    internal static ExplainedEntry ReadExplained(System.Data.Common.DbDataReader row) => new(
        JournalRow.Read(row), row.IsDBNull(JournalRow.Columns) ? null : row.GetString(JournalRow.Columns), row.GetInt64(JournalRow.Columns + 1), row.GetInt64(JournalRow.Columns + 2));

    internal static PartitionHead ReadHead(System.Data.Common.DbDataReader row) => new()
    {
        Partition = row.GetInt32(0),
        Seq = row.GetInt64(1),
        Hash = new Digest(row.GetFieldValue<byte[]>(2)),
    };
}

/// <summary>What identity, routing and the writer need of a stored entry.</summary>
internal sealed record FoundEntry(
    EntryId Id, int Partition, long Seq, CollectorId Collector, Digest RequestHash, long PointsHundredths, Digest Hash, Moment PostedAt);
