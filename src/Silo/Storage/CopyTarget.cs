using Leaderboard.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Leaderboard.Storage;

/// <summary>How far the copy into a database is.</summary>
internal enum CopyState
{
    /// <summary>Nothing was ever kept in it.</summary>
    Empty = 1,

    /// <summary>A copy has begun and is not verified; no program starts on it.</summary>
    Unfinished = 2,

    /// <summary>An installation of its own, perhaps from a copy that was finished: never written to.</summary>
    Whole = 3,
}

/// <summary>
/// A PostgreSQL database that an installation is copied into. The journal comes in lots, each with the new end of its chain
/// in one transaction, so that the ends say where to go on; all else comes in one transaction after it.
/// </summary>
internal sealed class CopyTarget : IAsyncDisposable
{
    /// <summary>Any number of ours, other than the schema's.</summary>
    private const long LockKey = 0x4C42434F;

    private const string CopyJournal = """
        COPY journal (partition, seq, posted_at, entry_id, kind, collector, team, account, amount, effective, points, receipts,
                      received_at, occurred_at, vests_at, source, scheme, request_hash, details, hash) FROM STDIN (FORMAT BINARY)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _held;
    private readonly PostgreSqlDatabase _database;

    private CopyTarget(NpgsqlDataSource source, NpgsqlConnection held, SqlScripts scripts)
    {
        _source = source;
        _held = held;
        _database = new PostgreSqlDatabase(source) { Scripts = scripts };
    }

    public Database Database => _database;

    /// <summary>
    /// Brings the database to the newest schema and keeps other copies out of it. Throws <see cref="DatabaseRefusedException"/>
    /// when it cannot be used, was created with other settings, or another copy runs.
    /// </summary>
    public static async Task<CopyTarget> OpenAsync(string connectionString, Installation installation, CancellationToken cancel)
    {
        var scripts = new SqlScripts("PostgreSql");
        var connection = DatabaseSetup.PostgreSqlConnection(connectionString);

        // Counting and summing take as long as they take; a server that is gone is noticed all the same.
        connection.CommandTimeout = 0;
        connection.TcpKeepAlive = true;
        (connection.TcpKeepAliveTime, connection.TcpKeepAliveInterval) = (30, 10);
        var source = NpgsqlDataSource.Create(connection);
        try
        {
            await PostgreSqlSchema.ApplyAsync(source, scripts, installation, forCopy: true, cancel);
            return new CopyTarget(source, await HoldAsync(source, cancel), scripts);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public async Task<CopyState> StateAsync(CancellationToken cancel)
    {
        if (await AskAsync($"SELECT EXISTS (SELECT 1 FROM installation WHERE name = '{InstallationCheck.CopyMark}')", cancel))
            return CopyState.Unfinished;
        const string isEmpty = "SELECT NOT EXISTS (SELECT 1 FROM journal) AND NOT EXISTS (SELECT 1 FROM document) AND NOT EXISTS (SELECT 1 FROM account_snapshot) AND NOT EXISTS (SELECT 1 FROM person)";
        return await AskAsync(isEmpty, cancel) ? CopyState.Empty : CopyState.Whole;
    }

    /// <summary>From now on no program starts on the database, until <see cref="FinishAsync"/>.</summary>
    public Task BeginAsync(CancellationToken cancel) => RunAsync($"INSERT INTO installation (name, value) VALUES ('{InstallationCheck.CopyMark}', 'unfinished')", cancel);

    /// <summary>All is there and verified.</summary>
    public Task FinishAsync(CancellationToken cancel) => RunAsync($"DELETE FROM installation WHERE name = '{InstallationCheck.CopyMark}'", cancel);

    /// <summary>Appends a lot to the chain of its partition that ends at <paramref name="head"/>; all of it or nothing.</summary>
    public async Task AppendAsync(PartitionHead head, IReadOnlyList<JournalEntry> lot, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var move = new NpgsqlCommand(_database.Scripts.Query("move-head"), connection);
        Database.Bind(move, "partition", head.Partition);
        Database.Bind(move, "old", head.Seq);
        Database.Bind(move, "new", lot[^1].Seq);
        Database.Bind(move, "hash", lot[^1].Hash.ToArray());
        if (await move.ExecuteNonQueryAsync(cancel) != 1)
            throw new DatabaseRefusedException("Another program writes into the target. Stop it, and begin with an empty database.");
        await using (var import = await connection.BeginBinaryImportAsync(CopyJournal, cancel))
        {
            foreach (var entry in lot)
                await WriteAsync(import, entry, cancel);
            await import.CompleteAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Makes everything beside the journal what the source has now.</summary>
    public async Task ReplaceAsync(CopySource source, long revision, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var clear = new NpgsqlCommand($"TRUNCATE {string.Join(", ", CopiedTable.All.Select(t => t.Name))} CASCADE", connection);
        await clear.ExecuteNonQueryAsync(cancel);
        foreach (var table in CopiedTable.All)
            await source.ReadAsync(table, rows => ImportAsync(connection, table, rows, cancel), cancel);
        var pageKeys = source.PageKeys.Select(k => new object?[] { SharedKeys.DocumentKind, k.Id, 1L, 0L, k.Body });
        await ImportAsync(connection, CopiedTable.Documents, pageKeys.ToAsyncEnumerable(), cancel);
        await using var renumber = new NpgsqlCommand("UPDATE document_revision SET value = $1", connection) { Parameters = { new() { Value = revision } } };
        await renumber.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _held.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A copy that was killed lets go as soon as the server sees its connection closed.</summary>
    private static async Task<NpgsqlConnection> HoldAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            await using var hold = new NpgsqlCommand($"SET lock_timeout = '10s'; SELECT pg_advisory_lock({LockKey})", connection);
            await hold.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await connection.DisposeAsync();
            throw new DatabaseRefusedException("Another copy into the target is running.", busy);
        }
    }

    private static async Task<long> ImportAsync(NpgsqlConnection connection, CopiedTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await using var import = await connection.BeginBinaryImportAsync(table.CopyStatement, cancel);
        await foreach (var row in rows.WithCancellation(cancel))
            await table.WriteAsync(import, row, cancel);
        return (long)await import.CompleteAsync(cancel);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter import, JournalEntry entry, CancellationToken cancel)
    {
        var draft = entry.Draft;
        await import.StartRowAsync(cancel);
        await import.WriteAsync(entry.Partition, NpgsqlDbType.Integer, cancel);
        await import.WriteAsync(entry.Seq, NpgsqlDbType.Bigint, cancel);
        await import.WriteAsync(entry.PostedAt.UnixMicroseconds, NpgsqlDbType.Bigint, cancel);
        await import.WriteAsync(draft.Id.Value, NpgsqlDbType.Text, cancel);
        await import.WriteAsync((int)draft.Kind, NpgsqlDbType.Integer, cancel);
        await import.WriteAsync(draft.Collector.Value, NpgsqlDbType.Text, cancel);
        await import.WriteAsync(draft.Team.Value, NpgsqlDbType.Text, cancel);
        await import.WriteAsync(draft.Account?.Value, NpgsqlDbType.Text, cancel);
        await import.WriteAsync(draft.AmountMinor, NpgsqlDbType.Bigint, cancel);
        await import.WriteAsync(draft.EffectiveMinor, NpgsqlDbType.Bigint, cancel);
        await import.WriteAsync(draft.PointsHundredths, NpgsqlDbType.Bigint, cancel);
        await import.WriteAsync(draft.Receipts, NpgsqlDbType.Integer, cancel);
        await import.WriteAsync(draft.ReceivedAt.UnixMicroseconds, NpgsqlDbType.Bigint, cancel);
        await import.WriteAsync(draft.OccurredAt.UnixMicroseconds, NpgsqlDbType.Bigint, cancel);
        await import.WriteAsync(draft.VestsAt.UnixMicroseconds, NpgsqlDbType.Bigint, cancel);
        await import.WriteAsync(draft.Source?.Value, NpgsqlDbType.Text, cancel);
        await import.WriteAsync(draft.Scheme, NpgsqlDbType.Text, cancel);
        await import.WriteAsync(draft.RequestHash.ToArray(), NpgsqlDbType.Bytea, cancel);
        await import.WriteAsync(draft.Details, NpgsqlDbType.Text, cancel);
        await import.WriteAsync(entry.Hash.ToArray(), NpgsqlDbType.Bytea, cancel);
    }

    private async Task<bool> AskAsync(string question, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(question);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private async Task RunAsync(string text, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(text);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
