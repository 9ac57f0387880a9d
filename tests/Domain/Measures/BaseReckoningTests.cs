using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Measures;
using Leaderboard.Roster;
using Leaderboard.Targets;

namespace Leaderboard.Domain.Measures;

/// <summary>What is overdue of a book in November 2026; a day's number is of November, in Shanghai.</summary>
public sealed class BaseReckoningTests
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));
    private static readonly CollectorId A = new("a");
    private static readonly CollectorId B = new("b");
    private static readonly TeamId North = new("north");
    private static readonly TeamId South = new("south");

    /// <summary>
    /// Opening 1,000,000 (600,000 held since October, 400,000 whose first snapshot is of the 20th but which was placed in October); new
    /// 200,000 (overdue on the 10th). Recovered 180,000 is 18.00 % of the one and 15.00 % of both.
    /// </summary>
    [Theory]
    [InlineData(RateBase.Opening, 1_000_000)]
    [InlineData(RateBase.OpeningAndNew, 1_200_000)]
    public void What_was_overdue_at_the_opening_and_what_became_so_within_the_window(RateBase rateBase, long expected) => Assert.Equal(
        [(A, North, expected)],
        Of(rateBase,
            [Row("1", -20, A, 45, 600_000)],
            [Row("2", 20, A, 200, 400_000, placed: -10)],
            [Row("3", -20, A, 0, 250_000), Row("3", 10, A, 1, 200_000), Row("3", 15, A, 6, 190_000)],
            [Row("current", -20, A, 0, 900_000)],
            [Row("nobody's", -20, null, 90, 900_000)],
            [Row("paid", -20, A, 90, 0)],
            [Row("later", 31, A, 90, 900_000)]));

    [Fact]
    public void An_account_counts_once_for_who_held_it_first_and_for_the_team_they_were_in_then() => Assert.Equal(
        [(A, North, 500L), (B, North, 70L), (B, South, 90L)],
        Of(RateBase.OpeningAndNew,
            [Row("1", -5, A, 30, 500), Row("1", 12, B, 42, 450)],
            [Row("2", -5, B, 30, 70)],
            [Row("3", 20, B, 1, 90)],
            [Row("4", -5, null, 1, 70), Row("4", -1, null, 5, 80)]));

    [Fact]
    public void A_snapshot_of_the_very_start_is_the_opening_and_one_of_the_very_end_is_of_the_next_window()
    {
        IReadOnlyList<BalanceRow>[] accounts = [[Row("1", 1, A, 30, 5)], [Row("2", 31, A, 30, 7)]];
        Assert.Equal([(A, North, 5L)], Of(RateBase.Opening, accounts));
        Assert.Equal([(A, North, 5L)], Of(RateBase.OpeningAndNew, accounts));
    }

    [Fact]
    public void Whose_days_are_not_told_counts_as_overdue() => Assert.Equal([(A, North, 5L)], Of(RateBase.Opening, [Row("1", -5, A, null, 5)]));

    [Fact]
    public void Placed_is_what_the_same_accounts_claimed_when_they_came() => Assert.Equal(
        [(A, North, 900L)],
        Of(RateBase.Placed, [Row("1", -300, B, 30, 900), Row("1", -5, A, 330, 400)]));

    /// <summary>Ten days have begun on the 10th at noon: 600 on the first four, then 200 until now: (4 × 600 + 6 × 200) ÷ 10.</summary>
    [Fact]
    public void The_daily_average_is_over_the_days_that_have_begun() => Assert.Equal(
        [(A, North, 360L)],
        Of(RateBase.DailyAverage, now: At(10).Plus(TimeSpan.FromHours(12)), [Row("1", -5, A, 30, 600), Row("1", 4, A, 34, 200, hours: 9)]));

    /// <summary>B is in the north until the 16th begins: 15 of 30 days each.</summary>
    [Fact]
    public void The_daily_average_follows_the_holder_from_team_to_team() => Assert.Equal(
        [(B, North, 150L), (B, South, 150L)],
        Of(RateBase.DailyAverage, now: At(31), [Row("1", -5, B, 30, 300)]));

    /// <summary>A month expects the whole rate, a quarter three times, a day of November a thirtieth; 40 % of 1,000,000 in M1.</summary>
    [Theory]
    [InlineData(BoardPeriod.Month, 400_000)]
    [InlineData(BoardPeriod.Quarter, 1_200_000)]
    [InlineData(BoardPeriod.Day, 13_333)]
    public void Benchmarks_expect_so_much_a_month(BoardPeriod period, long expected)
    {
        var window = Calendar.Window(period, At(1));
        var book = BenchmarkBook.Empty.With([new Benchmark { Bucket = BalanceBucket.M1, RateBasisPoints = 4_000 }], "m", At(1));
        var expectation = new Expectation(book, new WindowSpan(window.From, window.To, At(10), Calendar), new People());

        expectation.Take([Row("1", -80, A, 12, 1_000_000)]);

        Assert.Equal([(A, North, expected)], expectation.Build(0).Shares.Select(s => (s.Collector, s.Team, s.Minor)));
    }

    [Fact]
    public void The_line_that_says_most_is_the_benchmark()
    {
        var book = BenchmarkBook.Empty.With(
            [
                new Benchmark { RateBasisPoints = 100 },
                new Benchmark { Bucket = BalanceBucket.M2, RateBasisPoints = 200 },
                new Benchmark { Bucket = BalanceBucket.M2, IsSecured = true, RateBasisPoints = 300 },
                new Benchmark { Product = "card", RateBasisPoints = 400 },
            ],
            "m",
            At(1));

        Assert.Equal(
            [100, 200, 300, 400, 100],
            [
                book.RateOf("loan", Points.Bucket.M1, true), book.RateOf("loan", Points.Bucket.M2, null), book.RateOf("loan", Points.Bucket.M2, true),
                book.RateOf("card", Points.Bucket.M2, true), book.RateOf(null, Points.Bucket.None, null),
            ]);
        Assert.Equal(0, BenchmarkBook.Empty.RateOf("loan", Points.Bucket.M1, true));
        Assert.Same(book, book.With(book.Benchmarks.Select(b => b.ToView()), "other", At(2)));
    }

    [Theory]
    [InlineData("month/2026-11", "month/2026-11")]
    [InlineData("week/2026-11-23", "week/2026-11-23")]
    [InlineData("year/2026", null)]
    [InlineData("all", null)]
    public void Targets_are_of_weeks_months_and_quarters(string window, string? key) => Assert.Equal(key, KeyOf(window));

    [Fact]
    public void A_window_of_its_own_that_is_a_month_has_the_targets_of_the_month()
    {
        Assert.Equal("month/2026-11", KeyOf(InstitutionCalendar.CustomKey(At(1), At(31))));
        Assert.Null(KeyOf(InstitutionCalendar.CustomKey(At(1), At(30))));
    }

    private static string? KeyOf(string window) => Calendar.TargetKeyOf(Calendar.Window(window).From, Calendar.Window(window).To);

    /// <summary>The first of November plus days; the 31st is the first of December.</summary>
    private static Moment At(int day) => Calendar.StartOfDay(new DateOnly(2026, 11, 1).AddDays(day - 1));

    private static BalanceRow Row(string account, int day, CollectorId? holder, int? daysPastDue, long claim, int? placed = null, int hours = 0) =>
        new(account, At(day).Plus(TimeSpan.FromHours(hours)), holder, daysPastDue, claim, placed is { } p ? At(p) : null, null, null);

    private static (CollectorId, TeamId, long)[] Of(RateBase rateBase, params IReadOnlyList<BalanceRow>[] accounts) => Of(rateBase, At(25), accounts);

    private static (CollectorId, TeamId, long)[] Of(RateBase rateBase, Moment now, params IReadOnlyList<BalanceRow>[] accounts)
    {
        var reckoning = new BaseReckoning(rateBase, new WindowSpan(At(1), At(31), now, Calendar), new People());
        foreach (var account in accounts)
            reckoning.Take(account);
        return [.. reckoning.Build().Shares.Select(s => (s.Collector, s.Team, s.Minor)).OrderBy(s => s.Collector.Value).ThenBy(s => s.Team.Value)];
    }

    /// <summary>A in the north; B there too until the 16th of November, then in the south.</summary>
    private sealed class People : IRosterLookup
    {
        public CollectorView? Collector(CollectorId id) => new()
        {
            Id = id,
            Name = id.Value,
            Active = true,
            Team = North,
            Teams = id == B ? [Stay(North, At(-300)), Stay(South, At(16))] : [Stay(North, At(5))],
        };

        public TeamView? Team(TeamId id) => null;

        private static TeamStay Stay(TeamId team, Moment from) => new() { Team = team, From = from };
    }
}
