using Leaderboard.Conduct;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Conduct;

public sealed class ConductGateTests
{
    private static readonly Moment From = new(1_000);
    private static readonly Moment To = new(2_000);
    private static readonly ConductRecord Clean = new() { Collector = "c" };

    /// <summary>A serious complaint counts when it was upheld and happened in [from, to); one that is open or dismissed, or minor, does not.</summary>
    [Theory]
    [InlineData(ComplaintSeverity.Serious, 1_000, ComplaintState.Upheld, true)]
    [InlineData(ComplaintSeverity.Serious, 1_999, ComplaintState.Upheld, true)]
    [InlineData(ComplaintSeverity.Serious, 999, ComplaintState.Upheld, false)]
    [InlineData(ComplaintSeverity.Serious, 2_000, ComplaintState.Upheld, false)]
    [InlineData(ComplaintSeverity.Serious, 1_500, ComplaintState.Open, false)]
    [InlineData(ComplaintSeverity.Serious, 1_500, ComplaintState.Dismissed, false)]
    [InlineData(ComplaintSeverity.Minor, 1_500, ComplaintState.Upheld, false)]
    public void A_serious_breach_of_the_window_bars_from_prizes(ComplaintSeverity severity, long at, ComplaintState state, bool isBarred) =>
        Assert.Equal(isBarred ? PassedOverCause.SeriousBreach : null, ConductGate.CauseOf(With(severity, at, state), From, To, To));

    /// <summary>Held from 100 up to 200, or without an end, or lifted at 150.</summary>
    [Theory]
    [InlineData(99, 200L, null, false)]
    [InlineData(100, 200L, null, true)]
    [InlineData(199, 200L, null, true)]
    [InlineData(200, 200L, null, false)]
    [InlineData(5_000, null, null, true)]
    [InlineData(149, null, 150L, true)]
    [InlineData(150, null, 150L, false)]
    public void A_hold_bars_while_it_is_in_force(long decidedAt, long? to, long? liftedAt, bool isBarred)
    {
        var record = Clean.Held(new HoldOrder { Id = "h", Reason = HoldReason.Investigation, From = new Moment(100), To = to is { } end ? new Moment(end) : null, By = "o" })!;
        if (liftedAt is { } lifted)
            record = record.Lifted("h", "o", new Moment(lifted))!;
        Assert.Equal(isBarred ? PassedOverCause.Hold : null, ConductGate.CauseOf(record, From, To, new Moment(decidedAt)));
    }

    /// <summary>1,064 points: a minor complaint takes 10 %, once: 957.60; a second takes nothing more; a serious one takes all.</summary>
    [Fact]
    public void A_minor_complaint_takes_a_tenth_once_and_a_serious_one_takes_all()
    {
        var minor = With(ComplaintSeverity.Minor, 1_500, ComplaintState.Upheld);
        var twice = minor.Recorded(Report("2", ComplaintSeverity.Minor, 1_600), To)!.Decided("2", ComplaintState.Upheld, "o", To)!;
        var serious = twice.Recorded(Report("3", ComplaintSeverity.Serious, 1_600), To)!.Decided("3", ComplaintState.Upheld, "o", To)!;

        Assert.Equal(1_064_00, ConductGate.Kept(Clean, From, To, 1_064_00));
        Assert.Equal(957_60, ConductGate.Kept(minor, From, To, 1_064_00));
        Assert.Equal(957_60, ConductGate.Kept(twice, From, To, 1_064_00));
        Assert.Equal(0, ConductGate.Kept(serious, From, To, 1_064_00));
        Assert.Equal(1_064_00, ConductGate.Kept(minor, To, new Moment(3_000), 1_064_00));
        Assert.Equal(-5_00, ConductGate.Kept(minor, From, To, -5_00));
        Assert.Equal(5, ConductGate.Kept(minor, From, To, 5));
    }

    [Fact]
    public void A_complaint_is_decided_once_and_its_id_means_one_thing()
    {
        var open = Clean.Recorded(Report("1", ComplaintSeverity.Minor, 1_500), To)!;

        Assert.Same(open, open.Recorded(Report("1", ComplaintSeverity.Minor, 1_500), new Moment(9_000)));
        Assert.Null(open.Recorded(Report("1", ComplaintSeverity.Serious, 1_500), To));
        var upheld = open.Decided("1", ComplaintState.Upheld, "o", To)!;
        Assert.Same(upheld, upheld.Decided("1", ComplaintState.Upheld, "p", To));
        Assert.Null(upheld.Decided("1", ComplaintState.Dismissed, "o", To));
    }

    private static ComplaintReport Report(string id, ComplaintSeverity severity, long at) =>
        new() { Id = id, Severity = severity, Source = ComplaintSource.Borrower, OccurredAt = new Moment(at), By = "o" };

    private static ConductRecord With(ComplaintSeverity severity, long at, ComplaintState state)
    {
        var open = Clean.Recorded(Report("1", severity, at), To)!;
        return state == ComplaintState.Open ? open : open.Decided("1", state, "o", To)!;
    }
}
