using Microsoft.Data.Sqlite;

namespace Leaderboard.Benchmarks;

/// <summary>One writer behind a gate, prepared statements, WAL, synchronous FULL.</summary>
internal sealed class PlainSqlite : PlainSql
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _upsert;
    private readonly SemaphoreSlim _gate = new(1, 1);

    private PlainSqlite(SqliteConnection connection)
    {
        _connection = connection;
        _insert = Command(Insert, "id", "collector", "amount", "received");
        _upsert = Command(Upsert, "collector", "amount");
    }

    protected override int Callers => 1;

    public static PlainSqlite Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using (var create = connection.CreateCommand())
        {
            create.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; " + Tables;
            create.ExecuteNonQuery();
        }

        return new PlainSqlite(connection);
    }

    public override async ValueTask PostAsync(string id, string collector, long amountMinor, long receivedAt)
    {
        await _gate.WaitAsync();
        try
        {
            await using var transaction = _connection.BeginTransaction(deferred: false);
            _insert.Transaction = _upsert.Transaction = transaction;
            _insert.Parameters[0].Value = id;
            _insert.Parameters[1].Value = _upsert.Parameters[0].Value = collector;
            _insert.Parameters[2].Value = _upsert.Parameters[1].Value = amountMinor;
            _insert.Parameters[3].Value = receivedAt;
            await _insert.ExecuteNonQueryAsync();
            await _upsert.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _upsert.DisposeAsync();
        await _connection.DisposeAsync();
        _gate.Dispose();
    }

    private SqliteCommand Command(string text, params ReadOnlySpan<string> names)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        return command;
    }
}
