using Leaderboard.Conduct;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Recoveries;
using Leaderboard.Statements;

namespace Leaderboard.Domain.Statements;

public sealed class StatementSumsTests
{
    private static readonly Moment From = new(1_000);
    private static readonly Moment To = new(2_000);

    // 200.00 there; 500.00 and 64.00 for receipts of which a cap takes 14.00; 100.00 back; a streak of 20.00; 30.00 won; 40.25 spent and 10.00 of it back; 5.50 expired:
    // 500 + 64 - 14 - 100 + 20 + 30 = 500.00 earned; 200 + 500 - 30.25 - 5.50 = 664.25, of which 64.00 are provisional and 20.00 held.
    [Fact]
    public void The_sums_of_a_month_are_those_of_its_entries()
    {
        var points = StatementSums.PointsOf(
            [
                Entry("a", EntryKind.Recovery, 500_00), Entry("b", EntryKind.Recovery, 64_00), Entry("c", EntryKind.Cap, -14_00), Entry("d", EntryKind.Reversal, -100_00),
                Entry("e", EntryKind.Streak, 20_00), Entry("f", EntryKind.Payout, 30_00), Entry("g", EntryKind.Hold, 0), Entry("h", EntryKind.Capture, -40_25), Entry("i", EntryKind.Return, 10_00),
                Entry("j", EntryKind.Expiry, -5_50),
            ],
            new PointsStanding(200_00, 64_00, 20_00));

        Assert.Equal((550_00L, -100_00L, 20_00L, 30_00L, -30_25L, -5_50L), (points.Receipts, points.Reversals, points.Merits, points.Prizes, points.Spent, points.Expired));
        Assert.Equal((500_00L, 464_25L, 664_25L, 600_25L, 20_00L), (points.Earned, points.Moved, points.Closing, points.Vested, points.Held));
    }

    [Fact]
    public void No_kind_of_entry_is_left_out_of_the_sums() => Assert.All(
        Enum.GetValues<EntryKind>(), kind => Assert.Equal(1_00, StatementSums.PointsOf([Entry("a", kind, 1_00)], new PointsStanding(0, 0, 0)).Moved));

    // In force from 900, lifted at 1500: of the month until then. Ordered until 1200; without an end; over before the month; after it; lifted before it began.
    [Theory]
    [InlineData(900, null, 1_500L, true, 1_500L)]
    [InlineData(1_100, 1_200L, null, true, 1_200L)]
    [InlineData(1_100, 1_200L, 1_150L, true, 1_150L)]
    [InlineData(1_100, null, null, true, null)]
    [InlineData(1_100, 3_000L, 2_500L, true, null)]
    [InlineData(500, 1_000L, null, false, null)]
    [InlineData(2_000, null, null, false, null)]
    [InlineData(1_500, null, 1_400L, false, null)]
    public void A_hold_is_the_months_as_far_as_it_was_in_force_in_it(long from, long? to, long? liftedAt, bool isIn, long? end)
    {
        var holds = StatementSums.HoldsOf([new HoldView { Id = "h", Reason = HoldReason.Investigation, From = new Moment(from), To = Of(to), LiftedAt = Of(liftedAt), IsInForce = false }], From, To);

        Assert.Equal(isIn ? [(HoldReason.Investigation, new Moment(from), Of(end))] : [], holds.Select(h => (h.Reason, h.From, h.To)));
    }

    [Fact]
    public void What_is_otherwise_is_told_with_both_figures_and_what_came_late_by_its_entries()
    {
        var signed = Figures(100_00, 3, Entry("a", EntryKind.Recovery, 100_00));
        var now = Figures(150_00, 2, Entry("a", EntryKind.Recovery, 100_00), Entry("late", EntryKind.Recovery, 50_00));

        Assert.Equal(
            [(StatementFigure.Net, 100_00L, 150_00L), (StatementFigure.Earned, 100_00, 150_00), (StatementFigure.Closing, 100_00, 150_00), (StatementFigure.Rank, 3, 2), (StatementFigure.OnBoard, 100_00, 150_00)],
            StatementSums.Between(signed, now).Select(d => (d.Figure, d.Then, d.Now)));
        Assert.Equal(["rec:late"], StatementSums.Late(signed, now).Select(e => e.Id.Value));
        Assert.Empty(StatementSums.Between(signed, signed));
    }

    [Fact]
    public void The_digest_is_of_every_figure()
    {
        var figures = Figures(100_00, 3, Entry("a", EntryKind.Recovery, 100_00));
        StatementFigures[] others =
        [
            figures with { Name = "Wu" }, figures with { TeamName = "North" }, figures with { RecoveredMinor = 1 }, figures with { ReversedMinor = -1 }, figures with { Receipts = 2 },
            figures with { Points = figures.Points with { Held = 1 } }, figures with { Points = figures.Points with { Opening = 1 } }, figures with { Place = figures.Place with { AmountMinor = 4 } },
            figures with { Entries = [Entry("a", EntryKind.Recovery, 100_01)] }, figures with { Entries = [Entry("b", EntryKind.Recovery, 100_00)] }, figures with { MoreEntries = 1 },
            figures with { Holds = [new StatementHold { Reason = HoldReason.Other, From = From }] },
            figures with { Pay = [new PayLine { Entry = new EntryId("take:x"), Collector = new CollectorId("li"), Name = "Li", Kind = PayKind.InKind, Source = "x", What = "Mug", PointsHundredths = -1, ValueMinor = 1, At = From }] },
        ];

        var digests = others.Append(figures).Select(f => StatementDigest.Of(new CollectorId("li"), "2026-11", f)).Append(StatementDigest.Of(new CollectorId("li"), "2026-12", figures)).ToList();

        Assert.Equal(digests.Count, digests.Distinct().Count());

        // What others bring in moves the rank, and asks for no other signature.
        Assert.Equal(StatementDigest.Of(new CollectorId("li"), "2026-11", figures), StatementDigest.Of(new CollectorId("li"), "2026-11", figures with { Place = figures.Place with { Rank = 4, Of = 61, Tied = true } }));
    }

    private static Moment? Of(long? micros) => micros is { } at ? new Moment(at) : null;

    private static StatementFigures Figures(long amountMinor, int rank, params LedgerEntry[] entries) => new()
    {
        Name = "Li",
        RecoveredMinor = amountMinor,
        ReversedMinor = 0,
        Receipts = 1,
        Points = StatementSums.PointsOf(entries, new PointsStanding(0, 0, 0)),
        Place = new StatementPlace { Rank = rank, Tied = false, Of = 60, AmountMinor = amountMinor },
        Pay = [],
        Holds = [],
        Entries = entries,
    };

    private static LedgerEntry Entry(string id, EntryKind kind, long points) => new()
    {
        Seq = 1,
        Id = EntryId.Recovery(id),
        Kind = kind,
        AmountMinor = 0,
        EffectiveMinor = 0,
        PointsHundredths = points,
        ReceivedAt = From,
        OccurredAt = From,
        VestsAt = From,
        Scheme = "default/1",
    };
}
