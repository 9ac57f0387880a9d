using Leaderboard.Statements;

namespace Leaderboard.Domain.Statements;

/// <summary>Open, appealed, answered, signed: and nothing else, in no other order.</summary>
public sealed class StatementRecordTests
{
    private static readonly Signatory Li = new() { Id = "p-li", Name = "Li" };
    private static readonly Signatory Qin = new() { Id = "p-qin", Name = "Qin" };
    private static readonly Moment Now = new(1_000);
    private static readonly Digest Seen = Digest.Of([1]);

    [Fact]
    public void It_runs_until_the_month_is_over_then_it_waits()
    {
        Assert.Equal(StatementState.Running, StatementRecord.New.StateOf(isOver: false));
        Assert.Equal(StatementState.Open, StatementRecord.New.StateOf(isOver: true));
    }

    [Fact]
    public void It_is_signed_once()
    {
        var signed = StatementRecord.New.Signed(Li, Seen, Now)!;

        Assert.Equal((StatementState.Signed, "p-li", "Li", 1_000L, Seen.ToString()), (signed.StateOf(true), signed.Signature!.ById, signed.Signature.By, signed.Signature.AtMicros, signed.Signature.Digest));
        Assert.Same(signed, signed.Signed(Qin, Digest.Of([2]), new Moment(2_000)));
        Assert.Null(signed.Appealed(Li, "No.", Now));
        Assert.Null(signed.Answered(Qin, AppealVerdict.Upheld, "Yes.", Now));
    }

    [Fact]
    public void An_appeal_keeps_it_from_being_signed_until_it_is_answered()
    {
        var appealed = StatementRecord.New.Appealed(Li, "Mine is missing.", Now)!;

        Assert.Equal(StatementState.Appealed, appealed.StateOf(true));
        Assert.Null(appealed.Signed(Li, Seen, Now));
        Assert.Same(appealed, appealed.Appealed(Li, "Mine is missing.", new Moment(2_000)));
        Assert.Null(appealed.Appealed(Li, "And another.", Now));

        var answered = appealed.Answered(Qin, AppealVerdict.Rejected, "It is the bank's.", new Moment(3_000))!;
        Assert.Equal(StatementState.Answered, answered.StateOf(true));
        Assert.Same(answered, answered.Answered(Qin, AppealVerdict.Rejected, "It is the bank's.", new Moment(4_000)));
        Assert.Null(answered.Answered(Qin, AppealVerdict.Upheld, "It is the bank's.", Now));
        Assert.Null(answered.Answered(Qin, AppealVerdict.Rejected, "No.", Now));
        Assert.Equal(StatementState.Signed, answered.Signed(Li, Seen, Now)!.StateOf(true));
        Assert.Equal(StatementState.Appealed, answered.Appealed(Li, "Still.", Now)!.StateOf(true));
    }

    [Fact]
    public void Nobody_answers_what_nobody_appealed() => Assert.Null(StatementRecord.New.Answered(Qin, AppealVerdict.Upheld, "Yes.", Now));

    [Fact]
    public void Ten_appeals_are_all_it_holds()
    {
        var record = Enumerable.Range(1, 10).Aggregate(StatementRecord.New, (r, n) => r.Appealed(Li, $"No. {n}", Now)!.Answered(Qin, AppealVerdict.Rejected, "-", Now)!);

        Assert.Null(record.Appealed(Li, "No. 11", Now));
        Assert.NotNull(record.Signed(Li, Seen, Now));
    }
}
