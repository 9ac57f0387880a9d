using Leaderboard.Boards;
using Leaderboard.Celebrations;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Celebrations;

public sealed class BigMomentsTests
{
    private static ContestRules Rules => new()
    {
        Name = "Sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.AllWhoReach,
        StartsAt = new Moment(0),
        EndsAt = new Moment(1),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Target = 100,
        Targets = [new MemberGoal { MemberId = "own", Value = 500 }],
        Prizes = [],
    };

    [Fact]
    public void Who_overtakes_the_leader_leads_and_it_is_said_whom_they_passed()
    {
        var change = BigMoments.LeadChange([Row("a", 200), Row("b", 100)], [Row("b", 250), Row("a", 200)]);

        Assert.Equal(("b", 200L), (change!.Value.Leader.Id, change.Value.Passed));
    }

    [Fact]
    public void Somebody_from_further_behind_than_is_seen_may_overtake() =>
        Assert.Equal("z", BigMoments.LeadChange([Row("a", 200)], [Row("z", 900), Row("a", 200)])!.Value.Leader.Id);

    [Fact]
    public void A_lead_that_fell_to_somebody_is_no_moment() =>
        Assert.Null(BigMoments.LeadChange([Row("a", 200), Row("b", 100)], [Row("b", 100), Row("a", 50)]));

    [Fact]
    public void Who_still_leads_and_who_is_the_first_at_all_are_no_moments()
    {
        Assert.Null(BigMoments.LeadChange([Row("a", 200)], [Row("a", 300)]));
        Assert.Null(BigMoments.LeadChange([], [Row("a", 300)]));
        Assert.Null(BigMoments.LeadChange([Row("a", 300)], []));
        Assert.Null(BigMoments.LeadChange([Row("a", -5), Row("b", -9)], [Row("b", -1), Row("a", -5)]));
    }

    [Fact]
    public void What_nobody_was_credited_with_does_not_lead() =>
        Assert.Null(BigMoments.LeadChange([Row("a", 200), Row("unassigned", 100)], [Row("unassigned", 999), Row("a", 200)]));

    [Fact]
    public void Those_are_at_the_target_who_were_below_it()
    {
        var reached = BigMoments.AtTarget(Rules, [Row("a", 99), Row("b", 100), Row("own", 100)], [Row("own", 499), Row("new", 120), Row("a", 100), Row("b", 130)]);

        Assert.Equal([("new", 100L), ("a", 100L)], reached.Select(r => (r.Entrant.Id, r.Target)));
    }

    [Fact]
    public void Without_a_target_nobody_reaches_it() => Assert.Empty(BigMoments.AtTarget(Rules with { Format = ContestFormat.Best }, [], [Row("a", 999)]));

    [Fact]
    public void People_are_called_by_their_alias()
    {
        var board = new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };
        Assert.Equal("Eagle", BigMoments.Of(CelebrationKind.LeadChange, board, null, Row("a", 1) with { Alias = "Eagle" }, 0, "1", default).Name);
        Assert.Equal("Name of a", BigMoments.Of(CelebrationKind.LeadChange, board, null, Row("a", 1) with { Alias = "" }, 0, "1", default).Name);
    }

    private static Standing Row(string id, long value) => new() { Rank = 1, Tied = false, Id = id, Name = "Name of " + id, Value = value, ReachedAt = default, GapToNext = 0 };
}
