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
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _values;

    public SqliteWriter(string connectionString, SqlScripts scripts)
    {
        _connection = SqliteConnections.Open(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        using (var cache = _connection.CreateCommand())
        {
            cache.CommandText = WriterCache;
            cache.ExecuteNonQuery();
        }

        _moveHead = Command(scripts.Query("move-head"), "partition", "old", "new", "hash");
        _insert = Command(
            scripts.Query("insert-entry"),
            "partition", "seq", "posted_at", "entry_id", "kind", "collector", "team", "account", "amount", "effective", "points", "receipts",
            "received_at", "occurred_at", "vests_at", "source", "scheme", "request_hash", "details", "hash");
        _values = [.. _insert.Parameters.Cast<SqliteParameter>()];
    }

    public LotReceipt Append(Lot lot)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        try
        {
            var fenced = MoveHeads(lot, transaction);
            _insert.Transaction = transaction;
            foreach (var row in lot.Rows)
            {
                if (!fenced.Contains(row.Partition))
                    Insert(row);
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

    private void Insert(JournalEntry row)
    {
        var draft = row.Draft;
        Set(0, row.Partition);
        Set(1, row.Seq);
        Set(2, row.PostedAt.UnixMicroseconds);
        Set(3, draft.Id.Value);
        Set(4, (int)draft.Kind);
        Set(5, draft.Collector.Value);
        Set(6, draft.Team.Value);
        Set(7, draft.Account?.Value);
        Set(8, draft.AmountMinor);
        Set(9, draft.EffectiveMinor);
        Set(10, draft.PointsHundredths);
        Set(11, draft.Receipts);
        Set(12, draft.ReceivedAt.UnixMicroseconds);
        Set(13, draft.OccurredAt.UnixMicroseconds);
        Set(14, draft.VestsAt.UnixMicroseconds);
        Set(15, draft.Source?.Value);
        Set(16, draft.Scheme);
        Set(17, draft.RequestHash.ToArray());
        Set(18, draft.Details);
        Set(19, row.Hash.ToArray());
        _insert.ExecuteNonQuery();
    }

    private void Set(int index, object? value) => _values[index].Value = value ?? DBNull.Value;

    private SqliteCommand Command(string text, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        return command;
    }
}
