using Leaderboard.Boards;

namespace Leaderboard.Domain.Contests;

public sealed class SuggestingTests
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    /// <summary>a: 10, 20, 30, 40 have the median 25; b: 100, 50, 60 have 60; c was there twice and is no habit. The median of 25 and 60 is 42.5, half away from zero 43.</summary>
    [Fact]
    public void A_target_is_the_median_of_the_entrants_medians()
    {
        var suggestion = Suggesting.Of([Window(("a", 10), ("b", 100)), Window(("a", 20), ("b", 50), ("c", 900)), Window(("a", 30), ("b", 60)), Window(("a", 40), ("c", 900))]);

        Assert.Equal((43L, 4, 2), (suggestion.Value!.Value, suggestion.Windows, suggestion.Entrants));
    }

    [Fact]
    public void Little_history_suggests_nothing() => Assert.Null(Suggesting.Of([Window(("a", 10)), Window(("a", 20))]).Value);

    [Fact]
    public void Before_a_month_come_months_and_before_any_other_stretch_stretches_as_long()
    {
        var month = Calendar.Window("month/2026-11");
        var months = Suggesting.WindowsBefore(month.From!.Value, month.To!.Value, Calendar).ToList();
        Assert.Equal(
            ["month/2026-10", "month/2026-09", "month/2026-08", "month/2026-07", "month/2026-06", "month/2026-05"],
            months.Select(m => Calendar.Window(BoardPeriod.Month, m.From)).Select(w => w.Key));
        Assert.All(months, m => Assert.Equal(Calendar.Window(BoardPeriod.Month, m.From).To, m.To));

        var (from, to) = (month.From.Value, Calendar.PlusDays(month.From.Value, 10));
        var stretches = Suggesting.WindowsBefore(from, to, Calendar).ToList();
        Assert.Equal((from, 6), (stretches[0].To, stretches.Count));
        Assert.All(stretches, s => Assert.Equal(TimeSpan.FromDays(10), s.To - s.From));
        Assert.Equal(stretches.Skip(1).Select(s => s.To), stretches.SkipLast(1).Select(s => s.From));
    }

    private static Dictionary<string, long> Window(params (string Id, long Value)[] values) => values.ToDictionary(v => v.Id, v => v.Value);
}
