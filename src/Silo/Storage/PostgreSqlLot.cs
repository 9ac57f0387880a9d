using Leaderboard.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Leaderboard.Storage;

/// <summary>Hands a lot to PostgreSQL as one array a column.</summary>
internal static class PostgreSqlLot
{
    public static void Bind(NpgsqlCommand command, Lot lot)
    {
        var moves = lot.Moves;
        Add(command, "head_partition", NpgsqlDbType.Integer, moves, m => m.New.Partition);
        Add(command, "head_old", NpgsqlDbType.Bigint, moves, m => m.OldSeq);
        Add(command, "head_new", NpgsqlDbType.Bigint, moves, m => m.New.Seq);
        Add(command, "head_hash", NpgsqlDbType.Bytea, moves, m => m.New.Hash.ToArray());

        var rows = lot.Rows;
        command.Parameters.Add(new NpgsqlParameter<long>("posted_at", NpgsqlDbType.Bigint) { TypedValue = rows[0].PostedAt.UnixMicroseconds });
        Add(command, "partition", NpgsqlDbType.Integer, rows, r => r.Partition);
        Add(command, "seq", NpgsqlDbType.Bigint, rows, r => r.Seq);
        Add(command, "entry_id", NpgsqlDbType.Text, rows, r => r.Draft.Id.Value);
        Add(command, "kind", NpgsqlDbType.Integer, rows, r => (int)r.Draft.Kind);
        Add(command, "collector", NpgsqlDbType.Text, rows, r => r.Draft.Collector.Value);
        Add(command, "team", NpgsqlDbType.Text, rows, r => r.Draft.Team.Value);
        Add(command, "account", NpgsqlDbType.Text, rows, r => r.Draft.Account?.Value);
        Add(command, "amount", NpgsqlDbType.Bigint, rows, r => r.Draft.AmountMinor);
        Add(command, "effective", NpgsqlDbType.Bigint, rows, r => r.Draft.EffectiveMinor);
        Add(command, "points", NpgsqlDbType.Bigint, rows, r => r.Draft.PointsHundredths);
        Add(command, "receipts", NpgsqlDbType.Integer, rows, r => r.Draft.Receipts);
        Add(command, "received_at", NpgsqlDbType.Bigint, rows, r => r.Draft.ReceivedAt.UnixMicroseconds);
        Add(command, "occurred_at", NpgsqlDbType.Bigint, rows, r => r.Draft.OccurredAt.UnixMicroseconds);
        Add(command, "vests_at", NpgsqlDbType.Bigint, rows, r => r.Draft.VestsAt.UnixMicroseconds);
        Add(command, "source", NpgsqlDbType.Text, rows, r => r.Draft.Source?.Value);
        Add(command, "scheme", NpgsqlDbType.Text, rows, r => r.Draft.Scheme);
        Add(command, "request_hash", NpgsqlDbType.Bytea, rows, r => r.Draft.RequestHash.ToArray());
        Add(command, "details", NpgsqlDbType.Text, rows, r => r.Draft.Details);
        Add(command, "hash", NpgsqlDbType.Bytea, rows, r => r.Hash.ToArray());
    }

    private static void Add<TRow, T>(NpgsqlCommand command, string name, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, T> column)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = column(rows[i]);
        command.Parameters.Add(new NpgsqlParameter<T[]>(name, NpgsqlDbType.Array | type) { TypedValue = values });
    }
}
