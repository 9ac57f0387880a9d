using Npgsql;

namespace Leaderboard.Benchmarks;

/// <summary>64 pooled connections, prepared statements, both statements in one round trip.</summary>
internal sealed class PlainPostgreSql(NpgsqlDataSource source) : PlainSql
{
    private const int Connections = 64;

    protected override int Callers => Connections;

    public static async Task<PlainSql> OpenAsync(string connection)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection)
        {
            MaxPoolSize = Connections,
            MaxAutoPrepare = 8,
            AutoPrepareMinUsages = 1,
        });
        await using var create = source.CreateCommand(Tables);
        await create.ExecuteNonQueryAsync();
        return new PlainPostgreSql(source);
    }

    public override async ValueTask PostAsync(string id, string collector, long amountMinor, long receivedAt)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        var insert = new NpgsqlBatchCommand(Insert);
        insert.Parameters.AddWithValue("id", id);
        insert.Parameters.AddWithValue("collector", collector);
        insert.Parameters.AddWithValue("amount", amountMinor);
        insert.Parameters.AddWithValue("received", receivedAt);
        var upsert = new NpgsqlBatchCommand(Upsert);
        upsert.Parameters.AddWithValue("collector", collector);
        upsert.Parameters.AddWithValue("amount", amountMinor);
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(upsert);
        await batch.ExecuteNonQueryAsync();
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
