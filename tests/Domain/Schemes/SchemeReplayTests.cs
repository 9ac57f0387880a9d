using Leaderboard.Domain.Points;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

public sealed class SchemeReplayTests
{
    private const string CashM2 = """{"kind":1,"channel":2,"bucket":2,"kindFactor":100,"bucketFactor":100,"from":"core"}""";
    private const string InKindM2 = """{"kind":2,"channel":2,"bucket":2,"kindFactor":60,"bucketFactor":100,"from":"core"}""";
    private static readonly Moment[] Days = [Day.Start, Day.Start.Plus(TimeSpan.FromDays(1)), Day.Start.Plus(TimeSpan.FromDays(2))];

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
        replay.Add(Receipt("2", "li", 400_00, 4_00, CashM2) with { ReceivedAt = Days[1] });
        replay.Add(Receipt("3", "li", 300_00, 3_00, CashM2) with { ReceivedAt = Days[1].Plus(TimeSpan.FromHours(3)) });
        replay.AddCap("li", "t", -1_00);

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

    private static (string, long, long) Told(SchemeTrialRow row) => (row.Id, row.BeforeHundredths, row.AfterHundredths);

    private static ReplayedReceipt Receipt(string id, string collector, long amountMinor, long points, string details) =>
        new("rec:" + id, collector, "t", null, Day.At("09:00"), amountMinor, points, details, 0, 0);
}
