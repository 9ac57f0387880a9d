using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Leaderboard.Storage;

/// <summary>A table beside the journal that moves with an installation. Rows are arrays of null, long, string and bytes.</summary>
/// <param name="Name">In PostgreSQL.</param>
/// <param name="Query">Answers the columns below, in the order of the keys.</param>
/// <param name="Keys">The first so many columns name a row.</param>
/// <param name="Columns">With their types in PostgreSQL.</param>
internal sealed record CopiedTable(string Name, string Query, int Keys, (string Name, NpgsqlDbType Type)[] Columns)
{
    public static CopiedTable Documents { get; } = new(
        "document",
        "every-document",
        2,
        [("kind", NpgsqlDbType.Text), ("id", NpgsqlDbType.Text), ("version", NpgsqlDbType.Bigint), ("revision", NpgsqlDbType.Bigint), ("body", NpgsqlDbType.Text)]);

    public static CopiedTable Notes { get; } = new("entry_note", "every-note", 1, [("entry_id", NpgsqlDbType.Text), ("note", NpgsqlDbType.Text)]);

    public static CopiedTable AccountSnapshots { get; } = new(
        "account_snapshot",
        "every-account-snapshot",
        2,
        [
            ("id", NpgsqlDbType.Text), ("as_of", NpgsqlDbType.Bigint), ("collector", NpgsqlDbType.Text), ("days_past_due", NpgsqlDbType.Integer),
            ("request_hash", NpgsqlDbType.Bytea), ("body", NpgsqlDbType.Text),
        ]);

    public static CopiedTable GrainStates { get; } = new(
        "OrleansStorage",
        "every-grain-state",
        5,
        [
            ("ServiceId", NpgsqlDbType.Text), ("GrainTypeString", NpgsqlDbType.Text), ("GrainIdN0", NpgsqlDbType.Bigint), ("GrainIdN1", NpgsqlDbType.Bigint),
            ("GrainIdExtensionString", NpgsqlDbType.Text), ("PayloadBinary", NpgsqlDbType.Bytea), ("ModifiedOn", NpgsqlDbType.Timestamp), ("Version", NpgsqlDbType.Integer),
        ]);

    public static IReadOnlyList<CopiedTable> All { get; } = [Documents, Notes, AccountSnapshots, GrainStates];

    public string CopyStatement => $"COPY {Name} ({string.Join(", ", Columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)";

    /// <summary>A row of either dialect.</summary>
    public static object?[] Read(DbDataReader row)
    {
        var values = new object?[row.FieldCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = row.GetValue(i) switch { DBNull => null, int number => (long)number, var value => value };
        return values;
    }

    public async Task WriteAsync(NpgsqlBinaryImporter import, object?[] row, CancellationToken cancel)
    {
        await import.StartRowAsync(cancel);
        for (var i = 0; i < row.Length; i++)
        {
            await (row[i] switch
            {
                null => import.WriteNullAsync(cancel),
                long number when Columns[i].Type == NpgsqlDbType.Integer => import.WriteAsync(checked((int)number), NpgsqlDbType.Integer, cancel),
                long number => import.WriteAsync(number, Columns[i].Type, cancel),
                string time when Columns[i].Type == NpgsqlDbType.Timestamp =>
                    import.WriteAsync(DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.None), NpgsqlDbType.Timestamp, cancel),
                string text => import.WriteAsync(text, NpgsqlDbType.Text, cancel),
                byte[] bytes => import.WriteAsync(bytes, NpgsqlDbType.Bytea, cancel),
                var other => throw new InvalidDataException($"{Name}.{Columns[i].Name} holds a {other.GetType().Name}."),
            });
        }
    }

    /// <summary>What a row is called in a message: its keys, and nothing else of it.</summary>
    public string NameOf(object?[] row) => $"{Name} {string.Join('/', row.Take(Keys).Select(k => Convert.ToString(k, CultureInfo.InvariantCulture)))}";

    public static bool AreEqual(object?[] one, object?[] other) => one.Length == other.Length && one.Zip(other).All(pair => pair switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        var (a, b) => Equals(a, b),
    });
}
