using Leaderboard.Boards;
using Leaderboard.Journal;
using Leaderboard.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leaderboard.Domain.Boards;

/// <summary>What the tail leaves with boards: entries, or stretches of them that are added up once for all boards.</summary>
public sealed class BoardIntakeTests
{
    private const int Partitions = 8;
    private static readonly BoardSelection Amounts = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    // Windows that have all of it, none, an end or a beginning, and boards that begin to listen in the middle of a stretch, loaded with what was there.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_board_shows_its_entries_however_they_come_and_whenever_they_are_taken(int seed)
    {
        var random = new Random(seed);
        var floor = Floor.Usual();
        var tail = NewTail();
        var boards = new List<(long? From, long? To, BoardIntake Intake, WindowProjection Projection)>();
        var published = new List<JournalEntry>();
        var seqs = new long[Partitions];
        while (published.Count < 5 * TailStretch.Length)
        {
            if (boards.Count < 12 && random.Next(5) == 0)
                boards.Add(Board(random.Next(4)));
            var lot = Lot(random.Next(Partitions), random.Next(1, 300));
            published.AddRange(lot);
            tail.Publish(lot);
            foreach (var board in boards.Where(_ => random.Next(20) == 0))
                board.Intake.TakeInto(board.Projection, onlyFull: random.Next(3) > 0);
        }

        Assert.Equal(12, boards.Count);
        foreach (var (from, to, intake, projection) in boards)
        {
            intake.TakeInto(projection, onlyFull: false);
            var plain = floor.Projection(from, to);
            plain.Apply(Counting(published));
            Assert.Equal(plain.Standings(Amounts, 0, 100), projection.Standings(Amounts, 0, 100));
            Assert.False(intake.TakeInto(projection, onlyFull: false));
        }

        (long?, long?, BoardIntake, WindowProjection) Board(int window)
        {
            var (from, to) = window switch { 0 => (null, null), 1 => (995L, 1_005L), 2 => (2_000L, 3_000L), _ => ((long?)0, (long?)5_000) };
            var projection = floor.Projection(from, to);
            var intake = new BoardIntake(Listen(tail, from, to), NewLag());
            projection.Apply(Counting(published));
            intake.Begin([.. seqs], Moment.MinValue);
            return (from, to, intake, projection);
        }

        JournalEntry[] Lot(int partition, int count) =>
        [
            .. Enumerable.Range(0, count).Select(_ => Entry(partition, ++seqs[partition], random)),
        ];
    }

    // Woken when something comes, and again when a stretch can be taken together: not at each lot between. Whoever has taken all is woken anew.
    [Fact]
    public void A_board_that_nobody_reads_is_woken_once_a_stretch()
    {
        var tail = NewTail();
        var woken = 0;
        var feed = new TailFeed(Moment.MinValue, Moment.MaxValue, () => woken++);
        using var subscription = tail.Subscribe(feed);
        var random = new Random(1);
        for (var lot = 0; lot < TailStretch.Length / 64; lot++)
        {
            tail.Publish([.. Enumerable.Range((lot * 64) + 1, 64).Select(i => Entry(0, i, random, othersOf: 0))]);
            Assert.All(feed.TakeTogether(onlyFull: true), p => Assert.NotNull(p.Stretch));
        }

        Assert.Equal(2, woken);
        Assert.Empty(feed.TakeTogether(onlyFull: false));
        tail.Publish([Entry(0, TailStretch.Length + 1, random, othersOf: 0)]);
        Assert.Equal(3, woken);
    }

    // The second board of the two is loaded with half of the stretch: it takes the other half entry by entry, and nothing twice.
    [Fact]
    public void A_stretch_is_taken_together_by_who_has_nothing_of_it_yet()
    {
        var tail = NewTail();
        var (whole, late) = (Listen(tail, null, null), Listen(tail, null, null));
        var random = new Random(1);
        var entries = Enumerable.Range(1, TailStretch.Length + 1).Select(i => Entry(0, i, random, othersOf: 0)).ToArray();
        tail.Publish(entries[..100]);
        Assert.Empty(whole.TakeTogether(onlyFull: true));
        var joining = Listen(tail, null, null);
        tail.Publish(entries[100..^1]);
        tail.Publish(entries[^1..]);

        var part = Assert.Single(whole.TakeTogether(onlyFull: true));
        Assert.Equal(entries[..^1], part.Lots.SelectMany(l => l.Entries));
        Assert.Equal(entries[^1..], whole.Take());
        Assert.All(joining.TakeTogether(onlyFull: true), p => Assert.Null(p.Stretch));

        var projection = Floor.Usual().Projection();
        var intake = new BoardIntake(late, NewLag());
        projection.Apply(Counting(entries[..2000]));
        intake.Begin([2000, .. new long[Partitions - 1]], Moment.MinValue);
        intake.TakeInto(projection, onlyFull: false);
        var plain = Floor.Usual().Projection();
        plain.Apply(Counting(entries));
        Assert.Equal(plain.Standings(Amounts, 0, 100), projection.Standings(Amounts, 0, 100));
        Assert.Equal((entries.Length, entries.Max(e => e.PostedAt)), ((int)intake.Seqs[0], intake.LastPostedAt));
    }

    private static EntryDraft[] Counting(IEnumerable<JournalEntry> entries) => [.. entries.Select(e => e.Draft).Where(d => d.Kind.CountsOnBoards())];

    private static JournalTail NewTail() => new(null!, NullLogger<JournalTail>.Instance, Partitions);

    private static PushLag NewLag() => new(ActivatorUtilities.CreateInstance<SiloMetrics>(new ServiceCollection().AddMetrics().BuildServiceProvider()));

    private static TailFeed Listen(JournalTail tail, long? from, long? to)
    {
        var feed = new TailFeed(from is { } first ? new Moment(first) : Moment.MinValue, to is { } last ? new Moment(last) : Moment.MaxValue, static () => { });
        tail.Subscribe(feed);
        return feed;
    }

    /// <summary>On both sides of the day's beginning, within the windows and not; one in ten takes something back, one in twenty counts on no board.</summary>
    private static JournalEntry Entry(int partition, long seq, Random random, int othersOf = 20)
    {
        var at = random.Next(20) == 0 ? random.Next(1_000, 4_000) : random.Next(990, 1_010);
        var recovery = Floor.Recovery("c" + random.Next(1, 7), "t" + random.Next(1, 5), random.Next(1, 1_000), at);
        var draft = random.Next(10) == 0 ? Floor.Reversal(recovery, random.Next(1, 10), whole: false, at + random.Next(20)) : recovery;
        return new JournalEntry
        {
            Partition = partition,
            Seq = seq,
            PostedAt = new Moment(5_000 + seq),
            Draft = othersOf > 0 && random.Next(othersOf) == 0 ? draft with { Kind = EntryKind.Hold, AmountMinor = 0, Receipts = 0 } : draft,
            Hash = default,
        };
    }
}
