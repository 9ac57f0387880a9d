using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>
/// Leagues from 0, 500,000 and 2,000,000. Books: a 100,000, b 499,999.99, c 500,000, d 1,999,999.99, e 2,000,000, f none. So a, b and f run in the
/// first, c and d in the second, e alone in the third.
/// </summary>
public sealed class LeaguesTests
{
    private static readonly long[] Bounds = [0, 500_000_00, 2_000_000_00];

    private static readonly ContestRules Rules = new()
    {
        Name = "Leagues",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.Best,
        StartsAt = new Moment(0),
        EndsAt = new Moment(1_000_000),
        SettleDays = 0,
        Tie = TieRule.Competition,
        LeaguesMinor = Bounds,
        Prizes = [new ContestPrize { Unit = PrizeUnit.Points, FromRank = 1, ToRank = 1, Each = 500 }, new ContestPrize { Unit = PrizeUnit.Points, FromRank = 2, ToRank = 2, Each = 200 }],
    };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(499_999_99, 1)]
    [InlineData(500_000_00, 2)]
    [InlineData(1_999_999_99, 2)]
    [InlineData(2_000_000_00, 3)]
    [InlineData(-5_00, 1)]
    public void A_league_begins_at_its_bound_and_who_has_no_book_is_in_the_smallest(long book, int league)
    {
        Assert.Equal(league, Leagues.Of(Bounds, book));
        Assert.Null(Leagues.Of([], book));
    }

    /// <summary>
    /// Values a 30, b 50, f 50; c 900, d 800; e 10. First league: b and f share first and second, (500 + 200) ÷ 2 = 350 each, and a is third with
    /// nothing. Second: c 500, d 200. Third: e is first with 500, though everybody else brought in more.
    /// </summary>
    [Fact]
    public void Each_league_has_its_own_ranks_and_prizes()
    {
        var places = Placing.Of(Rules, Results());

        Assert.Equal(
            [("b", 1, 1), ("f", 1, 1), ("a", 3, 1), ("c", 1, 2), ("d", 2, 2), ("e", 1, 3)],
            places.Select(p => (p.Result.Id, p.Rank, p.Result.League!.Value)));
        Assert.Equal([("b", 350L), ("f", 350L), ("c", 500L), ("d", 200L), ("e", 500L)], Prizing.Of(Rules, places).Select(w => (w.EntrantId, w.Value)));
    }

    /// <summary>c can have no prize: d, the only other of that league, has the 500, at the rank that is shown. No other league is touched.</summary>
    [Fact]
    public void Prizes_pass_over_within_the_league()
    {
        var won = Prizing.Of(Rules, Placing.Of(Rules, Results()), new HashSet<string>(StringComparer.Ordinal) { "c" });
        Assert.Equal([("b", 1, 350L), ("f", 1, 350L), ("d", 2, 500L), ("e", 1, 500L)], won.Select(w => (w.EntrantId, w.Rank, w.Value)));
    }

    /// <summary>A pool of 300 is one of each league: 150 + 150 of b and f with the rank 1; c alone, e alone.</summary>
    [Fact]
    public void A_pool_is_one_of_each_league()
    {
        var rules = Rules with { Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Pool = 300, ToRank = 1 }] };
        Assert.Equal([("b", 150L), ("f", 150L), ("c", 300L), ("e", 300L)], Prizing.Of(rules, Placing.Of(rules, Results())).Select(w => (w.EntrantId, w.Value)));
    }

    /// <summary>
    /// 500 + 200 in each of three leagues are 2,100. Of four members each line is paid four times at most, but three times in three leagues: 1,500 + 600.
    /// Of two members each is paid twice at most: 1,000 for the first, and for the second rank 400, though no league can have both.
    /// </summary>
    [Fact]
    public void What_is_reserved_bounds_all_leagues_together()
    {
        Assert.Equal(2_100, PrizeBound.Of(Rules));
        Assert.Equal(2_100, PrizeBound.Of(Rules with { Members = ["a", "b", "c", "d"] }));
        Assert.Equal(1_400, PrizeBound.Of(Rules with { Members = ["a", "b"] }));
        Assert.Equal(900, PrizeBound.Of(Rules with { Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Pool = 300 }] }));
        Assert.Equal(
            600, PrizeBound.Of(Rules with { Subject = BoardSubject.Teams, LeaguesMinor = [], AdHocTeams = [Team("x", "a"), Team("y", "b")], Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Pool = 300 }] }));
    }

    [Fact]
    public void Who_stands_in_another_league_by_a_corrected_balance_is_a_restatement()
    {
        var then = new StoredStanding(1, false, "a", "A", null, null, null, 30, 0) { League = 1 };
        var moved = Assert.Single(Restating.Of([then], [then with { League = 2 }]));
        Assert.Equal((1, 2, RestatementCause.Base), (moved.FromLeague, moved.ToLeague, moved.Cause));
        Assert.Empty(Restating.Of([then], [then]));
    }

    private static AdHocTeam Team(string id, params string[] collectors) => new() { Id = id, Name = id, Collectors = collectors };

    private static IEnumerable<EntrantResult> Results() =>
        new (string Id, long Value, long Book)[] { ("a", 30, 100_000_00), ("b", 50, 499_999_99), ("c", 900, 500_000_00), ("d", 800, 1_999_999_99), ("e", 10, 2_000_000_00), ("f", 50, 0) }
            .Select(e => new EntrantResult(e.Id, e.Value, default, League: Leagues.Of(Bounds, e.Book)));
}
