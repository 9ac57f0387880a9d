using Npgsql;

namespace Leaderboard.Silo;

public sealed class PostgreSqlCluster : LeaderboardCluster
{
    protected override async ValueTask<LeaderboardOptions> OptionsAsync()
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=5499;Username=postgres;Database=postgres");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return new LeaderboardOptions { Database = DatabaseKind.PostgreSql, ConnectionString = $"Host=127.0.0.1;Port=5499;Username=postgres;Database={name}" };
    }
}
