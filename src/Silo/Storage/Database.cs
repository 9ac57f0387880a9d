using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Leaderboard.Journal;

namespace Leaderboard.Storage;

/// <summary>
/// The institution's database behind one face for both dialects: named queries, short write transactions, and the append of
/// a journal lot. Failures come out as <see cref="JournalUnavailableException"/> when nothing was written for certain.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    public required SqlScripts Scripts { get; init; }

    /// <summary>Runs a named query on a connection of its own and maps its rows.</summary>
    public Task<List<T>> QueryAsync<T>(string query, Action<DbCommand>? bind, Func<DbDataReader, T> map, CancellationToken cancel = default) =>
        ReadAsync(session => session.QueryAsync(query, bind, map, cancel), IsolationLevel.Unspecified, cancel);

    /// <summary>Runs several queries on one snapshot of the database.</summary>
    public Task<T> SnapshotAsync<T>(Func<ReadSession, Task<T>> read, CancellationToken cancel = default) =>
        ReadAsync(read, IsolationLevel.RepeatableRead, cancel);

    /// <summary>Runs <paramref name="work"/> in one durable transaction; SQLite takes one at a time.</summary>
    public abstract Task<T> WriteAsync<T>(Func<ReadSession, Task<T>> work, CancellationToken cancel = default);

    /// <summary>Appends a lot in one transaction. See <see cref="Lot"/>.</summary>
    public abstract Task<LotReceipt> AppendAsync(Lot lot, CancellationToken cancel);

    /// <summary>Gives a query a list of texts as its parameter <paramref name="name"/>.</summary>
    public abstract void BindTexts(DbCommand command, string name, IReadOnlyCollection<string> values);

    /// <summary>Gives this dialect's parameter a value; null is NULL.</summary>
    public static void Bind(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    public abstract ValueTask DisposeAsync();

    protected async Task<T> InAsync<T>(DbConnection connection, DbTransaction? transaction, Func<ReadSession, Task<T>> work)
    {
        var session = new ReadSession(Scripts, connection, transaction, KeepsPlans);
        await using (session.ConfigureAwait(false))
            return await work(session).ConfigureAwait(false);
    }

    /// <summary>Whether a query that is asked again on a connection is read and planned anew unless its command is kept.</summary>
    protected virtual bool KeepsPlans => false;

    /// <param name="isolation">Unspecified: no transaction around it.</param>
    protected abstract Task<T> ReadAsync<T>(Func<ReadSession, Task<T>> read, IsolationLevel isolation, CancellationToken cancel);
}

/// <summary>One connection, perhaps inside a transaction, for named queries.</summary>
/// <param name="scripts">With the queries.</param>
/// <param name="connection">Open, and its owner's.</param>
/// <param name="transaction">Null: each query for itself.</param>
/// <param name="keepsPlans">Whether commands are kept for who asks again: for a database that does not know a query when it sees it.</param>
internal sealed class ReadSession(SqlScripts scripts, DbConnection connection, DbTransaction? transaction, bool keepsPlans) : IAsyncDisposable
{
    /// <summary>Those that nobody is using, by query.</summary>
    private readonly Dictionary<string, DbCommand> _idle = new(StringComparer.Ordinal);
    private readonly List<DbCommand> _all = [];

    public async Task<List<T>> QueryAsync<T>(string query, Action<DbCommand>? bind, Func<DbDataReader, T> map, CancellationToken cancel = default)
    {
        var command = Take(query);
        bind?.Invoke(command);
        var rows = new List<T>();
        var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancel).ConfigureAwait(false))
                rows.Add(map(reader));
        }

        Leave(query, command);
        return rows;
    }

    /// <summary>Rows as they come: for what need not fit into memory.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string query, Func<DbDataReader, T> map, CancellationToken cancel = default) => StreamAsync(query, null, map, cancel);

    /// <summary>The same for a query with parameters.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(string query, Action<DbCommand>? bind, Func<DbDataReader, T> map, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = scripts.Query(query);
            command.Transaction = transaction;
            bind?.Invoke(command);
            var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancel).ConfigureAwait(false))
                    yield return map(reader);
            }
        }
    }

    /// <returns>Rows changed.</returns>
    public async Task<int> ExecuteAsync(string query, Action<DbCommand>? bind = null, CancellationToken cancel = default)
    {
        var command = Take(query);
        bind?.Invoke(command);
        var changed = await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
        Leave(query, command);
        return changed;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _all)
            await command.DisposeAsync().ConfigureAwait(false);
    }

    private DbCommand Take(string query)
    {
        if (_idle.Remove(query, out var known))
            return known;
        var command = connection.CreateCommand();
        _all.Add(command);
        command.CommandText = scripts.Query(query);
        command.Transaction = transaction;
        return command;
    }

    /// <summary>One that failed, or is not kept, is left to the end.</summary>
    private void Leave(string query, DbCommand command)
    {
        if (!keepsPlans)
            return;
        command.Parameters.Clear();
        _idle[query] = command;
    }
}
