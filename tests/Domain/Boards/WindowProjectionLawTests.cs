using CsCheck;
using Leaderboard.Boards;
using Leaderboard.Journal;

namespace Leaderboard.Domain.Boards;

/// <summary>Laws that hold for all entries in any order, on every subject, measure, filter and tie rule.</summary>
public sealed class WindowProjectionLawTests
{
    private static readonly Gen<EntryDraft[]> Receipt =
        Gen.Select(Gen.OneOf("c1", "c2", "c3", "c4", "c5", "c6", "unassigned"), Gen.OneOf("t1", "t2", "t3", "t4", ""), Gen.Long[1, 4], Gen.Long[990, 1010], Gen.Int[0, 3], Gen.Long[0, 20],
            (collector, team, amount, at, reversed, later) =>
            {
                var recovery = Floor.Recovery(collector, team, amount, at);
                return reversed switch
                {
                    1 => [recovery, Floor.Reversal(recovery, amount, whole: true, at + later)],
                    2 when amount > 1 => [recovery, Floor.Reversal(recovery, 1, whole: false, at + later), Floor.Reversal(recovery, amount - 1, whole: true, at)],
                    _ => new[] { recovery },
                };
            });

    private static readonly Gen<EntryDraft[][]> Receipts = Receipt.Array[0, 40];

    private static readonly BoardSelection[] Selections =
    [
        .. from subject in Enum.GetValues<BoardSubject>()
           from measure in BoardMeasures.OfBoards
           from tie in Enum.GetValues<TieRule>()
           from filter in new (string? Team, string? Branch, string? Region)[]
           {
               default, ("t1", null, null), ("t4", null, null), ("", null, null), (null, "Beijing", null), (null, "unassigned", null),
               (null, null, "North"), ("t2", "Tianjin", "North"), ("t2", "Beijing", null), ("t9", null, null),
           }
           select new BoardSelection
           {
               Subject = subject,
               Measure = measure,
               Tie = tie,
               Team = filter.Team is null ? null : new TeamId(filter.Team),
               Branch = filter.Branch,
               Region = filter.Region,
           },
    ];

    [Fact]
    public void Every_board_is_what_its_definition_says_however_its_entries_arrive() =>
        Gen.Select(Receipts, Gen.Int).Sample((receipts, seed) =>
        {
            var random = new Random(seed);
            var entries = Arrival(receipts, random);
            var floor = Floor.Usual();
            var projection = floor.Projection();
            var sheets = Sheets(random);
            projection.Measure(ColumnKind.Of(Selections.First(s => s.Measure == BoardMeasure.Rate)), sheets[BoardMeasure.Rate]);
            var loaded = random.Next(entries.Count + 1);
            projection.Load(Cells(entries[..loaded], random));
            foreach (var entry in entries[loaded..])
            {
                // Boards that are built early must follow; boards that are dropped must come back the same.
                if (random.Next(4) == 0)
                    projection.Standings(Selections[random.Next(Selections.Length)], 0, 10);
                if (random.Next(20) == 0)
                    projection.DropIdle();
                Assert.True(projection.Apply(entry));
            }
            foreach (var (measure, sheet) in sheets)
                projection.Measure(ColumnKind.Of(Selections.First(s => s.Measure == measure)).Sheet, sheet);
            foreach (var selection in Selections)
                AssertBoard(new NaiveBoard(entries, selection, floor, sheets.GetValueOrDefault(selection.Measure)), projection, selection);
        }, iter: 60);

    [Fact]
    public void The_sum_of_every_board_that_adds_up_is_the_sum_of_its_entries() =>
        Gen.Select(Receipts, Gen.Int).Sample((receipts, seed) =>
        {
            var entries = Arrival(receipts, new Random(seed));
            var projection = Floor.Usual().Projection();
            entries.ForEach(entry => projection.Apply(entry));
            foreach (var subject in Enum.GetValues<BoardSubject>())
            {
                Assert.Equal(entries.Sum(entry => entry.AmountMinor), Sum(subject, BoardMeasure.Amount));
                Assert.Equal(entries.Sum(entry => entry.EffectiveMinor), Sum(subject, BoardMeasure.Effective));
                Assert.Equal(entries.Sum(entry => entry.PointsHundredths), Sum(subject, BoardMeasure.Points));
                Assert.Equal(entries.Sum(entry => entry.Receipts), Sum(subject, BoardMeasure.Count));
            }

            long Sum(BoardSubject subject, BoardMeasure measure)
            {
                var selection = new BoardSelection { Subject = subject, Measure = measure };
                var rows = projection.Standings(selection, 0, 1000).Sum(standing => standing.Value);
                Assert.Equal(rows, projection.Sum(selection));
                return rows;
            }
        }, iter: 200);

