using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Moving;

/// <summary>
/// Builds every board that a journal has on both sides, each from its own database, and compares sums and numbers of members. Days are
/// added up from the journal by the database, longer windows by the projection; the totals that a program keeps are not asked.
/// </summary>
internal sealed class BoardComparison(Installation installation, Database source, Database target)
{
    private static readonly BoardPeriod[] Periods = Enum.GetValues<BoardPeriod>();

    /// <summary>Ratios follow from amounts and from tables that are compared row by row.</summary>
    private static readonly BoardSelection[] Selections =
        [.. from subject in Enum.GetValues<BoardSubject>() from measure in BoardMeasures.OfBoards where !measure.IsRatio() select new BoardSelection { Subject = subject, Measure = measure }];

    private readonly BoardReader _ours = new(source, installation, installation.Calendar);
    private readonly BoardReader _theirs = new(target, installation, installation.Calendar);

    /// <summary>Where one board differs many do: one of each period is named.</summary>
    private readonly HashSet<BoardPeriod> _named = [];

    public async Task RunAsync(CopyReport report, CancellationToken cancel)
    {
        await using var ourDocuments = new DocumentStore(source);
        await using var theirDocuments = new DocumentStore(target);
        var ourRoster = await RosterAsync(source, ourDocuments, cancel);
        var theirRoster = await RosterAsync(target, theirDocuments, cancel);
        var calendar = installation.Calendar;
        var open = new Dictionary<BoardPeriod, Pair>();
        var boards = 0L;
        for (var at = await NextAsync(Moment.MinValue, cancel); at is { } received; at = await NextAsync(calendar.Window(BoardPeriod.Day, received).To!.Value, cancel))
        {
            var day = calendar.Window(BoardPeriod.Day, received);
            var ours = await _ours.LoadAsync(day, Moment.MinValue);
            var theirs = await _theirs.LoadAsync(day, Moment.MinValue);
            foreach (var period in Periods)
            {
                var window = calendar.Window(period, received);
                if (!open.TryGetValue(period, out var pair) || pair.Window != window)
                {
                    boards += Compare(pair, report);
                    open[period] = pair = new Pair(window, ourRoster, theirRoster);
                }

                pair.Load(ours.Cells, theirs.Cells);
            }
        }

        boards += open.Values.Sum(p => Compare(p, report));
        open.GetValueOrDefault(BoardPeriod.All)?.AddTo(report);
        report.Figures.Add(new ComparedFigure("boards", boards, boards));
    }

    /// <returns>Boards compared.</returns>
    private int Compare(Pair? pair, CopyReport report)
    {
        if (pair?.Difference() is { } difference && _named.Add(pair.Window.Period))
            report.Differences.Add(difference);
        return pair is null ? 0 : Selections.Length;
    }

    private static async Task<RosterDirectory> RosterAsync(Database database, DocumentStore documents, CancellationToken cancel)
    {
        var roster = new RosterDirectory(documents, TimeProvider.System);
        await roster.ReachAsync((await new JournalReader(database).PositionAsync(partitions: 64, cancel)).Revision);
        return roster;
    }

    /// <summary>The first receipt of either side no earlier than a moment; null when there is none.</summary>
    private async Task<Moment?> NextAsync(Moment from, CancellationToken cancel)
    {
        var found = await Task.WhenAll(NextAsync(source, from, cancel), NextAsync(target, from, cancel));
        return found.Min() is { } micros ? new Moment(micros) : null;
    }

    private static async Task<long?> NextAsync(Database database, Moment from, CancellationToken cancel) => (await database.QueryAsync(
        "next-received-at",
        c => Database.Bind(c, "from", from.UnixMicroseconds),
        r => r.IsDBNull(0) ? (long?)null : r.GetInt64(0),
        cancel))[0];

    /// <summary>All boards of one window on both sides.</summary>
    private sealed class Pair(BoardWindow window, IRosterLookup ourRoster, IRosterLookup theirRoster)
    {
        private readonly WindowProjection _ours = new(window.From, window.To, Moment.MinValue, ourRoster);
        private readonly WindowProjection _theirs = new(window.From, window.To, Moment.MinValue, theirRoster);

        public BoardWindow Window => window;

        public void Load(List<CellTotals> ours, List<CellTotals> theirs)
        {
            _ours.Load(ours);
            _theirs.Load(theirs);
        }

        /// <summary>The first board that is not the same; null when all are.</summary>
        public string? Difference()
        {
            foreach (var selection in Selections)
            {
                var (here, there) = (_ours.Sum(selection), _theirs.Sum(selection));
                var (members, others) = (_ours.Total(selection), _theirs.Total(selection));
                if (here != there || members != others)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"board {selection.Subject}/{selection.Measure}/{window.Key}: {here} of {members} members in the source, {there} of {others} in the target");
                }
            }

            return null;
        }

        public void AddTo(CopyReport report)
        {
            foreach (var (name, measure) in new[] { ("amount, minor units", BoardMeasure.Amount), ("effective, minor units", BoardMeasure.Effective), ("points, hundredths", BoardMeasure.Points), ("receipts that stand", BoardMeasure.Count) })
            {
                var selection = new BoardSelection { Subject = BoardSubject.Collectors, Measure = measure };
                report.Figures.Add(new ComparedFigure(name, _ours.Sum(selection), _theirs.Sum(selection)));
            }
        }
    }
}
