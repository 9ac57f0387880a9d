using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leaderboard.Benchmarks;

/// <summary>
/// The plain alternative: one SQL transaction for each receipt, which inserts it and adds it to a total. What a team without
/// this product would write first.
/// </summary>
internal static class PlainSql
{
    private const string Insert = "INSERT INTO receipt (id, collector, amount, received_at) VALUES (@id, @collector, @amount, @received)";

    private const string Upsert =
        "INSERT INTO total (collector, amount) VALUES (@collector, @amount) ON CONFLICT (collector) DO UPDATE SET amount = total.amount + excluded.amount";

    private const string Tables =
        "CREATE TABLE receipt (id text PRIMARY KEY, collector text NOT NULL, amount bigint NOT NULL, received_at bigint NOT NULL); "
        + "CREATE TABLE total (collector text PRIMARY KEY, amount bigint NOT NULL);";

    /// <returns>Receipts a second over 64 connections, fsync as the server has it.</returns>
    public static async Task<double> PostgreSqlAsync(string connectionString, int collectors, TimeSpan duration)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 64, MaxAutoPrepare = 8, AutoPrepareMinUsages = 1 });
        await using (var create = source.CreateCommand(Tables))
            await create.ExecuteNonQueryAsync();
        return await MeasureAsync(64, duration, async random =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await PostAsync(connection, random, collectors);
        });
    }

    /// <summary>One receipt in one transaction and one round trip.</summary>
    public static async Task PostAsync(NpgsqlConnection connection, Random random, int collectors)
    {
        var (collector, amount) = ($"c-{random.Next(collectors)}", (long)random.Next(1, 100_000));
        await using var batch = new NpgsqlBatch(connection);
        var insert = new NpgsqlBatchCommand(Insert);
        insert.Parameters.AddWithValue("id", Guid.NewGuid().ToString("N"));
        insert.Parameters.AddWithValue("collector", collector);
        insert.Parameters.AddWithValue("amount", amount);
        insert.Parameters.AddWithValue("received", Stopwatch.GetTimestamp());
        var upsert = new NpgsqlBatchCommand(Upsert);
        upsert.Parameters.AddWithValue("collector", collector);
        upsert.Parameters.AddWithValue("amount", amount);
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(upsert);
        await batch.ExecuteNonQueryAsync();
    }

    /// <returns>Receipts a second of one writer, WAL, synchronous FULL.</returns>
    public static double Sqlite(string file, int collectors, TimeSpan duration)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using (var create = connection.CreateCommand())
        {
            create.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; " + Tables;
            create.ExecuteNonQuery();
        }

        using var writer = new SqlitePlainWriter(connection);
        var random = new Random(1);
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < duration; count++)
            writer.Post(random, collectors);
        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Runs callers side by side until the time is over.</summary>
    public static async Task<double> MeasureAsync(int callers, TimeSpan duration, Func<Random, Task> one)
    {
        var count = 0L;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            while (clock.Elapsed < duration)
            {
                await one(random);
                Interlocked.Increment(ref count);
            }
        })));
        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Prepared statements of the plain writer.</summary>
    internal sealed class SqlitePlainWriter : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;
        private readonly SqliteCommand _upsert;

        public SqlitePlainWriter(SqliteConnection connection)
        {
            _connection = connection;
            _insert = Command(Insert, "id", "collector", "amount", "received");
            _upsert = Command(Upsert, "collector", "amount");
        }

        public void Post(Random random, int collectors)
        {
            var (collector, amount) = ($"c-{random.Next(collectors)}", (long)random.Next(1, 100_000));
            using var transaction = _connection.BeginTransaction(deferred: false);
            _insert.Transaction = _upsert.Transaction = transaction;
            _insert.Parameters[0].Value = Guid.NewGuid().ToString("N");
            _insert.Parameters[1].Value = _upsert.Parameters[0].Value = collector;
            _insert.Parameters[2].Value = _upsert.Parameters[1].Value = amount;
            _insert.Parameters[3].Value = Stopwatch.GetTimestamp();
            _insert.ExecuteNonQuery();
            _upsert.ExecuteNonQuery();
            transaction.Commit();
        }

        public void Dispose()
        {
            _insert.Dispose();
            _upsert.Dispose();
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
}
