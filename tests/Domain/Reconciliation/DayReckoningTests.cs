using Leaderboard.Reconciliation;

namespace Leaderboard.Domain.Reconciliation;

public sealed class DayReckoningTests
{
    private static readonly Dictionary<string, long> NoRows = [];

    [Fact]
    public void Count_and_sum_must_both_be_the_banks()
    {
        var sent = new[] { Sent("core", Of(3, 125_000)) };

        Assert.Equal(Agreement.Agrees, One(sent, Bank(Of(3, 125_000))).State);
        Assert.Equal(Agreement.Differs, One(sent, Bank(Of(2, 125_000))).State);
        Assert.Equal(Agreement.Differs, One(sent, Bank(Of(3, 125_001))).State);
        Assert.Equal(Agreement.Waiting, Assert.Single(DayReckoning.Open(sent, ControlBook.Empty, NoRows)).State);
    }

    [Fact]
    public void Reversals_are_compared_when_the_bank_speaks_of_them()
    {
        var sent = new[] { Sent("core", Of(1, 100), Of(1, 40)) };

        Assert.Equal(Agreement.Agrees, One(sent, Bank(Of(1, 100))).State);
        Assert.Equal(Agreement.Agrees, One(sent, Bank(Of(1, 100), Of(1, 40))).State);
        var differs = One(sent, Bank(Of(1, 90), Tally.None));
        Assert.Equal((Agreement.Differs, 50), (differs.State, differs.ApartMinor));
    }

    [Fact]
    public void Two_errors_that_cancel_each_other_are_seen_by_row()
    {
        var sent = new[] { Sent("core", Of(2, 300)) };
        var line = Assert.Single(DayReckoning.Open(sent, Bank(Of(2, 300)), new Dictionary<string, long> { ["core"] = 2 }));
        Assert.Equal((Agreement.Differs, 0), (line.State, line.ApartMinor));
    }

    [Fact]
    public void A_source_of_which_only_the_bank_knows_differs()
    {
        var line = One([], Bank(Of(1, 100)));
        Assert.Equal((Agreement.Differs, Tally.None), (line.State, line.Recoveries));
        Assert.Equal(Agreement.Agrees, One([], Bank(Tally.None)).State);
    }

    [Fact]
    public void Each_source_that_does_not_agree_needs_a_reason()
    {
        var lines = DayReckoning.Open([Sent("a", Of(1, 1)), Sent("b", Of(1, 1)), Sent("core", Of(1, 100))], Bank(Of(1, 100)), NoRows);
        CloseReason[] one = [Reason("a", "known"), Reason("b", " \n ")];
        CloseReason[] both = [Reason("a", "known"), Reason("b", "also\nknown"), Reason("core", "needless")];

        Assert.Equal(("b", null), (DayReckoning.Unreasoned(lines, one), DayReckoning.Unreasoned(lines, both)));
        Assert.Equal(["known", "also known", null], DayReckoning.Reasoned(lines, both).Select(l => l.Reason));
    }

    [Fact]
    public void What_came_after_a_close_stands_beside_it()
    {
        var closed = DayReckoning.Open([Sent("core", Of(2, 200))], ControlBook.Empty, NoRows);
        var now = DayReckoning.Closed(closed, [Sent("core", Of(1, 150), Of(1, 50)), Sent("late", Of(1, 7))], ControlBook.Empty);

        Assert.Equal([("core", Of(2, 200), Of(-1, -50), Of(1, 50)), ("late", Tally.None, Of(1, 7), Tally.None)], now.Select(l => (l.Source, l.Recoveries, l.LateRecoveries!, l.LateReversals!)));
        Assert.DoesNotContain(DayReckoning.Closed(closed, [Sent("core", Of(2, 200))], ControlBook.Empty), l => l.IsLate);
    }

    private static SourceLine One(IReadOnlyCollection<SentTally> sent, ControlBook book) => Assert.Single(DayReckoning.Open(sent, book, NoRows));

    private static SentTally Sent(string source, Tally recoveries, Tally? reversals = null) => new(source, recoveries, reversals ?? Tally.None);

    private static ControlBook Bank(Tally recoveries, Tally? reversals = null) =>
        ControlBook.Empty.With("core", StoredControl.Of(new BankControl { Recoveries = recoveries, Reversals = reversals, By = "k" }, new Moment(1)));

    private static CloseReason Reason(string source, string text) => new() { Source = source, Text = text };

    private static Tally Of(long count, long sum) => new() { Count = count, SumMinor = sum };
}
