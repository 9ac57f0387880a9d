using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Points;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

public sealed class SchemeReplayTests
{
    private const string CashM2 = """{"kind":1,"channel":2,"bucket":2,"kindFactor":100,"bucketFactor":100,"from":"core"}""";
    private const string InKindM2 = """{"kind":2,"channel":2,"bucket":2,"kindFactor":60,"bucketFactor":100,"from":"core"}""";
    private const string OldDebt = """{"kind":1,"channel":2,"bucket":7,"kindFactor":100,"bucketFactor":140,"from":"core"}""";
    private const string Flagged = """{"kind":1,"channel":2,"bucket":7,"kindFactor":100,"bucketFactor":140,"from":"core","excluded":"hardship"}""";
    private static readonly ReplayedDays Days = new(new DateOnly(2024, 10, 4), [.. Enumerable.Range(0, 8).Select(n => Day.Start.Plus(TimeSpan.FromDays(n)))]);

    // In kind 0.6 → 0.3, all else as it was. Li: cash 1,000 and in kind 1,000: 10 + 6 = 16 → 10 + 3 = 13. Wang: cash 500, of it 200
    // back: 3 → 3. Zhao: in kind 400, all back: 0 → 0.
    [Fact]
    public void Who_gains_and_loses_is_told_to_the_hundredth()
    {
        var replay = new SchemeReplay(PointsPlan.Default.Rules with { Kinds = PointsPlan.Default.Rules.Kinds with { AssetInLieu = 30 } }, Days, 100);
        replay.Add(Receipt("1", "li", 1_000_00, 10_00, CashM2));
        replay.Add(Receipt("2", "li", 1_000_00, 6_00, InKindM2));
        replay.Add(Receipt("3", "wang", 500_00, 5_00, CashM2) with { ReversedMinor = -200_00, ReversedPoints = -2_00 });
        replay.Add(Receipt("4", "zhao", 400_00, 2_40, InKindM2) with { ReversedMinor = -400_00, ReversedPoints = -2_40 });

        var trial = replay.ToTrial(5);

        Assert.Equal((4, 19_00, 16_00), (trial.Receipts, trial.Total.BeforeHundredths, trial.Total.AfterHundredths));
        Assert.Equal((0, 1, 2), (trial.Gaining, trial.Losing, trial.Unchanged));
        Assert.Equal([("li", 16_00L, 13_00L)], trial.Losers.Select(Told));
        Assert.Equal([("t", 19_00L, 16_00L)], trial.Teams.Select(Told));
        Assert.Empty(trial.Gainers);
    }

    // At most 8 a day. First day 10 → 8; second day 4 and 3 → 7, below the cap. What a cap of before took (1) is not part of what was earned.
    [Fact]
    public void Limits_of_both_schemes_count()
    {
        var replay = new SchemeReplay(Day.Rules(day: 8_00), Days, 100);
        replay.Add(Receipt("1", "li", 1_000_00, 10_00, CashM2));
        replay.Add(Receipt("2", "li", 400_00, 4_00, CashM2) with { ReceivedAt = Days.StartAt(1) });
        replay.Add(Receipt("3", "li", 300_00, 3_00, CashM2) with { ReceivedAt = Days.StartAt(1).Plus(TimeSpan.FromHours(3)) });
        replay.AddBeside("li", "t", -1_00);

        Assert.Equal(("", 16_00L, 15_00L), Told(replay.ToTrial(5).Total));
    }

    [Fact]
    public void Those_who_move_most_come_first_and_no_more_than_asked_for()
    {
        var replay = new SchemeReplay(PointsPlan.Default.Rules with { PointsPer100 = 200 }, Days, 100);
        foreach (var (collector, amount) in (ReadOnlySpan<(string, long)>)[("a", 100_00), ("b", 300_00), ("c", 200_00)])
            replay.Add(Receipt(collector, collector, amount, amount / 100, CashM2));

        Assert.Equal([("b", 3_00L, 6_00L), ("c", 2_00L, 4_00L)], replay.ToTrial(2).Gainers.Select(Told));
    }

    // A row of two days 5, the first receipt 3, old debt 2, a personal best 1. Li received 10 (0.10 points) on each of the five days before and 20 on the first
    // day: his sixth in a row (5) and his best (1); on the second 30 of old debt: his best (1), a month's first old debt (2), seven in a row. Wang's first
    // is on the third day (3); what he had before was flagged, or taken back. The journal gave Li 4 for a badge. 0.20 + 0.42 + 4 = 4.62 → 9.62; 0.10 → 3.10.
    [Fact]
    public void Streaks_and_badges_count_and_what_came_before_leads_up_to_them()
    {
        var rules = PointsPlan.Default.Rules with
        {
            Streaks = new StreakRule { Days = 2, Points = 5_00 },
            Badges = new BadgePoints { FirstReceipt = 3_00, OldDebt = 2_00, PersonalBest = 1_00 },
        };
        var replay = new SchemeReplay(rules, Days, 100);
        foreach (var ago in Enumerable.Range(1, 5))
            replay.Merits!.Add("li", new EarningDay(Days.DayAt(0).AddDays(-ago), 10_00, 0));
        replay.Add(Receipt("1", "li", 20_00, 20, CashM2));
        replay.Add(Receipt("2", "li", 30_00, 42, OldDebt) with { ReceivedAt = Days.StartAt(1) });
        replay.AddBeside("li", "t", 4_00);
        replay.Add(Receipt("3", "wang", 50_00, 0, Flagged));
        replay.Add(Receipt("4", "wang", 50_00, 50, CashM2) with { ReversedMinor = -50_00, ReversedPoints = -50 });
        replay.Add(Receipt("5", "wang", 10_00, 10, CashM2) with { ReceivedAt = Days.StartAt(2) });
        replay.AddMerits((_, _) => true, (_, _) => "t");

        var trial = replay.ToTrial(5);

        Assert.Equal([("li", 4_62L, 9_62L), ("wang", 10L, 3_10L)], trial.Gainers.Select(Told));
    }

    // Four in a row earn 5: Friday, Monday, Tuesday, and Thursday for who was absent on Wednesday. The week-end does not count.
    [Fact]
    public void Rows_go_by_the_days_that_count()
    {
        var replay = new SchemeReplay(PointsPlan.Default.Rules with { Streaks = new StreakRule { Days = 4, Points = 5_00 } }, Days, 100);
        foreach (var day in (ReadOnlySpan<int>)[0, 3, 4, 6])
        {
            foreach (var collector in (ReadOnlySpan<string>)["away", "there"])
                replay.Add(Receipt($"{collector}{day}", collector, 100_00, 1_00, CashM2) with { ReceivedAt = Days.StartAt(day) });
        }

        replay.AddMerits((collector, day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (collector, day) != ("away", Days.DayAt(5)), (_, _) => "t");

        Assert.Equal([("away", 4_00L, 9_00L)], replay.ToTrial(5).Gainers.Select(Told));
    }

    private static (string, long, long) Told(SchemeTrialRow row) => (row.Id, row.BeforeHundredths, row.AfterHundredths);

    private static ReplayedReceipt Receipt(string id, string collector, long amountMinor, long points, string details) =>
        new("rec:" + id, collector, "t", null, Day.At("09:00"), amountMinor, points, details, 0, 0);
}
