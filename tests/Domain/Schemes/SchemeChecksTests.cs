using Leaderboard.Domain.Points;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

public sealed class SchemeChecksTests
{
    private static readonly Moment Now = new(1_000_000_000_000);
    private static readonly SchemeRules Default = PointsPlan.Default.Rules;

    [Fact]
    public void The_default_plan_may_be_published() => Assert.Empty(Faults(Default));

    [Fact]
    public void What_pays_on_amount_alone_is_refused() =>
        Assert.Equal([("conduct", SchemeObjection.ConductMissing)], Faults(Default with { Conduct = new ConductMeasure { MinorComplaint = 0, SeriousBreach = 0 } }));

    [Fact]
    public void A_minor_complaint_weighs_in_and_a_serious_breach_no_less()
    {
        Assert.Equal([("conduct.minorComplaint", SchemeObjection.ConductMissing)], Faults(Default with { Conduct = new ConductMeasure { MinorComplaint = 0, SeriousBreach = 100 } }));
        Assert.Equal([("conduct.seriousBreach", SchemeObjection.SeriousBelowMinor)], Faults(Default with { Conduct = new ConductMeasure { MinorComplaint = 20, SeriousBreach = 10 } }));
        Assert.Equal([("conduct.seriousBreach", SchemeObjection.OutOfRange)], Faults(Default with { Conduct = new ConductMeasure { MinorComplaint = 10, SeriousBreach = 101 } }));
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Every_figure_has_limits(string path)
    {
        var field = SchemeFields.All.Single(f => f.Path == path);
        Assert.Equal(field.Least, field.Get(field.Set(Default, field.Least)));
        Assert.Contains((path, SchemeObjection.OutOfRange), Faults(field.Set(Default, field.Least - 1)));
        Assert.Contains((path, SchemeObjection.OutOfRange), Faults(field.Set(Default, field.Most + 1)));
        Assert.DoesNotContain((path, SchemeObjection.OutOfRange), Faults(field.Set(field.Set(Default, field.Least), field.Most)));
    }

    [Fact]
    public void A_streak_has_days_and_points_levels_ascend_and_there_is_notice_of_something()
    {
        Assert.Equal([("streaks.days", SchemeObjection.NoEffect)], Faults(Default with { Streaks = new StreakRule { Days = 5 } }));
        Assert.Equal([("streaks.points", SchemeObjection.NoEffect)], Faults(Default with { Streaks = new StreakRule { Points = 5 } }));
        Assert.Equal([("levels.level3", SchemeObjection.NotAscending)], Faults(Default with { Levels = new LevelThresholds { Level2 = 500, Level3 = 500 } }));
        Assert.Equal([("expiry.noticeDays", SchemeObjection.NoEffect)], Faults(Default with { Expiry = new PointsExpiry { NoticeDays = 5 } }));
        Assert.Empty(Faults(Default with { Streaks = new StreakRule { Days = 5, Points = 50_00 }, Badges = new BadgePoints { OldDebt = 1 }, Expiry = new PointsExpiry { Days = 365 } }));
    }

    [Fact]
    public void A_scheme_pays_for_some_kind_and_some_bucket()
    {
        Assert.Equal([("kindFactors", SchemeObjection.PaysNothing)], Faults(Default with { Kinds = SchemeFields.Blank.Kinds }));
        Assert.Equal([("bucketFactors", SchemeObjection.PaysNothing)], Faults(Default with { Buckets = SchemeFields.Blank.Buckets }));
    }

    [Fact]
    public void A_rule_that_can_never_come_to_bear_is_refused()
    {
        Assert.Equal([("caps.accountPerDay", SchemeObjection.NoEffect)], Faults(Default with { Caps = new DayCaps { CollectorPerDay = 100, AccountPerDay = 100 } }));
        Assert.Equal([("coolDown.factor", SchemeObjection.NoEffect)], Faults(Default with { CoolDown = new CoolDown { Factor = 50 } }));
    }

    [Fact]
    public void A_scheme_takes_effect_at_the_start_of_a_day_that_every_node_knows_of()
    {
        Assert.Equal([SchemeObjection.InPast], Objections(Now.Plus(-TimeSpan.FromMicroseconds(1)), true));
        Assert.Equal([SchemeObjection.TooSoon], Objections(Now.Plus(SchemeBook.MinLead - TimeSpan.FromMicroseconds(1)), true));
        Assert.Empty(Objections(Now.Plus(SchemeBook.MinLead), true));
        Assert.Equal([SchemeObjection.NotDayStart], Objections(Now.Plus(SchemeBook.MinLead), false));
    }

    public static TheoryData<string> Figures() => [.. SchemeFields.All.Select(f => f.Path)];

    private static IEnumerable<SchemeObjection> Objections(Moment from, bool isDayStart) =>
        SchemeChecks.FaultsOf(new SchemeDraft { Id = "s", EffectiveFrom = from, Rules = Default }, isDayStart, Now).Select(f => f.Objection);

    private static (string, SchemeObjection)[] Faults(SchemeRules rules) => [.. SchemeChecks.FaultsOf(rules).Select(f => (f.Field, f.Objection))];
}
