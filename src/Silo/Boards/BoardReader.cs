using Leaderboard.Domain.Boards;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Boards;

/// <summary>Reads a window from the journal for a board that wakes up.</summary>
internal sealed class BoardReader(Database database, Installation installation)
{
    /// <summary>Sums by collector and team, and the numbers they include, from one snapshot.</summary>
    public Task<LoadedWindow> LoadAsync(BoardWindow window, Moment dayStart) => database.SnapshotAsync(async session =>
    {
        var seqs = await HeadSeqs.ReadAsync(session, installation.Partitions.Count);
        var lastPosted = Moment.MinValue;
        var cells = await session.QueryAsync(
            "window-totals",
            c =>
            {
                Bind(c, window);
                Database.Bind(c, "dayStart", dayStart.UnixMicroseconds);
            },
            r =>
            {
                var posted = new Moment(r.GetInt64(12));
                lastPosted = posted > lastPosted ? posted : lastPosted;
                return new CellTotals(
                    new CollectorId(r.GetString(0)),
                    new TeamId(r.GetString(1)),
                    new Totals(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), new Moment(r.GetInt64(6)), (int)r.GetInt64(5)),
                    r.IsDBNull(11)
                        ? null
                        : new Totals(r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), new Moment(r.GetInt64(11)), (int)r.GetInt64(10)));
            });
        return new LoadedWindow(cells, seqs, lastPosted);
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
    public Task<List<StepTotals>> StepsAsync(Moment from, Moment to, TimeSpan step) => database.QueryAsync(
        "window-steps",
        c =>
        {
            Database.Bind(c, "from", from.UnixMicroseconds);
            Database.Bind(c, "to", to.UnixMicroseconds);
            Database.Bind(c, "step", (long)step.TotalMicroseconds);
        },
        r => new StepTotals(
            new CollectorId(r.GetString(0)),
            new TeamId(r.GetString(1)),
            (int)r.GetInt64(2),
            new Totals(r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), Moment.MinValue, (int)r.GetInt64(6))));

    private static void Bind(System.Data.Common.DbCommand command, BoardWindow window)
    {
        Database.Bind(command, "from", window.From?.UnixMicroseconds ?? long.MinValue);
        Database.Bind(command, "to", window.To?.UnixMicroseconds ?? long.MaxValue);
    }
}

/// <param name="Seqs">Last number included, by partition.</param>
/// <param name="LastPostedAt"><see cref="Moment.MinValue"/> when the window is empty.</param>
internal sealed record LoadedWindow(List<CellTotals> Cells, long[] Seqs, Moment LastPostedAt);

internal sealed record StepTotals(CollectorId Collector, TeamId Team, int Step, Totals Totals);
