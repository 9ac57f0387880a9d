using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leaderboard.Silo.Journal;

public sealed class SqliteJournalTests(SqliteCluster cluster) : JournalTests(cluster), IClassFixture<SqliteCluster>
{
    protected override async Task TamperAsync(string sql)
    {
        await using var connection = new SqliteConnection(cluster.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class PostgreSqlJournalTests(PostgreSqlCluster cluster) : JournalTests(cluster), IClassFixture<PostgreSqlCluster>
{
    protected override async Task TamperAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
