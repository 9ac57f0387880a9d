using Leaderboard.Domain.Rewards;
using Leaderboard.Notices;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

public sealed class NoticeRecordTests
{
    private static readonly Moment Now = new(1_000_000_000);

    private static readonly RedemptionRecord Asked = new()
    {
        Id = "r-1", Collector = "c-001", Reward = "cinema", RewardName = "Cinema ticket", Quantity = 2, PriceHundredths = 240_50, ValueMinor = 0,
        Step = RedemptionStep.Requested, RequestedAtMicros = 0, RequestedBy = "c",
    };

    [Fact]
    public void A_decision_of_others_is_told_by_every_channel_under_an_id_of_its_own()
    {
        var approved = Asked.Approved("m", Now)!;
        var fulfilling = approved.Fulfilling("m", Now)!;
        var rejected = approved.Ending(RedemptionState.Rejected, "why", "m", Now, onlyRequested: false)!;

        Assert.Equal(["r-1/1/a", "r-1/1/b"], Told(Asked, approved).Select(n => n.Id));
        Assert.Equal(["r-1/2/a", "r-1/2/b"], Told(approved, fulfilling).Select(n => n.Id));
        Assert.Equal([RedemptionState.Rejected, RedemptionState.Rejected], Told(approved, rejected).Select(n => n.Became));
        var one = Told(Asked, approved)[0];
        Assert.Equal(("a", "c-001", "r-1", "Cinema ticket", 2, 240_50L, Now.UnixMicroseconds), (one.Channel, one.Collector, one.Redemption, one.RewardName, one.Quantity, one.PriceHundredths, one.AtMicros));
        Assert.True(one.IsDue(Now.Plus(TimeSpan.FromSeconds(15))));
        Assert.True(Told(approved, fulfilling)[0].IsDue(Now));
        Assert.Empty(NoticeRecord.Of(Asked, approved, []));
    }

    [Fact]
    public void What_the_person_did_and_what_is_no_decision_is_not_told()
    {
        var twice = Asked with { NeedsTwo = true };
        var approved = Asked.Approved("m", Now)!;
        var rejected = Asked.Ending(RedemptionState.Rejected, null, "m", Now, onlyRequested: false)!;
        var reopened = rejected.Ended().Reopened("m", Now)!;

        Assert.Empty(Told(null, Asked));
        Assert.Empty(Told(twice, twice.Approved("m", Now)!));
        Assert.Empty(Told(Asked, Asked.Ending(RedemptionState.Cancelled, null, "c", Now, onlyRequested: true)!));
        Assert.Empty(Told(approved, approved.Reopened("m", Now)!));
        Assert.Empty(Told(rejected, rejected.Ended()));
        Assert.Empty(Told(rejected.Ended(), reopened));
        var byCode = Asked.Requested(isByCode: true).Approved("m", Now)!;
        Assert.Empty(Told(byCode, byCode.Claiming("c", Now)!));
        Assert.Null(approved.Claiming("c", Now));

        // Rejected as before, since what it needs is not to be had any more.
        var refusing = reopened.Refusing(RedemptionOutcome.OutOfStock);
        Assert.Equal(RedemptionState.Rejected, refusing.Refused().State);
        Assert.Empty(Told(refusing, refusing.Refused()));
    }

    [Fact]
    public void A_code_that_others_hand_over_is_told_and_what_comes_after_its_owner_took_it()
    {
        var approved = Asked.Requested(isByCode: true).Approved("m", Now)!;
        var claimed = approved.Claiming("c", Now)!.Fulfilled();

        Assert.All(Told(Asked, approved), n => Assert.True(n.IsByCode));
        Assert.Equal(2, Told(approved, approved.Fulfilling("m", Now)!).Count);
        Assert.Same(claimed, claimed.Claiming("c", Now));
        Assert.Equal(2, Told(claimed, claimed.Returning(toShelf: false, "why", "m", Now)!).Count);
    }

    [Fact]
    public void What_others_cancel_is_told() => Assert.Equal(["r-1/1/a", "r-1/1/b"], Told(Asked, Asked.Ending(RedemptionState.Cancelled, null, "m", Now, onlyRequested: false)!).Select(n => n.Id));

