using System.Data;
using System.Data.Common;
using System.Text.Json;
using Leaderboard.Journal;
using Microsoft.Data.Sqlite;

namespace Leaderboard.Storage;

/// <summary>
/// SQLite in WAL mode with an fsync at every commit. Many readers, one writer behind a gate: writers that meet each other
/// in SQLite itself would sleep for 150 ms a conflict.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SqliteCheckpoints _checkpoints;
    private readonly BlockingThread _thread = new("Journal writer");
    private SqliteWriter? _writer;
    private int _disposed;

    public SqliteDatabase(string connectionString)
    {
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = true, DefaultTimeout = 5 }.ToString();
        _checkpoints = new SqliteCheckpoints(_connectionString, _gate);
        _checkpoints.Start();
    }

    public override async Task<T> WriteAsync<T>(Func<ReadSession, Task<T>> work, CancellationToken cancel = default)
    {
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => InTransactionAsync(work), cancel).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public override async Task<LotReceipt> AppendAsync(Lot lot, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await _thread.RunAsync(() => (_writer ??= new SqliteWriter(_connectionString, Scripts)).Append(lot)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SqliteException or JournalUnavailableException)
        {
            DropWriter();
            throw failure as JournalUnavailableException ?? new JournalUnavailableException("The database cannot be written.", failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    public override void BindTexts(DbCommand command, string name, IReadOnlyCollection<string> values) =>
        Bind(command, name, JsonSerializer.Serialize(values));

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _checkpoints.DisposeAsync();
        _thread.Dispose();
        DropWriter();
        await using (var any = new SqliteConnection(_connectionString))
            SqliteConnection.ClearPool(any);
        _gate.Dispose();
    }

    protected override bool KeepsPlans => true;

    protected override Task<T> ReadAsync<T>(Func<ReadSession, Task<T>> read, IsolationLevel isolation, CancellationToken cancel) =>
        Task.Run(() => ReadNowAsync(read, isolation), cancel);

    private async Task<T> ReadNowAsync<T>(Func<ReadSession, Task<T>> read, IsolationLevel isolation)
    {
        try
        {
            var connection = SqliteConnections.OpenForReading(_connectionString);
            await using (connection.ConfigureAwait(false))
            {
                if (isolation == IsolationLevel.Unspecified)
                    return await InAsync(connection, null, read).ConfigureAwait(false);
                var snapshot = connection.BeginTransaction(deferred: true);
                await using (snapshot.ConfigureAwait(false))
                    return await InAsync(connection, snapshot, read).ConfigureAwait(false);
            }
        }
        catch (SqliteException failure) when (!IsFault(failure))
        {
            throw new JournalUnavailableException("The database cannot be read.", failure);
        }
    }

    /// <summary>A wrong statement or value (SQLITE_ERROR, MISMATCH, MISUSE, RANGE) is our fault; all else is the disk's or another program's.</summary>
    private static bool IsFault(SqliteException failure) => failure.SqliteErrorCode is 1 or 20 or 21 or 25;

    private async Task<T> InTransactionAsync<T>(Func<ReadSession, Task<T>> work)
    {
        try
        {
            var connection = SqliteConnections.Open(_connectionString);
            await using (connection.ConfigureAwait(false))
            {
                var transaction = connection.BeginTransaction(deferred: false);
                await using (transaction.ConfigureAwait(false))
                {
                    var result = await InAsync(connection, transaction, work).ConfigureAwait(false);
                    await transaction.CommitAsync().ConfigureAwait(false);
                    return result;
                }
            }
        }
        catch (SqliteException failure)
        {
            throw new JournalUnavailableException("The database cannot be written.", failure);
        }
    }

    private void DropWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
