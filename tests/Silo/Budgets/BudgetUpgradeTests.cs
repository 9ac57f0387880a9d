using System.Data.Common;
using Leaderboard.Budgets;
using Leaderboard.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leaderboard.Silo.Budgets;

/// <summary>An envelope that was kept with its draws in it, as it was before they were documents of their own.</summary>
public abstract class BudgetUpgradeTests(LeaderboardCluster cluster, string dialect)
{
    private const int Version = 9;
    private readonly string _id = "b-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // 1,000: 300 reserved by a, of b's 400 spent 350, c's 200 given back: 300 reserved, 350 spent, 350 left.
    [Fact]
    public async Task Its_draws_become_documents_and_its_figures_stay()
    {
        var old = """
            {"schema":1,"id":"ID","terms":{"name":"Q4 年终","unit":2,"amount":1000,"from":{"unixMicroseconds":0},"to":{"unixMicroseconds":1000000}},"by":"m","draws":[
            {"id":"a","state":1,"asked":300,"spent":0,"atMicros":1},{"id":"b","state":2,"asked":400,"spent":350,"atMicros":2},{"id":"c","state":3,"asked":200,"spent":0,"atMicros":3}]}
            """.Replace("ID", _id, StringComparison.Ordinal);
        await RunAsync("INSERT INTO document (kind, id, version, revision, body) VALUES ('budget', @id, 4, 0, @body)", ("@id", _id), ("@body", old));
        var script = new SqlScripts(dialect).Numbered("Schema").Single(s => s.Version == Version).Text;
        await RunAsync(script[..script.IndexOf("CREATE INDEX", StringComparison.Ordinal)]);

        var budget = (await cluster.Grains.Budget(_id).Get())!;

        Assert.Equal(("Q4 年终", 300L, 350L, 350L, 3), (budget.Terms.Name, budget.Reserved, budget.Spent, budget.Left, budget.DrawCount));
        Assert.Equal([("c", BudgetDrawState.Released), ("b", BudgetDrawState.Spent), ("a", BudgetDrawState.Reserved)], budget.Draws.Select(d => (d.Id, d.State)));
        Assert.Equal(BudgetOutcome.Exhausted, await cluster.Grains.Budget(_id).Reserve("d", 351));
        Assert.Equal(BudgetOutcome.Done, await cluster.Grains.Budget(_id).Commit("a", 300));
        Assert.Equal(650, (await cluster.Grains.Budget(_id).Get())!.Spent);
    }

    protected abstract DbConnection Open(string connectionString);

    private async Task RunAsync(string sql, params (string Name, string Value)[] values)
    {
        await using var connection = Open(cluster.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The scripts of the product.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(Cancel);
    }
}

public sealed class SqliteBudgetUpgradeTests(SqliteCluster cluster) : BudgetUpgradeTests(cluster, "Sqlite"), IClassFixture<SqliteCluster>
{
    protected override DbConnection Open(string connectionString) => new SqliteConnection(connectionString);
}

public sealed class PostgreSqlBudgetUpgradeTests(PostgreSqlCluster cluster) : BudgetUpgradeTests(cluster, "PostgreSql"), IClassFixture<PostgreSqlCluster>
{
    protected override DbConnection Open(string connectionString) => new NpgsqlConnection(connectionString);
}
