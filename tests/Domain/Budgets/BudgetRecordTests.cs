using CsCheck;
using Leaderboard.Budgets;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Budgets;

public sealed class BudgetRecordTests
{
    private static readonly BudgetTerms Terms = new() { Name = "Q4", Unit = PrizeUnit.Points, Amount = 1_000, From = new Moment(0), To = new Moment(100) };
    private static readonly BudgetRecord Envelope = new() { Id = "q4", Terms = Terms, By = "m" };
    private static readonly Moment Now = new(50);

    /// <summary>Of 1,000: 600 reserved, then 500 are too much and 400 are not; 450 of the 600 spent give 150 back.</summary>
    [Fact]
    public void What_is_reserved_is_spent_or_given_back()
    {
        var first = Done(Envelope.Reserving("a", 600, Now));
        Assert.Equal(BudgetOutcome.Exhausted, first.Reserving("b", 500, Now).Outcome);
        var second = Done(first.Reserving("b", 400, Now));
        Assert.Equal((1_000, 0), (second.Reserved, second.Spent));
        var spent = Done(second.Committing("a", 450, Now));
        Assert.Equal((400, 450, 150), (spent.Reserved, spent.Spent, spent.ToView().Left));
        var released = Done(spent.Releasing("b", Now));
        Assert.Equal((0, 450, 550), (released.Reserved, released.Spent, released.ToView().Left));
    }

    [Fact]
    public void The_same_again_changes_nothing_and_another_value_is_refused()
    {
        var reserved = Done(Envelope.Reserving("a", 600, Now));
        Assert.Same(reserved, Done(reserved.Reserving("a", 600, Now)));
        Assert.Equal(BudgetOutcome.Conflict, reserved.Reserving("a", 500, Now).Outcome);
        Assert.Equal(BudgetOutcome.Conflict, reserved.Committing("a", 601, Now).Outcome);
        Assert.Equal(BudgetOutcome.Conflict, reserved.Committing("b", 1, Now).Outcome);
        var spent = Done(reserved.Committing("a", 600, Now));
        Assert.Same(spent, Done(spent.Committing("a", 600, Now)));
        Assert.Equal(BudgetOutcome.Conflict, spent.Committing("a", 500, Now).Outcome);
        Assert.Equal(BudgetOutcome.Conflict, spent.Releasing("a", Now).Outcome);
        Assert.Equal(BudgetOutcome.Conflict, spent.Reserving("a", 600, Now).Outcome);
        Assert.Same(Envelope, Done(Envelope.Releasing("never", Now)));
    }

    [Fact]
    public void It_shrinks_to_what_is_drawn_and_stays_what_it_is_once_it_is_drawn_on()
    {
        var reserved = Done(Envelope.Reserving("a", 600, Now));
        Assert.Equal(BudgetOutcome.BelowUsed, reserved.Changed(Terms with { Amount = 599 }, "m").Outcome);
        Assert.Equal(600, Done(reserved.Changed(Terms with { Amount = 600 }, "m")).Terms.Amount);
        Assert.Equal(BudgetOutcome.InUse, reserved.Changed(Terms with { Unit = PrizeUnit.Money }, "m").Outcome);
        Assert.Equal(BudgetOutcome.InUse, reserved.Changed(Terms with { To = new Moment(99) }, "m").Outcome);
        Assert.Equal(PrizeUnit.Money, Done(Envelope.Changed(Terms with { Unit = PrizeUnit.Money }, "m")).Terms.Unit);
        Assert.Same(reserved, Done(reserved.Changed(Terms, "another")));
    }

    /// <summary>Whatever is called in whatever order, what is reserved and spent together is never above the amount.</summary>
    [Fact]
    public void It_is_never_overdrawn() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Long[0, 700]).Array[0, 60].Sample(calls =>
    {
        var envelope = Envelope;
        foreach (var (what, id, value) in calls)
        {
            var draw = "d" + id;
            envelope = (what switch
            {
                0 => envelope.Committing(draw, value, Now),
                1 => envelope.Releasing(draw, Now),
                2 => envelope.Changed(Terms with { Amount = value * 2 }, "m"),
                _ => envelope.Reserving(draw, value, Now),
            }).Next;
            Assert.InRange(envelope.Reserved + envelope.Spent, 0, envelope.Terms.Amount);
        }
    });

    private static BudgetRecord Done((BudgetOutcome Outcome, BudgetRecord Next) decision)
    {
        Assert.Equal(BudgetOutcome.Done, decision.Outcome);
        return decision.Next;
    }
}
