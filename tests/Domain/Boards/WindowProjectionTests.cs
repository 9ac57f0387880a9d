using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

public sealed class WindowProjectionTests
{
    private static readonly BoardSelection Collectors = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    [Theory]
    [InlineData(TieRule.Competition, new[] { 1, 1, 3 })]
    [InlineData(TieRule.Dense, new[] { 1, 1, 2 })]
    [InlineData(TieRule.First, new[] { 1, 2, 3 })]
    public void Tied_collectors_are_numbered_by_the_tie_rule(TieRule tie, int[] ranks)
    {
        var projection = With(("c2", 500, 1), ("c1", 500, 2), ("c3", 100, 3));
        var rows = projection.Standings(Collectors with { Tie = tie }, 0, 25);
        Assert.Equal(ranks, rows.Select(row => row.Rank));
        Assert.Equal(["c2", "c1", "c3"], rows.Select(row => row.Id));
        Assert.Equal([true, true, false], rows.Select(row => row.Tied));
        Assert.Equal([0, 0, 400], rows.Select(row => row.GapToNext));
    }

    [Fact]
    public void Five_rows_with_limit_three_slide_to_stay_full()
    {
        var projection = With(("c1", 500, 1), ("c2", 400, 1), ("c3", 300, 1), ("c4", 200, 1), ("c5", 100, 1));
        Assert.Equal([2, 3, 4], projection.Around(Collectors, "c3", 3)!.Select(row => row.Rank));
        Assert.Equal([1, 2, 3], projection.Around(Collectors, "c1", 3)!.Select(row => row.Rank));
        Assert.Equal([3, 4, 5], projection.Around(Collectors, "c5", 3)!.Select(row => row.Rank));
    }

    [Fact]
    public void A_member_with_nothing_left_is_ranked_with_0_and_a_member_without_a_record_is_absent()
    {
        var projection = Floor.Usual().Projection();
        var recovery = Floor.Recovery("c1", "t1", 500, 1);
        projection.Apply(recovery);
        projection.Apply(Floor.Reversal(recovery, 500, whole: true, 2));
        Assert.Equal(0, projection.Find(Collectors, "c1")!.Value);
        Assert.Equal(0, projection.Find(Collectors with { Measure = BoardMeasure.Count }, "c1")!.Value);
        Assert.Null(projection.Find(Collectors, "c2"));
    }

    [Fact]
    public void A_collector_who_has_moved_shows_under_each_team_what_was_earned_for_it()
    {
        var projection = Floor.Usual().Projection();
        projection.Apply(Floor.Recovery("c1", "t2", 300, 1));
        projection.Apply(Floor.Recovery("c1", "t1", 500, 2));
        var under = projection.Find(Collectors with { Team = new TeamId("t2") }, "c1")!;
        Assert.Equal((300, "t2", "Team t2"), (under.Value, under.Team!.Value.Value, under.TeamName));
        var whole = projection.Find(Collectors, "c1")!;
        Assert.Equal((800, "t1", "Eagle"), (whole.Value, whole.Team!.Value.Value, whole.Alias));
        Assert.Equal(300, projection.Find(Collectors with { Subject = BoardSubject.Teams }, "t2")!.Value);
    }

    [Fact]
    public void Per_head_divides_by_who_has_a_receipt_and_rounds_half_away_from_zero()
    {
        var projection = Floor.Usual().Projection();
        projection.Apply(Floor.Recovery("c1", "t1", 2, 1));
        projection.Apply(Floor.Recovery("c3", "t1", 3, 1));
        projection.Apply(Floor.Recovery("c2", "t2", -2, 1));
        projection.Apply(Floor.Recovery("c5", "t2", -3, 1));
        var teams = new BoardSelection { Subject = BoardSubject.Teams, Measure = BoardMeasure.PerHead };
        Assert.Equal([3, -3], projection.Standings(teams, 0, 25).Select(row => row.Value));
        Assert.Equal(0, projection.Sum(teams));
    }

    [Fact]
    public void A_collector_of_two_teams_is_one_head_of_their_region()
    {
        var projection = Floor.Usual().Projection();
        projection.Apply(Floor.Recovery("c1", "t1", 100, 1));
        projection.Apply(Floor.Recovery("c1", "t2", 200, 1));
        var regions = new BoardSelection { Subject = BoardSubject.Regions, Measure = BoardMeasure.PerHead };
        Assert.Equal(300, projection.Find(regions, "North")!.Value);
        Assert.Equal(300, projection.Sum(regions));
    }

    [Fact]
    public void What_has_no_team_branch_or_region_is_shown_as_unassigned()
    {
        var projection = Floor.Usual().Projection();
        projection.Apply(Floor.Recovery("unassigned", "", 100, 1));
        projection.Apply(Floor.Recovery("c5", "t3", 50, 1));
        Assert.Equal(100, projection.Find(Collectors with { Subject = BoardSubject.Teams }, "unassigned")!.Value);
        Assert.Equal(150, projection.Find(Collectors with { Subject = BoardSubject.Branches }, "unassigned")!.Value);
        Assert.Equal(100, projection.Find(Collectors with { Subject = BoardSubject.Regions }, "unassigned")!.Value);
        Assert.Equal("unassigned", projection.Find(Collectors with { Team = new TeamId("unassigned") }, "unassigned")!.Name);
    }

