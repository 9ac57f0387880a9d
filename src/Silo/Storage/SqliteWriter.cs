using Leaderboard.Journal;
using Microsoft.Data.Sqlite;

namespace Leaderboard.Storage;

/// <summary>The writer's own connection with its prepared statements.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    /// <summary>64 MiB: the inner pages and the hot leaves of the indexes of some ten million rows.</summary>
    private const string WriterCache = "PRAGMA cache_size = -65536;";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _moveHead;
    private readonly SqliteJournalInsert _insert;

    public SqliteWriter(string connectionString, SqlScripts scripts)
    {
        _connection = SqliteConnections.Open(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        using (var cache = _connection.CreateCommand())
        {
            cache.CommandText = WriterCache;
            cache.ExecuteNonQuery();
        }

        _moveHead = Command(scripts.Query("move-head"), "partition", "old", "new", "hash");
        _insert = new SqliteJournalInsert(_connection, scripts.Query("insert-entry"));
    }

    public LotReceipt Append(Lot lot)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        try
        {
            var fenced = MoveHeads(lot, transaction);
            foreach (var row in lot.Rows)
            {
                if (!fenced.Contains(row.Partition))
                    _insert.Execute(row);
            }

            return Commit(transaction, fenced);
        }
        catch (SqliteException taken) when (taken.SqliteExtendedErrorCode is UniqueViolation or PrimaryKeyViolation)
        {
            transaction.Rollback();
            return LotReceipt.IdTaken;
        }
    }

    public void Dispose()
    {
        _moveHead.Dispose();
        _insert.Dispose();
        _connection.Dispose();
    }

    private static LotReceipt Commit(SqliteTransaction transaction, HashSet<int> fenced)
    {
        try
        {
            transaction.Commit();
            return new LotReceipt(LotOutcome.Written, fenced);
        }
        catch (SqliteException failure)
        {
            return LotReceipt.Unknown(failure);
        }
    }

    private HashSet<int> MoveHeads(Lot lot, SqliteTransaction transaction)
    {
        var fenced = new HashSet<int>();
        _moveHead.Transaction = transaction;
        foreach (var move in lot.Moves)
        {
            _moveHead.Parameters[0].Value = move.New.Partition;
            _moveHead.Parameters[1].Value = move.OldSeq;
            _moveHead.Parameters[2].Value = move.New.Seq;
            _moveHead.Parameters[3].Value = move.New.Hash.ToArray();
            if (_moveHead.ExecuteNonQuery() == 0)
                fenced.Add(move.New.Partition);
        }

        return fenced;
    }

    private SqliteCommand Command(string text, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        return command;
    }
}
