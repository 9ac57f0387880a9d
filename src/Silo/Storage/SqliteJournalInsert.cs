using Leaderboard.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Leaderboard.Storage;

/// <summary>
/// The statement that inserts a journal row, spoken to below ADO.NET: its parameters, readers and boxes cost more than
/// SQLite needs for the row. Used by the writer's thread alone, inside its transaction.
/// </summary>
internal sealed class SqliteJournalInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _partition;
    private readonly int _seq;
    private readonly int _postedAt;
    private readonly int _entryId;
    private readonly int _kind;
    private readonly int _collector;
    private readonly int _team;
    private readonly int _account;
    private readonly int _amount;
    private readonly int _effective;
    private readonly int _points;
    private readonly int _receipts;
    private readonly int _receivedAt;
    private readonly int _occurredAt;
    private readonly int _vestsAt;
    private readonly int _source;
    private readonly int _scheme;
    private readonly int _requestHash;
    private readonly int _details;
    private readonly int _hash;

    public SqliteJournalInsert(SqliteConnection connection, string text)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, text, out _statement), _database);
        _partition = Index("partition");
        _seq = Index("seq");
        _postedAt = Index("posted_at");
        _entryId = Index("entry_id");
        _kind = Index("kind");
        _collector = Index("collector");
        _team = Index("team");
        _account = Index("account");
        _amount = Index("amount");
        _effective = Index("effective");
        _points = Index("points");
        _receipts = Index("receipts");
        _receivedAt = Index("received_at");
        _occurredAt = Index("occurred_at");
        _vestsAt = Index("vests_at");
        _source = Index("source");
        _scheme = Index("scheme");
        _requestHash = Index("request_hash");
        _details = Index("details");
        _hash = Index("hash");
    }

    /// <summary>Throws <see cref="SqliteException"/> with SQLite's extended code, as ADO.NET does.</summary>
    public void Execute(JournalEntry row)
    {
        Bind(row);
        try
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_step(_statement), _database);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(JournalEntry row)
    {
        var draft = row.Draft;
        raw.sqlite3_bind_int(_statement, _partition, row.Partition);
        raw.sqlite3_bind_int64(_statement, _seq, row.Seq);
        raw.sqlite3_bind_int64(_statement, _postedAt, row.PostedAt.UnixMicroseconds);
        raw.sqlite3_bind_text(_statement, _entryId, draft.Id.Value);
        raw.sqlite3_bind_int(_statement, _kind, (int)draft.Kind);
        raw.sqlite3_bind_text(_statement, _collector, draft.Collector.Value);
        raw.sqlite3_bind_text(_statement, _team, draft.Team.Value);
        BindText(_account, draft.Account?.Value);
        raw.sqlite3_bind_int64(_statement, _amount, draft.AmountMinor);
        raw.sqlite3_bind_int64(_statement, _effective, draft.EffectiveMinor);
        raw.sqlite3_bind_int64(_statement, _points, draft.PointsHundredths);
        raw.sqlite3_bind_int(_statement, _receipts, draft.Receipts);
        raw.sqlite3_bind_int64(_statement, _receivedAt, draft.ReceivedAt.UnixMicroseconds);
        raw.sqlite3_bind_int64(_statement, _occurredAt, draft.OccurredAt.UnixMicroseconds);
        raw.sqlite3_bind_int64(_statement, _vestsAt, draft.VestsAt.UnixMicroseconds);
        BindText(_source, draft.Source?.Value);
        raw.sqlite3_bind_text(_statement, _scheme, draft.Scheme);
        BindDigest(_requestHash, draft.RequestHash);
        raw.sqlite3_bind_text(_statement, _details, draft.Details);
        BindDigest(_hash, row.Hash);
    }

    private void BindText(int index, string? text)
    {
        if (text is null)
            raw.sqlite3_bind_null(_statement, index);
        else
            raw.sqlite3_bind_text(_statement, index, text);
    }

    private void BindDigest(int index, Digest digest)
    {
        Span<byte> bytes = stackalloc byte[Digest.SizeBytes];
        digest.CopyTo(bytes);
        raw.sqlite3_bind_blob(_statement, index, bytes);
    }

    private int Index(string name) => raw.sqlite3_bind_parameter_index(_statement, "@" + name) is > 0 and var index
        ? index
        : throw new InvalidOperationException($"The statement has no parameter {name}.");
}
