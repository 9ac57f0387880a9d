using System.Collections.Immutable;
using CsCheck;
using Leaderboard.Budgets;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Budgets;

public sealed class BudgetRecordTests
{
    private static readonly BudgetTerms Terms = new() { Name = "Q4", Unit = PrizeUnit.Points, Amount = 1_000, From = new Moment(0), To = new Moment(100) };
    private static readonly Kept Envelope = new(new BudgetRecord { Id = "q4", Terms = Terms, By = "m" }, ImmutableDictionary<string, DrawEntry>.Empty);
    private static readonly Moment Now = new(50);

    /// <summary>Of 1,000: 600 reserved, then 500 are too much and 400 are not; 450 of the 600 spent give 150 back.</summary>
    [Fact]
    public void What_is_reserved_is_spent_or_given_back()
    {
        var first = Done(Envelope.Reserve("a", 600));
        Assert.Equal(BudgetOutcome.Exhausted, first.Reserve("b", 500).Outcome);
        var second = Done(first.Reserve("b", 400));
        Assert.Equal((1_000, 0, 0), second.Figures);
        var spent = Done(second.Commit("a", 450));
        Assert.Equal((400, 450, 150), spent.Figures);
        var released = Done(spent.Release("b"));
        Assert.Equal((0, 450, 550), released.Figures);
        Assert.Equal(2, released.Record.DrawCount);
    }

    [Fact]
    public void The_same_again_changes_nothing_and_another_value_is_refused()
    {
        var reserved = Done(Envelope.Reserve("a", 600));
        Assert.Equal(reserved, Done(reserved.Reserve("a", 600)));
        Assert.Equal(BudgetOutcome.Conflict, reserved.Reserve("a", 500).Outcome);
        Assert.Equal(BudgetOutcome.Conflict, reserved.Commit("a", 601).Outcome);
        Assert.Equal(BudgetOutcome.Conflict, reserved.Commit("b", 1).Outcome);
        var spent = Done(reserved.Commit("a", 600));
        Assert.Equal(spent, Done(spent.Commit("a", 600)));
        Assert.Equal(BudgetOutcome.Conflict, spent.Commit("a", 500).Outcome);
        Assert.Equal(BudgetOutcome.Conflict, spent.Release("a").Outcome);
        Assert.Equal(BudgetOutcome.Conflict, spent.Reserve("a", 600).Outcome);
    }

    [Fact]
    public void What_was_released_is_not_reserved_any_more_also_where_there_was_nothing()
    {
        var never = Done(Envelope.Release("late"));
        Assert.Equal((0, 0, 1_000), never.Figures);
        Assert.Equal(0, never.Record.DrawCount);
        Assert.Equal(BudgetOutcome.Conflict, never.Reserve("late", 1).Outcome);
        Assert.Equal(BudgetOutcome.Conflict, never.Commit("late", 0).Outcome);
        Assert.Equal(never, Done(never.Release("late")));
    }

    [Fact]
    public void It_shrinks_to_what_is_drawn_and_stays_what_it_is_once_it_is_drawn_on()
    {
        var (envelope, reserved) = (Envelope.Record, Done(Envelope.Reserve("a", 600)).Record);
        Assert.Equal(BudgetOutcome.BelowUsed, reserved.Changed(Terms with { Amount = 599 }, "m").Outcome);
        Assert.Equal((BudgetOutcome.Done, 600), (reserved.Changed(Terms with { Amount = 600 }, "m").Outcome, reserved.Changed(Terms with { Amount = 600 }, "m").Next.Terms.Amount));
        Assert.Equal(BudgetOutcome.InUse, reserved.Changed(Terms with { Unit = PrizeUnit.Money }, "m").Outcome);
        Assert.Equal(BudgetOutcome.InUse, reserved.Changed(Terms with { To = new Moment(99) }, "m").Outcome);
        Assert.Equal(PrizeUnit.Money, envelope.Changed(Terms with { Unit = PrizeUnit.Money }, "m").Next.Terms.Unit);
        Assert.Same(reserved, reserved.Changed(Terms, "another").Next);
    }

    /// <summary>Whatever is called in whatever order, what is reserved and spent together is never above the amount, and is what the draws say.</summary>
    [Fact]
    public void It_is_never_overdrawn() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Long[0, 700]).Array[0, 60].Sample(calls =>
    {
        var envelope = Envelope;
        foreach (var (what, id, value) in calls)
        {
            var draw = "d" + id;
            envelope = what switch
            {
                0 => envelope.Commit(draw, value).Next,
                1 => envelope.Release(draw).Next,
                2 => envelope with { Record = envelope.Record.Changed(Terms with { Amount = value * 2 }, "m").Next },
                _ => envelope.Reserve(draw, value).Next,
            };
            Assert.InRange(envelope.Record.Reserved + envelope.Record.Spent, 0, envelope.Record.Terms.Amount);
            Assert.Equal(envelope.Record.Reserved, envelope.Draws.Values.Where(d => d.State == BudgetDrawState.Reserved).Sum(d => d.Asked));
            Assert.Equal(envelope.Record.Spent, envelope.Draws.Values.Sum(d => d.Spent));
        }
    });

    private static Kept Done((BudgetOutcome Outcome, Kept Next) decision)
    {
        Assert.Equal(BudgetOutcome.Done, decision.Outcome);
        return decision.Next;
    }

    /// <summary>An envelope with what was drawn on it.</summary>
    private sealed record Kept(BudgetRecord Record, ImmutableDictionary<string, DrawEntry> Draws)
    {
        public (long Reserved, long Spent, long Left) Figures => (Record.Reserved, Record.Spent, Record.ToView([]).Left);

        public (BudgetOutcome Outcome, Kept Next) Reserve(string id, long value) => Next(id, Record.Reserving(id, Draws.GetValueOrDefault(id), value, Now));

        public (BudgetOutcome Outcome, Kept Next) Commit(string id, long value) => Next(id, Record.Committing(Draws.GetValueOrDefault(id), value, Now));

        public (BudgetOutcome Outcome, Kept Next) Release(string id) => Next(id, Record.Releasing(id, Draws.GetValueOrDefault(id), Now));

        private (BudgetOutcome Outcome, Kept Next) Next(string id, (BudgetOutcome Outcome, BudgetRecord Next, DrawEntry? Draw) decision) =>
            (decision.Outcome, new Kept(decision.Next, decision.Draw is { } draw ? Draws.SetItem(id, draw) : Draws));
    }
}