    // Whoever decided may think again for ten seconds: nobody is told before, nor at all when they do.
    [Fact]
    public void What_is_overtaken_in_time_is_not_told()
    {
        var approved = Asked.Approved("m", Now)!;
        var notice = Told(Asked, approved)[0];
        Assert.False(notice.IsDue(Now.Plus(TimeSpan.FromSeconds(10))));
        Assert.False(notice.IsOvertakenIn(null));
        Assert.False(notice.IsOvertakenIn(approved));

        var later = Now.Plus(TimeSpan.FromSeconds(1));
        var again = approved.Reopened("m", later)!.Approved("m", later)!;
        Assert.True(notice.IsOvertakenIn(approved.Fulfilling("m", later)));
        Assert.True(notice.IsOvertakenIn(approved.Reopened("m", later)));
        Assert.True(notice.IsOvertakenIn(again));
        Assert.False(Told(approved.Reopened("m", later), again)[0].IsOvertakenIn(again));
    }

    // Rejected, taken back, and rejected as before because what it needs is gone: the first is what is told.
    [Fact]
    public void What_could_not_be_reopened_is_told_as_it_was_decided()
    {
        var rejected = Asked.Ending(RedemptionState.Rejected, null, "m", Now, onlyRequested: false)!;
        var again = rejected.Ended().Reopened("m", Now.Plus(TimeSpan.FromSeconds(1)))!.Refusing(RedemptionOutcome.OutOfStock).Refused();

        Assert.False(Told(Asked, rejected)[0].IsOvertakenIn(again));
    }

    /// <summary>1, 2, 4 … minutes, an hour at most; the eighth failure is the last.</summary>
    [Fact]
    public void The_pause_doubles_until_it_is_given_up()
    {
        var notice = Told(Asked, Asked.Approved("m", Now)!)[0];
        var pauses = new List<double>();
        for (var i = 1; i < NoticeRecord.MaxTries; i++)
        {
            notice = notice.Failed("HTTP 500", Now);
            pauses.Add((new Moment(notice.DueMicros) - Now).TotalMinutes);
            Assert.Equal((NoticeState.Waiting, i, "HTTP 500", false), (notice.State, notice.Tries, notice.LastError, notice.IsDue(Now)));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60], pauses);
        notice = notice.Failed(new string('x', 1000), Now);
        Assert.Equal((NoticeState.GivenUp, 8, 200, false), (notice.State, notice.Tries, notice.LastError!.Length, notice.IsDue(Moment.MaxValue)));
    }

    /// <summary>It has not been tried, and keeps all its tries.</summary>
    [Fact]
    public void What_a_channel_takes_later_only_waits_until_then()
    {
        var tried = Told(Asked, Asked.Approved("m", Now)!)[0].Answered(NoticeAnswer.Failed("HTTP 500"), Now);
        var morning = Now.Plus(TimeSpan.FromHours(10));

        var waiting = tried.Answered(NoticeAnswer.Later(morning), Now);

        Assert.Equal((NoticeState.Waiting, 1, "HTTP 500"), (waiting.State, waiting.Tries, waiting.LastError));
        Assert.Equal((false, true), (waiting.IsDue(morning.Plus(TimeSpan.FromMicroseconds(-1))), waiting.IsDue(morning)));
        Assert.Equal((NoticeState.Sent, 2), (waiting.Answered(NoticeAnswer.Taken, morning).State, waiting.Answered(NoticeAnswer.Taken, morning).Tries));
    }

    [Fact]
    public void Only_what_was_given_up_is_sent_again()
    {
        var waiting = Told(Asked, Asked.Approved("m", Now)!)[0];
        var sent = waiting.Sent(Now);

        Assert.Same(waiting, waiting.Again(Now));
        Assert.Same(sent, sent.Again(Now));
        Assert.Equal((NoticeState.Sent, 1, null), (sent.State, sent.Tries, sent.LastError));
        var again = (waiting with { State = NoticeState.GivenUp, Tries = 8, LastError = "HTTP 500" }).Again(Now);
        Assert.Equal((NoticeState.Waiting, 0, "HTTP 500", true), (again.State, again.Tries, again.LastError, again.IsDue(Now)));
    }

    private static List<NoticeRecord> Told(RedemptionRecord? before, RedemptionRecord next) => [.. NoticeRecord.Of(before, next, ["a", "b"])];
}
