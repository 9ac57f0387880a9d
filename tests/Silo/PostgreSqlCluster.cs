using Leaderboard.Testing;

namespace Leaderboard.Silo;

public sealed class PostgreSqlCluster : LeaderboardCluster
{
    protected override async ValueTask<LeaderboardOptions> OptionsAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        var server = await PostgresServer.SharedAsync();
        return new LeaderboardOptions { Database = DatabaseKind.PostgreSql, ConnectionString = await server.CreateDatabaseAsync() };
    }
}
