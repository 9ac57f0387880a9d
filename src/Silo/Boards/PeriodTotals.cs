using System.Runtime.InteropServices;
using System.Text.Json;
using Leaderboard.Domain.Boards;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Boards;

/// <summary>
/// Sums of the journal by local day and month, kept in the database. Only entries that occurred before the current day are
/// in them, so that the sums also tell how the boards stood when the day began.
/// </summary>
internal sealed class PeriodTotals(Database database, InstitutionCalendar calendar)
{
    /// <summary>Entries in one transaction: SQLite's writer waits for some 30 ms, receipts do not.</summary>
    private const int MaxEntries = 5_000;

    private const int DaySpan = 0;
    private const int MonthSpan = 1;

    /// <summary>What the sums include.</summary>
    public static async Task<PeriodHeads> HeadsAsync(ReadSession session, int partitions)
    {
        var seqs = new long[partitions];
        var before = Moment.MinValue;
        foreach (var (partition, seq, occurredBefore) in await session.QueryAsync("period-heads", null, r => (r.GetInt32(0), r.GetInt64(1), new Moment(r.GetInt64(2)))))
        {
            seqs[partition] = seq;
            before = occurredBefore > before ? occurredBefore : before;
        }

        return new PeriodHeads(seqs, before);
    }

    /// <summary>Sums of whole months, and of the whole days beside them, by collector and team; a pair may come several times.</summary>
    /// <param name="postedAt">Told when each sum's last entry was posted.</param>
    public static async Task<List<CellTotals>> ReadAsync(ReadSession session, WindowSplit split, Action<Moment> postedAt)
    {
        var cells = new List<CellTotals>();
        foreach (var days in split.Days)
            cells.AddRange(await ReadAsync(session, DaySpan, days, postedAt));
        if (!split.Months.IsEmpty)
            cells.AddRange(await ReadAsync(session, MonthSpan, split.Months, postedAt));
        return cells;
    }

    /// <summary>
    /// Adds a partition's next entries, until one that occurred on the current day or later.
    /// </summary>
    /// <param name="after">The last entry of the partition that is in the sums.</param>
    /// <param name="dayStart">The first instant of the current day.</param>
    /// <returns>Entries added: 0 when the next one is of the current day, or there is none; null when somebody else has just added them.</returns>
    public async Task<int?> AddAsync(int partition, long after, Moment dayStart, CancellationToken cancel = default)
    {
        var entries = await database.QueryAsync(
            "summands-after",
            c =>
            {
                Database.Bind(c, "partition", partition);
                Database.Bind(c, "after", after);
                Database.Bind(c, "limit", MaxEntries);
            },
            r => new Summand(
                r.GetInt64(0),
                r.GetString(1),
                r.GetString(2),
                new Totals(r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), new Moment(r.GetInt64(8)), r.GetInt32(6)),
                new Moment(r.GetInt64(7)),
                r.GetInt64(9),
                ((EntryKind)r.GetInt32(10)).CountsOnBoards()),
            cancel);
        var count = entries.FindIndex(e => e.Totals.ReachedAt >= dayStart) is var today and >= 0 ? today : entries.Count;
        if (count == 0)
            return 0;
        var sums = Json(CollectionsMarshal.AsSpan(entries)[..count]);
        var isMoved = await database.WriteAsync(
            async session =>
            {
                var moved = await session.ExecuteAsync(
                    "move-period-head",
                    c =>
                    {
                        Database.Bind(c, "partition", partition);
                        Database.Bind(c, "old", after);
                        Database.Bind(c, "new", entries[count - 1].Seq);
                        Database.Bind(c, "before", dayStart.UnixMicroseconds);
                    },
                    cancel);
                if (moved == 0)
                    return false;
                await session.ExecuteAsync("add-period-totals", c => Database.Bind(c, "totals", sums), cancel);
                return true;
            },
            cancel);
        return isMoved ? count : null;
    }

    /// <summary>Some of the collectors and teams whose sums are not those of the journal; empty when all fit.</summary>
    public static Task<List<string>> DifferencesAsync(Database database, CancellationToken cancel = default) => database.QueryAsync(
        "period-differences", null, r => $"{(r.GetInt64(0) == DaySpan ? "day" : "month")} {r.GetString(1)} {r.GetString(2)}", cancel);

    private static Task<List<CellTotals>> ReadAsync(ReadSession session, int span, Stretch stretch, Action<Moment> postedAt) => session.QueryAsync(
        "period-totals",
        c =>
        {
            Database.Bind(c, "span", span);
            Database.Bind(c, "from", stretch.From.UnixMicroseconds);
            Database.Bind(c, "to", stretch.To.UnixMicroseconds);
        },
        r =>
        {
            postedAt(new Moment(r.GetInt64(7)));
            var totals = new Totals(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), new Moment(r.GetInt64(6)), (int)r.GetInt64(5));
            return new CellTotals(new CollectorId(r.GetString(0)), new TeamId(r.GetString(1)), totals, totals);
        });

    /// <summary>Rows as the statement reads them, one for each span, start, collector and team.</summary>
    private string Json(ReadOnlySpan<Summand> entries)
    {
        var sums = new Dictionary<(int Span, Moment Start, string Collector, string Team), (Totals Totals, long PostedAt)>();
        foreach (ref readonly var entry in entries)
        {
            if (!entry.Counts)
                continue;
            Add(sums, (DaySpan, calendar.DayStart(entry.ReceivedAt), entry.Collector, entry.Team), entry);
            Add(sums, (MonthSpan, WindowSplit.MonthStart(calendar, entry.ReceivedAt), entry.Collector, entry.Team), entry);
        }

        return JsonSerializer.Serialize(sums.Select(s => new object[]
        {
            s.Key.Span, s.Key.Start.UnixMicroseconds, s.Key.Collector, s.Key.Team,
            s.Value.Totals.AmountMinor, s.Value.Totals.EffectiveMinor, s.Value.Totals.PointsHundredths, s.Value.Totals.Receipts,
            s.Value.Totals.ReachedAt.UnixMicroseconds, s.Value.PostedAt,
        }));
    }

    private static void Add<TKey>(Dictionary<TKey, (Totals Totals, long PostedAt)> sums, TKey key, in Summand entry)
        where TKey : notnull
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out var isKnown);
        sum = isKnown ? (sum.Totals + entry.Totals, Math.Max(sum.PostedAt, entry.PostedAt)) : (entry.Totals, entry.PostedAt);
    }

    private readonly record struct Summand(long Seq, string Collector, string Team, Totals Totals, Moment ReceivedAt, long PostedAt, bool Counts);
}

/// <param name="Seqs">Last entry included, by partition.</param>
/// <param name="OccurredBefore">All entries included occurred before this.</param>
internal sealed record PeriodHeads(long[] Seqs, Moment OccurredBefore);
