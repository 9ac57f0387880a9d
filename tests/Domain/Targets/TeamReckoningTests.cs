using Leaderboard.Roster;
using Leaderboard.Targets;

namespace Leaderboard.Domain.Targets;

public sealed class TeamReckoningTests
{
    private static readonly TeamId North = new("north");
    private static readonly TeamId South = new("south");
    private static readonly DayMoment Half = new(new DateOnly(2026, 11, 16), 0);

    [Fact]
    public void Who_is_furthest_behind_comes_first_and_who_has_no_target_last()
    {
        var view = Of(SheetOf(("a", 300_000), ("b", 300_000)), recovered: 260_000, Member("a", 150_000), Member("b", 90_000), Member("c", 10_000));

        Assert.Equal(["b", "a", "c"], view.Members.Select(m => m.Id.Value));
        Assert.Equal((-60_000, -60), (view.Members[0].Attainment!.AheadMinor, view.Members[0].Attainment!.AheadTenthsOfDay));
        Assert.Equal(10_000, view.OthersMinor);

        // 150,000 + 90,000 of 600,000: who has no target is in neither sum.
        Assert.Equal((240_000, 600_000, 4_000, 2), (view.Attainment!.ActualMinor, view.Attainment.TargetMinor, view.Attainment.BasisPoints, view.Attainment.Targets));
    }

    [Fact]
    public void A_target_of_the_team_itself_is_measured_by_all_that_is_credited_to_it()
    {
        var view = Of(SheetOf((null, 1_000_000), ("a", 300_000)), recovered: 260_000, Member("a", 150_000), Member("b", 90_000));

        Assert.Equal((260_000, 1_000_000, 500_000), (view.Attainment!.ActualMinor, view.Attainment.TargetMinor, view.Attainment.ExpectedMinor));
    }

    [Fact]
    public void Days_before_the_first_receipt_or_the_first_team_are_days_away_whichever_came_first()
    {
        var hired = Member("a", 0, joined: new DateOnly(2026, 11, 11)) with { FirstReceiptDay = null };
        var seen = Member("b", 0, joined: new DateOnly(2026, 11, 15)) with { FirstReceiptDay = new DateOnly(2026, 6, 16) };

        var view = Of(SheetOf(("a", 400_000), ("b", 400_000)), 0, hired, seen);

        Assert.Equal((20, 100_000), (Row(view, "a").Suggestion.DaysThere, Row(view, "a").Attainment!.ExpectedMinor));
        Assert.Equal((30, 200_000), (Row(view, "b").Suggestion.DaysThere, Row(view, "b").Attainment!.ExpectedMinor));

        // From June 16th: half of June, and what lies before is not compared.
        Assert.Equal([31, 30, 31, 31, 15], Row(view, "b").Suggestion.Windows.Select(w => w.DaysThere));
        Assert.Empty(Row(view, "a").Suggestion.Windows);
    }

    [Fact]
    public void Days_in_another_team_are_days_away_from_this_one()
    {
        var came = Member("a", 0) with { Stays = [(South, new DateOnly(2026, 1, 1)), (North, new DateOnly(2026, 11, 11))] };
        var view = Of(SheetOf(("a", 400_000)), 0, came);
        Assert.Equal(100_000, Row(view, "a").Attainment!.ExpectedMinor);

        // What was recovered elsewhere is a habit all the same.
        Assert.Equal(6, Row(view, "a").Suggestion.Windows.Length);
    }

    [Fact]
    public void An_absence_scales_the_past_and_the_suggestion_and_shows_today()
    {
        var absences = new[]
        {
            new Absence { Id = "x", From = new DateOnly(2026, 10, 1), To = new DateOnly(2026, 10, 30), Kind = AbsenceKind.Leave },
            new Absence { Id = "y", From = new DateOnly(2026, 11, 16), To = new DateOnly(2026, 11, 30), Kind = AbsenceKind.Sick },
        };
        var view = Of(SheetOf(), 0, Member("a", 0) with { Absences = absences });

        var row = Row(view, "a");
        Assert.True(row.AbsentToday);
        Assert.Equal((1, 31, 3_100), (row.Suggestion.Windows[0].DaysThere, row.Suggestion.Windows[0].Days, row.Suggestion.Windows[0].WholeMinor));
        Assert.Equal((100L, 50L), (row.Suggestion.MedianMinor, row.Suggestion.AmountMinor));
        Assert.Equal(["y"], row.Absences.Select(a => a.Id));
    }

