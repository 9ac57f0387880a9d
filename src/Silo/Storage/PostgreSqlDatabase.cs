using System.Data;
using System.Data.Common;
using Leaderboard.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Leaderboard.Storage;

/// <summary>PostgreSQL: one statement a lot, prepared once a connection.</summary>
internal sealed class PostgreSqlDatabase(NpgsqlDataSource source) : Database
{
    /// <summary>Tries of a transaction that met a deadlock or a serialisation failure: the next one nearly always passes.</summary>
    private const int MaxAttempts = 5;

    public override async Task<T> WriteAsync<T>(Func<ReadSession, Task<T>> work, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connection = await source.OpenConnectionAsync(cancel).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        var result = await InAsync(connection, transaction, work).ConfigureAwait(false);
                        await transaction.CommitAsync(cancel).ConfigureAwait(false);
                        return result;
                    }
                }
            }
            catch (PostgresException clash) when (MayRetry(clash) && attempt < MaxAttempts)
            {
                // Rolled back by the server; nothing to undo.
            }
            catch (NpgsqlException failure)
            {
                throw new JournalUnavailableException("The database cannot be written.", failure);
            }
        }
    }

    public override async Task<LotReceipt> AppendAsync(Lot lot, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            NpgsqlConnection connection;
            try
            {
                connection = await source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
            {
                throw new JournalUnavailableException("The database cannot be reached.", failure);
            }

            await using (connection.ConfigureAwait(false))
            {
                try
                {
                    return await AppendOnceAsync(connection, lot, cancel).ConfigureAwait(false);
                }
                catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
                {
                    return LotReceipt.IdTaken;
                }
                catch (PostgresException clash) when (MayRetry(clash) && attempt < MaxAttempts)
                {
                    // Rolled back by the server; nothing to undo.
                }
                catch (PostgresException refused) when (!LeavesOpen(refused))
                {
                    throw new JournalUnavailableException("The database refused the lot.", refused);
                }
                catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
                {
                    return LotReceipt.Unknown(failure);
                }
            }
        }
    }

    public override void BindTexts(DbCommand command, string name, IReadOnlyCollection<string> values) =>
        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values as string[] ?? [.. values] });

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    protected override async Task<T> ReadAsync<T>(Func<ReadSession, Task<T>> read, IsolationLevel isolation, CancellationToken cancel)
    {
        try
        {
            var connection = await source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if (isolation == IsolationLevel.Unspecified)
                    return await InAsync(connection, null, read).ConfigureAwait(false);
                var snapshot = await connection.BeginTransactionAsync(isolation, cancel).ConfigureAwait(false);
                await using (snapshot.ConfigureAwait(false))
                    return await InAsync(connection, snapshot, read).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException failure) when (failure is not PostgresException answer || LeavesOpen(answer) || IsShort(answer))
        {
            throw new JournalUnavailableException("The database cannot be read.", failure);
        }
    }

    private static bool MayRetry(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>The server went away (class 08, 57P0x): it may have committed before it said so.</summary>
    private static bool LeavesOpen(PostgresException failure) =>
        failure.SqlState.StartsWith("08", StringComparison.Ordinal) || failure.SqlState.StartsWith("57P", StringComparison.Ordinal);

    /// <summary>The server is there and lacks something: memory, connections, disk (class 53), or a file it cannot read (58).</summary>
    private static bool IsShort(PostgresException failure) =>
        failure.SqlState.StartsWith("53", StringComparison.Ordinal) || failure.SqlState.StartsWith("58", StringComparison.Ordinal);

    private async Task<LotReceipt> AppendOnceAsync(NpgsqlConnection connection, Lot lot, CancellationToken cancel)
    {
        var command = new NpgsqlCommand(Scripts.Query("append-lot"), connection);
        await using (command.ConfigureAwait(false))
        {
            PostgreSqlLot.Bind(command, lot);
            var moved = new HashSet<int>();
            var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancel).ConfigureAwait(false))
                    moved.Add(reader.GetInt32(0));

                // The rows come before the commit: only a close tells whether it was made, and disposing would swallow that it was not.
                await reader.CloseAsync().ConfigureAwait(false);
            }

            var fenced = lot.Moves.Select(m => m.New.Partition).Where(p => !moved.Contains(p)).ToHashSet();
            return new LotReceipt(LotOutcome.Written, fenced);
        }
    }
}
