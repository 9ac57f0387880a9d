using Leaderboard.Journal;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Points;

/// <summary>Who waits together is decided one after another, each on what the others left.</summary>
public sealed class HoldBookTests
{
    private static readonly Moment Now = new(1_000);

    // 100.00: a takes 60, b's 60 are too many, a gives back, c takes 100, and b's are too many again.
    [Fact]
    public void Each_is_decided_on_what_those_before_it_left()
    {
        var book = BookOf(100_00);
        Assert.Equal(EntryKind.Hold, Move(book, "a", 60_00, EntryKind.Hold));
        Assert.Null(Move(book, "b", 60_00, EntryKind.Hold));
        Assert.Equal(EntryKind.Release, Move(book, "a", 60_00, EntryKind.Release));
        Assert.Equal(EntryKind.Hold, Move(book, "c", 100_00, EntryKind.Hold));
        Assert.Null(Move(book, "b", 1, EntryKind.Hold));
        Assert.Equal(EntryKind.Capture, Move(book, "c", 100_00, EntryKind.Capture));
        Assert.Null(Move(book, "b", 1, EntryKind.Hold));

        Assert.Equal([("hold:a", 0L, 60_00L), ("free:a", 0, -60_00), ("hold:c", 0, 100_00), ("take:c", -100_00, -100_00)], book.Drafts.Select(d => (d.Id.Value, d.PointsHundredths, Holding.HeldOf(d))));
    }

    [Fact]
    public void What_was_asked_twice_is_written_once()
    {
        var book = BookOf(100_00);
        Assert.Equal(EntryKind.Hold, Move(book, "a", 60_00, EntryKind.Hold));
        Assert.Equal(EntryKind.Hold, Move(book, "a", 60_00, EntryKind.Hold));
        Assert.Equal(EntryKind.Hold, Move(book, "old", 60_00, EntryKind.Hold, "hold:old"));
        Assert.Equal(EntryKind.Capture, Move(book, "spent", 60_00, EntryKind.Release, "hold:spent", "take:spent"));
        Assert.Single(book.Drafts);
    }

    [Fact]
    public void What_was_released_is_not_held_any_more_also_where_there_was_nothing()
    {
        var book = BookOf(100_00);
        Assert.Equal(EntryKind.Release, Move(book, "a", 60_00, EntryKind.Release));
        Assert.Equal(EntryKind.Release, Move(book, "a", 60_00, EntryKind.Hold));
        Assert.Equal(EntryKind.Release, Move(book, "a", 60_00, EntryKind.Capture));
        var mark = Assert.Single(book.Drafts);
        Assert.Equal((0, 0, null), (mark.PointsHundredths, Holding.HeldOf(mark), mark.Source));
    }

    [Fact]
    public void Nobody_holds_what_was_overspent()
    {
        var book = BookOf(-1);
        Assert.Null(Move(book, "a", 1, EntryKind.Hold));
        Assert.Equal(EntryKind.Capture, Move(book, "old", 60_00, EntryKind.Capture, "hold:old"));
    }

    private static HoldBook BookOf(long available) => new(new CollectorId("li"), TeamId.None, available, Now);

    private static EntryKind? Move(HoldBook book, string id, long points, EntryKind to, params string[] stored)
    {
        var move = new HoldMove(new PointsHold { Id = id, PointsHundredths = points }, to);
        book.Move(move, [.. stored.Select(s => new EntryId(s))]);
        return book.StageOf(move.Hold);
    }
}
