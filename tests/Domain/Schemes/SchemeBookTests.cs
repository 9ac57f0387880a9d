using Leaderboard.Domain.Points;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

public sealed class SchemeBookTests
{
    private static readonly Moment Now = new(0);

    [Fact]
    public void The_default_plan_prices_until_another_takes_effect()
    {
        Assert.Equal(("default/1", "default/1"), (SchemeBook.Empty.At(Moment.MinValue).Name, SchemeBook.Empty.At(Moment.MaxValue).Name));
        var book = SchemeBook.Empty.With(Draft("autumn", 100), Now, "m");
        Assert.Equal(("default/1", "autumn/1"), (book.At(new Moment(99)).Name, book.At(new Moment(100)).Name));
    }

    [Fact]
    public void Versions_count_for_each_name()
    {
        var book = SchemeBook.Empty.With(Draft("autumn", 100), Now, "m").With(Draft("default", 200), Now, "m").With(Draft("autumn", 300), Now, "m");
        Assert.Equal(["autumn/1", "default/2", "autumn/2"], book.Published.Select(s => s.Name));
    }

    [Fact]
    public void What_is_published_later_for_an_earlier_time_is_in_force_in_between()
    {
        var book = SchemeBook.Empty.With(Draft("later", 300), Now, "m").With(Draft("sooner", 100), Now, "m");
        Assert.Equal(["default/1", "sooner/1", "later/1"], ((long[])[50, 299, 300]).Select(at => book.At(new Moment(at)).Name));
        Assert.Equal([SchemeState.Coming, SchemeState.InForce, SchemeState.Past], book.StatesAt(new Moment(150)).Select(s => s.State));
    }

    [Fact]
    public void Of_two_that_take_effect_together_the_one_published_last_does()
    {
        var book = SchemeBook.Empty.With(Draft("wrong", 100), Now, "m").With(Draft("right", 100), Now, "m");
        Assert.Equal("right/1", book.At(new Moment(100)).Name);
        Assert.Equal([("right/1", SchemeState.Coming), ("wrong/1", SchemeState.Replaced), ("default/1", SchemeState.InForce)], book.StatesAt(Now).Select(s => (s.Scheme.Name, s.State)));
    }

    private static SchemeDraft Draft(string id, long from) => new() { Id = id, EffectiveFrom = new Moment(from), Rules = PointsPlan.Default.Rules };
}
