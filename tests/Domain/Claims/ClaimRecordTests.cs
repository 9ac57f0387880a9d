using Leaderboard.Claims;

namespace Leaderboard.Domain.Claims;

public sealed class ClaimRecordTests
{
    private static readonly CollectorId A = new("a");
    private static readonly CollectorId B = new("b");

    private static ClaimRecord Empty => new() { RecoveryId = "r-1" };

    [Fact]
    public void The_same_claim_twice_is_one_claim()
    {
        var once = Empty.Claimed(By(A), new Moment(1));
        Assert.Same(once, once.Claimed(By(A) with { Reason = ClaimReason.Visited }, new Moment(2)));
        Assert.True(once.IsOpen);
    }

    [Fact]
    public void Who_was_refused_may_say_it_again()
    {
        var refused = Empty.Claimed(By(A), new Moment(1)).Refused(A, ClaimRefusal.NoProof, "lead", new Moment(2));
        Assert.Equal((false, ClaimState.Refused, ClaimRefusal.NoProof), (refused!.IsOpen, refused.Of(A)!.State, refused.Of(A)!.Refusal));
        Assert.Null(refused.Refused(A, ClaimRefusal.Other, "lead", new Moment(3)));
        Assert.Equal(ClaimState.Waiting, Assert.Single(refused.Claimed(By(A), new Moment(4)).Claims).State);
    }

    [Fact]
    public void An_assignment_decides_every_claim_that_waits()
    {
        var assigned = Empty.Claimed(By(A), new Moment(1)).Claimed(By(B), new Moment(2)).Assigned(B, 500, "lead", new Moment(3));
        Assert.Equal([(ClaimState.Refused, ClaimRefusal.OtherCollector), (ClaimState.Accepted, ClaimRefusal.None)], assigned.Claims.Select(c => (c.State, c.Refusal)));
        Assert.True(assigned.IsOpen);
        Assert.Null(assigned.ToView(_ => null).AssignedTo);
        Assert.False(assigned.Finished().IsOpen);
        Assert.Equal(B, assigned.Finished().ToView(_ => null).AssignedTo);
    }

    [Fact]
    public void What_its_sender_takes_back_meanwhile_is_not_assigned()
    {
        var assigned = Empty.Claimed(By(A), new Moment(1)).Assigned(A, 500, "lead", new Moment(3));
        var less = assigned.Shrunk(200);
        Assert.Equal((200, 200), (less.AmountMinor, less.Assignment!.AmountMinor));
        Assert.NotEqual(Assigning.EntryIdOf(assigned), Assigning.EntryIdOf(less));
        var none = assigned.Shrunk(0);
        Assert.Equal((null, ClaimRefusal.NothingLeft, false), (none.Assignment, none.Of(A)!.Refusal, none.IsOpen));
    }

    [Fact]
    public void Entries_follow_from_the_decision_alone()
    {
        var assigned = Empty.Assigned(A, 500, "lead", new Moment(3));
        Assert.Equal(Assigning.Reversal(assigned, assigned.Assignment!), Assigning.Reversal(assigned with { }, assigned.Assignment!));
        Assert.Matches("^claim-[0-9a-f]{32}$", Assigning.EntryIdOf(assigned));
        Assert.NotEqual(Assigning.EntryIdOf(assigned), Assigning.EntryIdOf(assigned with { RecoveryId = "r-2" }));
    }

    private static ClaimRequest By(CollectorId collector) => new() { Collector = collector, Reason = ClaimReason.Promised, By = "p" };
}
