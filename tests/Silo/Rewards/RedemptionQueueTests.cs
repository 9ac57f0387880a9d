using Leaderboard.Recoveries;
using Leaderboard.Rewards;

namespace Leaderboard.Silo.Rewards;

/// <summary>What waits is listed for who can decide it: what others have to is apart, and what cannot be approved now stands in nobody's way.</summary>
public abstract class RedemptionQueueTests(LeaderboardCluster cluster)
{
    private readonly RewardFloor _floor = new(cluster);

    // What m asked for for another, what m approved as the first of two, and what is plain; li is whose all are, d decides in m's place.
    [Theory]
    [InlineData("m", null, null, "plain", "half theirs")]
    [InlineData("n", null, null, "half plain theirs", "")]
    [InlineData("n", "li", null, "", "half plain theirs")]
    [InlineData("n", "wu", null, "half plain theirs", "")]
    [InlineData("d", null, "m", "plain", "half theirs")]
    [InlineData("d", null, "n", "plain theirs", "half")]
    public async Task What_others_have_to_decide_is_a_list_of_its_own(string by, string? collector, string? manager, string own, string others)
    {
        await _floor.HireAsync("li", 200_00);
        await _floor.OfferAsync("phone", 10_00, 3, 1_500_00);
        await _floor.OfferAsync("mug", 10_00, 3, 12_50);
        await _floor.AskAsync("half", "li", "phone");
        await _floor.Redemption("half").Approve("m");
        await _floor.AskAsync("plain", "li", "mug");
        await _floor.Redemption("theirs").Request(new RedemptionRequest { Collector = Of("li"), Reward = _floor.Named("mug"), Quantity = 1 }, "m");
        var queue = QueueOf("li") with { By = by, Selves = collector is null ? [] : [Of("someone before"), Of(collector)], Manager = manager };

        Assert.Equal(own, string.Join(' ', (await NamesAsync(queue, 0, 100)).Order(StringComparer.Ordinal)));
        Assert.Equal(others, string.Join(' ', (await NamesAsync(queue with { IsForOthers = true }, 0, 100)).Order(StringComparer.Ordinal)));
        var tally = await cluster.Grains.Redemptions().Tally(queue);
        Assert.Equal((Count(own), Count(others)), (tally.Own, tally.Others));

        static int Count(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    // Li asked first, and has nothing cleared any more since the money bounced: wu and ma come before, in the order in which they asked.
    [Fact]
    public async Task What_is_not_covered_comes_last()
    {
        await _floor.OfferAsync("mug", 10_00, 9);
        await _floor.HireAsync("li", 0);
        await _floor.Collector("li").PostRecoveries([Receipts.Cash(_floor.Named("bounced"), 3_000_00, cluster.Time.Now().Plus(-TimeSpan.FromDays(60)))]);
        foreach (var name in new[] { "wu", "ma" })
            await _floor.HireAsync(name, 20_00);
        foreach (var name in new[] { "li", "wu", "ma" })
        {
            Assert.Equal(RedemptionOutcome.Done, (await _floor.AskAsync(name, name, "mug")).Outcome);
            cluster.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var queue = QueueOf("li", "wu", "ma");
        Assert.Equal(["li", "wu", "ma"], await NamesAsync(queue, 0, 20));
        await _floor.Collector("li").PostReversals([Receipts.Reversal(_floor.Named("back"), _floor.Named("bounced"), cluster.Time.Now())]);

        Assert.Equal(["wu", "ma", "li"], await NamesAsync(queue, 0, 20));
        Assert.Equal(["wu", "ma"], await NamesAsync(queue, 0, 2));
        Assert.Equal(["li"], await NamesAsync(queue, 2, 2));
        Assert.Empty(await NamesAsync(queue, 4, 2));
    }

    [Theory]
    [InlineData("MUG", "mug")]
    [InlineData("保温", "cup")]
    [InlineData("%", "")]
    [InlineData("_", "")]
    [InlineData("'", "")]
    public async Task A_reward_is_found_by_a_part_of_its_name(string search, string found)
    {
        await _floor.HireAsync("li", 200_00);
        foreach (var (id, name) in new[] { ("mug", "Coffee mug"), ("cup", "定制保温杯") })
        {
            await _floor.OfferAsync(id, 10_00, 9);
            await _floor.ChangeAsync(id, t => t with { Name = name });
            await _floor.AskAsync(id, "li", id);
        }

        var queue = new RedemptionQueue { By = "m", Search = search };
        var names = (await cluster.Grains.Redemptions().Cases(queue, 0, 100)).Where(c => c.Redemption.Collector == Of("li")).Select(c => NameOf(c.Redemption)).ToArray();
        Assert.Equal(found, string.Join(' ', names));
        Assert.Equal(found.Length == 0, (await cluster.Grains.Redemptions().Tally(queue)).Own == 0);
    }

    private CollectorId Of(string name) => new(_floor.Named(name));

    /// <summary>Nothing but what these people asked for.</summary>
    private RedemptionQueue QueueOf(params string[] people) => new() { By = "m", Search = _floor.Named("no reward"), Found = Array.ConvertAll(people, Of) };

    private async Task<string[]> NamesAsync(RedemptionQueue queue, int offset, int limit) =>
        Array.ConvertAll(await cluster.Grains.Redemptions().Cases(queue, offset, limit), c => NameOf(c.Redemption));

    private static string NameOf(RedemptionView redemption) => redemption.Id[..redemption.Id.LastIndexOf('-')];
}

public sealed class SqliteRedemptionQueueTests(SqliteCluster cluster) : RedemptionQueueTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlRedemptionQueueTests(PostgreSqlCluster cluster) : RedemptionQueueTests(cluster), IClassFixture<PostgreSqlCluster>;