    [Fact]
    public void Movement_is_the_rank_at_the_start_of_the_day_minus_the_rank_now()
    {
        var projection = With(("c1", 300, 10), ("c2", 200, 20), ("c3", 100, 30));
        Assert.Equal([0, 0, 0], projection.Standings(Collectors, 0, 25).Select(row => row.Movement));
        projection.Apply(Floor.Recovery("c3", "t1", 250, 1_000));
        projection.Apply(Floor.Recovery("c4", "t1", 10, 1_001));
        Assert.Equal([2, -1, -1, null], projection.Standings(Collectors, 0, 25).Select(row => row.Movement));
    }

    [Fact]
    public void A_late_receipt_of_yesterday_changes_the_start_of_the_day_too()
    {
        var projection = With(("c1", 300, 10), ("c2", 200, 20), ("c1", 1, 1_000));
        Assert.Equal([0, 0], projection.Standings(Collectors, 0, 25).Select(row => row.Movement));
        projection.Apply(Floor.Recovery("c2", "t2", 200, 999));
        Assert.Equal([("c2", 0), ("c1", 0)], projection.Standings(Collectors, 0, 25).Select(row => (row.Id, row.Movement!.Value)));
    }

    [Fact]
    public void A_new_day_starts_from_what_is_there()
    {
        var projection = With(("c1", 300, 10), ("c2", 400, 1_500));
        Assert.Null(projection.Find(Collectors, "c2")!.Movement);
        Assert.False(projection.StartDay(new Moment(1_500)));
        Assert.True(projection.StartDay(new Moment(2_000)));
        Assert.Equal(0, projection.Find(Collectors, "c2")!.Movement);
        projection.Apply(Floor.Recovery("c1", "t1", 200, 2_000));
        Assert.Equal([1, -1], projection.Standings(Collectors, 0, 25).Select(row => row.Movement));
    }

    [Fact]
    public void A_window_takes_its_start_and_not_its_end()
    {
        var projection = Floor.Usual().Projection(from: 100, to: 200);
        Assert.Equal([false, true, true, false], new long[] { 99, 100, 199, 200 }.Select(at => projection.Apply(Floor.Recovery("c1", "t1", 1, at))));
        Assert.Equal(2, projection.Sum(Collectors));
        Assert.Equal(2, projection.Revision);
    }

    [Fact]
    public void A_reversal_counts_where_its_recovery_does()
    {
        var projection = Floor.Usual().Projection(from: 100, to: 200);
        var recovery = Floor.Recovery("c1", "t1", 500, 150);
        projection.Apply(recovery);
        Assert.True(projection.Apply(Floor.Reversal(recovery, 200, whole: false, 5_000)));
        Assert.Equal((300, new Moment(5_000)), (projection.Sum(Collectors), projection.Find(Collectors, "c1")!.ReachedAt));
    }

    [Fact]
    public void A_team_that_moves_to_another_branch_takes_its_entries_along()
    {
        var floor = Floor.Usual();
        var projection = floor.Projection();
        projection.Apply(Floor.Recovery("c1", "t1", 500, 1));
        var branches = Collectors with { Subject = BoardSubject.Branches };
        Assert.NotNull(projection.Find(branches, "Beijing"));
        floor.With("t1", "Tianjin", "North");
        projection.RosterChanged();
        Assert.Null(projection.Find(branches, "Beijing"));
        Assert.Equal(500, projection.Find(branches, "Tianjin")!.Value);
        Assert.Equal(500, projection.Sum(Collectors with { Branch = "Tianjin" }));
        Assert.Equal(0, projection.Total(Collectors with { Branch = "Beijing" }));
    }

    [Fact]
    public void A_sum_that_would_not_fit_is_refused_and_changes_nothing()
    {
        var projection = With(("c1", 100, 1), ("c2", 50, 2));
        var before = projection.Standings(Collectors, 0, 25);
        var monster = Floor.Recovery("c2", "t2", 1, 3) with { AmountMinor = long.MaxValue };
        Assert.Throws<OverflowException>(() => projection.Apply(monster));
        Assert.Equal(before, projection.Standings(Collectors, 0, 25));
        Assert.Equal(150, projection.Sum(Collectors));
    }

    private static WindowProjection With(params (string Collector, long AmountMinor, long At)[] recoveries)
    {
        var projection = Floor.Usual().Projection();
        projection.Standings(Collectors, 0, 25);
        foreach (var (collector, amountMinor, at) in recoveries)
            projection.Apply(Floor.Recovery(collector, "t1", amountMinor, at));
        return projection;
    }
}
