using System.Data.Common;
using Leaderboard.Domain.Boards;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Boards;

/// <summary>Reads a window from the journal for a board that wakes up.</summary>
internal sealed class BoardReader(Database database, Installation installation, InstitutionCalendar calendar)
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromHours(2 * 23);

    /// <summary>Sums by collector and team, and the numbers they include, from one snapshot. A pair may come several times.</summary>
    /// <param name="window">Of the board.</param>
    /// <param name="dayStart">The first instant of the institution's current day.</param>
    public Task<LoadedWindow> LoadAsync(BoardWindow window, Moment dayStart) => database.SnapshotAsync(async session =>
    {
        var seqs = await HeadSeqs.ReadAsync(session, installation.Partitions.Count);
        var split = WindowSplit.Of(window, calendar);
        var heads = await PeriodTotals.HeadsAsync(session, seqs.Length);
        var loading = new Loading(session, dayStart);

        // A single day is read faster from the journal; and sums that go beyond the day's start cannot tell how it began.
        if (split.Whole.From.Plus(TwoDays) > split.Whole.To || heads.OccurredBefore > dayStart)
        {
            await loading.ReadAsync(new Stretch(window.From ?? Moment.MinValue, window.To ?? Moment.MaxValue));
        }
        else
        {
            loading.Cells.AddRange(await PeriodTotals.ReadAsync(session, split, loading.Posted));
            foreach (var cut in split.Cut)
                await loading.ReadAsync(cut);
            for (var partition = 0; partition < seqs.Length; partition++)
            {
                if (seqs[partition] > heads.Seqs[partition])
                    await loading.ReadAfterAsync(partition, heads.Seqs[partition], split.Whole);
            }
        }

        return new LoadedWindow(loading.Cells, seqs, loading.LastPostedAt);
    });

    /// <summary>When the first and the last receipt of all came in; null when there is none.</summary>
    public async Task<(Moment First, Moment Last)?> SpanAsync()
    {
        var spans = await database.QueryAsync(
            "journal-span",
            null,
            r => r.IsDBNull(0) ? ((Moment, Moment)?)null : (new Moment(r.GetInt64(0)), new Moment(r.GetInt64(1))));
        return spans[0];
    }

    /// <summary>Sums by collector, team and step of the window up to an end; step n covers [from + n·step, from + (n+1)·step).</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="step">Positive.</param>
    /// <param name="collectors">Only these; null for all. Of a long stretch, a few collectors are read much faster than all.</param>
    public Task<List<StepTotals>> StepsAsync(Moment from, Moment to, TimeSpan step, IReadOnlyCollection<string>? collectors = null) => database.QueryAsync(
        collectors is null ? "window-steps" : "collector-steps",
        c =>
        {
            Database.Bind(c, "from", from.UnixMicroseconds);
            Database.Bind(c, "to", to.UnixMicroseconds);
            Database.Bind(c, "step", (long)step.TotalMicroseconds);
            if (collectors is not null)
                database.BindTexts(c, "collectors", collectors);
        },
        r => new StepTotals(
            new CollectorId(r.GetString(0)),
            new TeamId(r.GetString(1)),
            (int)r.GetInt64(2),
            new Totals(r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), Moment.MinValue, (int)r.GetInt64(6))));

    /// <summary>What has been read of a window so far.</summary>
    private sealed class Loading(ReadSession session, Moment dayStart)
    {
        public List<CellTotals> Cells { get; } = [];

        public Moment LastPostedAt { get; private set; } = Moment.MinValue;

        public void Posted(Moment at) => LastPostedAt = at > LastPostedAt ? at : LastPostedAt;

        public Task ReadAsync(Stretch stretch) => ReadAsync("window-totals", stretch, _ => { });

        public Task ReadAfterAsync(int partition, long after, Stretch stretch) => ReadAsync("window-totals-after", stretch, c =>
        {
            Database.Bind(c, "partition", partition);
            Database.Bind(c, "after", after);
        });

        private async Task ReadAsync(string query, Stretch stretch, Action<DbCommand> bind) => Cells.AddRange(await session.QueryAsync(
            query,
            c =>
            {
                bind(c);
                Database.Bind(c, "from", stretch.From.UnixMicroseconds);
                Database.Bind(c, "to", stretch.To.UnixMicroseconds);
                Database.Bind(c, "dayStart", dayStart.UnixMicroseconds);
            },
            r =>
            {
                Posted(new Moment(r.GetInt64(12)));
                return new CellTotals(
                    new CollectorId(r.GetString(0)),
                    new TeamId(r.GetString(1)),
                    new Totals(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), new Moment(r.GetInt64(6)), (int)r.GetInt64(5)),
                    r.IsDBNull(11)
                        ? null
                        : new Totals(r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), new Moment(r.GetInt64(11)), (int)r.GetInt64(10)));
            }));
    }
}

/// <param name="Seqs">Last number included, by partition.</param>
/// <param name="LastPostedAt"><see cref="Moment.MinValue"/> when the window is empty.</param>
internal sealed record LoadedWindow(List<CellTotals> Cells, long[] Seqs, Moment LastPostedAt);

internal sealed record StepTotals(CollectorId Collector, TeamId Team, int Step, Totals Totals);
