namespace Leaderboard.Domain.Merits;

public sealed class TeamSavingTests
{
    // 400 + 300 + 300 against 1,000: the third reaches it exactly. When 0.01 of the second is taken back, nobody does until the fourth.
    [Fact]
    public void The_receipt_that_reaches_the_target_saves_the_team()
    {
        Assert.Equal("c", Saver(1_000_00, Of("a", 400_00), Of("b", 300_00), Of("c", 300_00), Of("d", 5_00)));
        Assert.Equal("d", Saver(1_000_00, Of("a", 400_00), Of("b", 299_99), Of("c", 300_00), Of("d", 5_00)));
        Assert.Null(Saver(1_000_00, Of("a", 400_00), Of("b", 299_99), Of("c", 300_00)));
    }

    [Fact]
    public void What_earns_nothing_makes_no_saver_and_counts_all_the_same()
    {
        Assert.Null(Saver(500_00, Of("a", 400_00), Of("b", 100_00) with { EarnsNothing = true }, Of("c", 300_00)));
        Assert.Equal("b", Saver(500_00, Of("a", 400_00) with { EarnsNothing = true }, Of("b", 100_00)));
    }

    private static TeamReceipt Of(string collector, long left) => new(new CollectorId(collector), default, left, EarnsNothing: false);

    private static string? Saver(long target, params TeamReceipt[] receipts) => TeamSaving.SaverOf(receipts, target)?.Collector.Value;
}
