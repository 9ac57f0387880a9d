using System.Security.Cryptography;
using System.Text;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Recoveries;

public abstract class RecoveryTests(LeaderboardCluster cluster)
{
    private readonly CollectorId _collector = new("c-" + Guid.NewGuid().ToString("N"));
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_is_taken_once_and_its_points_are_those_of_the_default_plan()
    {
        await cluster.Grains.Collector(_collector).Put(new CollectorChange { Name = "Li Wei", Team = new TeamId("t-north") });
        var receipt = Receipt("r-" + _collector, 125_000);
        var first = await cluster.Grains.Collector(_collector).PostRecoveries([receipt]);
        var again = await cluster.Grains.Collector(_collector).PostRecoveries([receipt]);
        var other = await cluster.Grains.Collector(_collector).PostRecoveries([Receipt(receipt.Id, 125_001)]);

        Assert.Equal((PostingStatus.Accepted, 1250L), (first[0].Status, first[0].PointsHundredths));
        Assert.Equal((PostingStatus.Duplicate, 1250L), (again[0].Status, again[0].PointsHundredths));
        Assert.Equal(PostingStatus.Conflict, other[0].Status);
        var points = await cluster.Grains.Collector(_collector).GetPoints();
        Assert.Equal((1250L, 0L, 1250L), (points!.BalanceHundredths, points.VestedHundredths, points.ProvisionalHundredths));
    }

    private PostRecovery Receipt(string id, long amountMinor) => new()
    {
        Id = id,
        AmountMinor = amountMinor,
        Kind = RecoveryKind.Cash,
        Channel = PaymentChannel.Transfer,
        ReceivedAt = cluster.Time.Now(),
        RequestHash = new Digest(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}|{amountMinor}"))),
    };
}

public sealed class SqliteRecoveryTests(SqliteCluster cluster) : RecoveryTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlRecoveryTests(PostgreSqlCluster cluster) : RecoveryTests(cluster), IClassFixture<PostgreSqlCluster>;
