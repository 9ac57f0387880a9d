using Leaderboard.Domain.Journal;
using Leaderboard.Roster;
using Leaderboard.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Silo.Merits;

public sealed class IdleTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    [Fact]
    public async Task While_no_scheme_gives_or_ends_points_nobody_is_looked_after()
    {
        var id = new CollectorId("c");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = "C" });
        await cluster.Grains.Collector(id).PostRecoveries([Receipts.Cash("1", 1_000_00, cluster.Time.Now())]);
        var partition = new Partitions(Partitions.Default).Of(id);

        Assert.Equal(0, await cluster.Grains.Merits(partition).Tend());
        await cluster.Grains.Collector(id).Tend();

        Assert.Single((await cluster.Grains.Collector(id).ReadLedger(0, 10))!);
        var (version, _) = await cluster.Services.GetRequiredService<DocumentStore>().ReadAsync<object>("merits", $"{partition}");
        Assert.Equal(0, version);
    }

    [Theory]
    [InlineData("collector-merits")]
    [InlineData("collector-moved")]
    [InlineData("collector-used")]
    public async Task What_lies_beside_receipts_is_found_without_reading_them(string query)
    {
        await using var connection = new SqliteConnection(cluster.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + cluster.Database.Scripts.Query(query);
        foreach (var name in new[] { "collector", "after", "to" }.Where(n => command.CommandText.Contains("@" + n, StringComparison.Ordinal)))
            command.Parameters.AddWithValue("@" + name, 1);
        var plan = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(rows.GetString(3));

        Assert.Contains("journal_beside_receipts", Assert.Single(plan), StringComparison.Ordinal);
    }
}