    /// <summary>300,000 in November, 30 days; the 16th begins, 15 days are left; away on the 5 days from the 20th, and on the 2nd and 3rd.</summary>
    [Fact]
    public void An_own_target_says_what_each_day_there_that_is_left_has_to_bring()
    {
        Absence[] away =
        [
            new() { Id = "x", From = new DateOnly(2026, 11, 20), To = new DateOnly(2026, 11, 24), Kind = AbsenceKind.Leave },
            new() { Id = "y", From = new DateOnly(2026, 11, 2), To = new DateOnly(2026, 11, 3), Kind = AbsenceKind.Sick },
        ];

        var own = Own(300_000, Member("a", 150_001) with { Absences = away });
        var present = Own(300_000, Member("a", 150_001));

        // 23 days there, 13 of them past: 300,000 × 13 ÷ 23; 149,999 on 10 days.
        Assert.Equal((23, 10, 149_999, 15_000), (own!.DaysThere, own.DaysLeft, own.NeededMinor, own.NeededPerDayMinor));
        Assert.Equal((150_001, 300_000, 5_000, 169_565), (own.Attainment.ActualMinor, own.Attainment.TargetMinor, own.Attainment.BasisPoints, own.Attainment.ExpectedMinor));

        // 149,999 on 15 days: 9,999.93, rounded up.
        Assert.Equal((30, 15, 10_000), (present!.DaysThere, present.DaysLeft, present.NeededPerDayMinor));
    }

    [Fact]
    public void A_target_that_is_reached_needs_nothing_and_one_without_a_day_left_says_so()
    {
        var gone = new Absence { Id = "x", From = new DateOnly(2026, 11, 16), To = new DateOnly(2026, 12, 31), Kind = AbsenceKind.Leave };

        var reached = Own(100, Member("a", 130));
        var over = Own(300, Member("a", 130) with { Absences = [gone] });

        Assert.Equal((0, 0, 13_000), (reached!.NeededMinor, reached.NeededPerDayMinor, reached.Attainment.BasisPoints));
        Assert.Equal((170, 0, null), (over!.NeededMinor, over.DaysLeft, over.NeededPerDayMinor));
        Assert.Null(Own(null, Member("a", 130)));
    }

    [Fact]
    public void A_sheet_keeps_what_is_not_named_and_null_takes_away()
    {
        var sheet = SheetOf((null, 1_000), ("a", 10), ("b", 20));
        var next = sheet.With(Change(("a", null), ("c", 30)), default);

        Assert.Equal((1_000L, null, 20L, 30L), (next.Team?.AmountMinor, next.Of(new CollectorId("a")), next.Of(new CollectorId("b")), next.Of(new CollectorId("c"))));
        Assert.Same(next, next.With(Change(("b", 20)), new Moment(9)));
    }

    private static OwnTarget? Own(long? target, MemberFacts member) => TeamReckoning.OwnOf(North, Month(2026, 11), SheetOf(("a", target)), member, Half);

    private static MemberTarget Row(TeamTargets view, string id) => view.Members.Single(m => m.Id.Value == id);

    private static TeamTargets Of(TargetSheet sheet, long recovered, params MemberFacts[] members) => TeamReckoning.Of(
        new TeamView { Id = North, Name = "North", Region = "", Branch = "" }, Month(2026, 11), sheet, recovered, members, Half, default);

    private static MemberFacts Member(string id, long recovered, DateOnly? joined = null) => new(
        new CollectorView { Id = new CollectorId(id), Name = id, Team = North, Active = true },
        recovered,
        new DateOnly(2020, 1, 1),
        [],
        [.. Enumerable.Range(5, 6).Reverse().Select(m => (Month(2026, m), 100L))],
        [(North, joined ?? new DateOnly(2020, 1, 1))]);

    private static TargetWindow Month(int year, int month) => new($"month/{month}", default, default, new DaySpan(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1)));

    private static TargetSheet SheetOf(params (string? Collector, long? Amount)[] targets) => TargetSheet.Empty.With(Change(targets), default);

    private static TargetsChange Change(params (string? Collector, long? Amount)[] targets) => new()
    {
        By = "p",
        Targets = [.. targets.Select(t => new TargetChange { Collector = t.Collector is null ? null : new CollectorId(t.Collector), AmountMinor = t.Amount })],
    };
}