    [Fact]
    public void The_same_entries_in_two_orders_make_the_same_boards() =>
        Gen.Select(Receipts, Gen.Int, Gen.Int).Sample((receipts, one, other) =>
        {
            var boards = new[] { one, other }.Select(seed =>
            {
                var projection = Floor.Usual().Projection();
                projection.Standings(Selections[0], 0, 10);
                Arrival(receipts, new Random(seed)).ForEach(entry => projection.Apply(entry));
                return Selections.SelectMany(selection => projection.Standings(selection, 0, 1000)).ToArray();
            }).ToArray();
            Assert.Equal(boards[0], boards[1]);
        }, iter: 40);

    /// <summary>Bases of some collectors in some teams, some of whom have no receipts; twice for some; targets of a whole team too.</summary>
    private static Dictionary<BoardMeasure, BaseSheet> Sheets(Random random) => new()
    {
        [BoardMeasure.Rate] = new() { Shares = Shares(random) },
        [BoardMeasure.Attainment] = new() { Shares = Shares(random), Teams = [new(new TeamId("t1"), random.Next(1, 9)), new(new TeamId("t4"), 3)], CountsOnlyBased = true },
        [BoardMeasure.Index] = new() { Shares = Shares(random), ShrinkMinor = random.Next(5) },
    };

    private static BaseShare[] Shares(Random random) =>
        [.. Enumerable.Range(0, random.Next(12)).Select(_ => new BaseShare(new CollectorId("c" + random.Next(1, 9)), new TeamId(random.Next(6) is > 0 and var t ? "t" + t : ""), random.Next(9)))];

    private static void AssertBoard(NaiveBoard expected, WindowProjection projection, BoardSelection selection)
    {
        var rows = expected.Standings();
        Assert.Equal(rows, projection.Standings(selection, 0, 1000));
        Assert.Equal(rows.Skip(1).Take(2), projection.Standings(selection, 1, 2));
        Assert.Equal(expected.Total, projection.Total(selection));
        Assert.Equal(expected.Sum, projection.Sum(selection));
        for (var position = 0; position < rows.Length; position++)
        {
            Assert.Equal(rows[position], projection.Find(selection, rows[position].Id));
            var (start, length) = AroundWindow.Of(position, rows.Length, 3);
            Assert.Equal(rows.AsSpan(start, length).ToArray(), projection.Around(selection, rows[position].Id, 3));
        }
        Assert.Null(projection.Find(selection, "nobody"));
        Assert.Null(projection.Around(selection, "nobody", 3));
    }

    // Any order in which each receipt comes before what takes it back.
    private static List<EntryDraft> Arrival(EntryDraft[][] receipts, Random random)
    {
        var order = receipts.SelectMany((receipt, number) => Enumerable.Repeat(number, receipt.Length)).ToArray();
        random.Shuffle(order);
        var next = new int[receipts.Length];
        return [.. order.Select(number => receipts[number][next[number]++])];
    }

    // Sums as a query might cut them: more than one for a collector and team.
    private static IEnumerable<CellTotals> Cells(List<EntryDraft> entries, Random random) => entries
        .GroupBy(entry => (entry.Collector, entry.Team, Cut: random.Next(2)))
        .Select(group => new CellTotals(
            group.Key.Collector,
            group.Key.Team,
            group.Aggregate(Totals.None, (sum, entry) => sum + Totals.Of(entry)),
            group.Any(entry => entry.OccurredAt < Floor.DayStart)
                ? group.Where(entry => entry.OccurredAt < Floor.DayStart).Aggregate(Totals.None, (sum, entry) => sum + Totals.Of(entry))
                : null));
}
