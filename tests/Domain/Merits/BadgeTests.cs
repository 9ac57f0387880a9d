using Leaderboard.Domain.Points;
using Leaderboard.Merits;
using Leaderboard.Schemes;
using static Leaderboard.Domain.Merits.Receiver;

namespace Leaderboard.Domain.Merits;

public sealed class BadgeTests
{
    // 100 on five days; 101 on the sixth is the best of all, 101 again is not, 150 is.
    [Fact]
    public void A_day_is_the_best_when_it_is_above_each_of_at_least_five_before()
    {
        var history = History([.. On(2, 3, 4, 5, 6), Of(9, 101_00), Of(10, 101_00), Of(11, 150_00)]);
        Assert.Equal(["personal-best:2026-11-09", "personal-best:2026-11-11"], Of(history, "personal-best"));

        // Four days are too few, however good the fifth.
        Assert.Empty(Of(History([.. On(2, 3, 4, 5), Of(6, 900_00)]), "personal-best"));
    }

    // 2, 3, 4, 5, 6 with 100, then 9 with 120 and 10 with 130. A late 15 for 3 November changes nothing; a late 25 makes 3 November 125: 9 is no best any more, 10 is.
    [Fact]
    public void A_late_receipt_of_an_earlier_day_moves_which_days_are_the_best()
    {
        Assert.Equal(["personal-best:2026-11-09", "personal-best:2026-11-10"], Of(Late(115_00), "personal-best"));
        Assert.Equal(["personal-best:2026-11-10"], Of(Late(125_00), "personal-best"));

        MeritHistory Late(long third) => History([.. On(2, 4, 5, 6), Of(3, third), Of(9, 120_00), Of(10, 130_00)]);
    }

    [Fact]
    public void The_first_receipt_is_that_of_the_first_day_of_which_something_stands()
    {
        Assert.Equal(Day(3), History([Of(2, 0), .. On(3, 4)]).Earned().Single(m => m.Kind == MeritKind.FirstReceipt).Day);
        Assert.Empty(History([Of(2, 0)]).Earned());
    }

    [Fact]
    public void Old_debt_counts_once_a_month()
    {
        var history = History([new EarningDay(Day(10), 100_00, 40_00), new EarningDay(Day(12), 100_00, 100_00), new EarningDay(Day(13), 100_00, 0), new EarningDay(Day(31), 50_00, 50_00)]);
        Assert.Equal([("old-debt:2026-11", Day(10)), ("old-debt:2026-12", Day(31))], history.Earned().Where(m => m.Kind == MeritKind.OldDebt).Select(m => (m.Key, m.Day)));
    }

    [Fact]
    public void A_badge_has_the_points_of_the_scheme_of_its_day_or_none()
    {
        var history = new MeritHistory(On(16, 17, 18, 19, 20), _ => true, day => day < Day(20) ? PointsPlan.Default : Scheme);
        Assert.Equal(
            [(MeritKind.FirstReceipt, 0L, "default/1"), (MeritKind.Streak, 50_00L, "keen/1"), (MeritKind.FiveDayStreak, 30_00L, "keen/1")],
            history.Earned().Select(m => (m.Kind, m.PointsHundredths, m.Scheme)));
    }

    // 1,000 and 5,000 by default; each begins exactly there.
    [Theory]
    [InlineData(-5_00, 1, 0, 1_000_00)]
    [InlineData(999_99, 1, 0, 1_000_00)]
    [InlineData(1_000_00, 2, 1_000_00, 5_000_00)]
    [InlineData(500_000_00, 8, 500_000_00, null)]
    public void Lifetime_points_lead_to_levels(long lifetime, int number, long from, int? next)
    {
        var level = Levels.Of(lifetime, new LevelThresholds());
        Assert.Equal((number, from, next), (level.Number, level.FromHundredths, level.NextHundredths));
    }

    private static EarningDay Of(int day, long amount) => new(Day(day), amount, 0);

    private static IEnumerable<string> Of(MeritHistory history, string kind) => history.Keys().Where(k => k.StartsWith(kind, StringComparison.Ordinal));
}
