using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace Leaderboard.Storage;

/// <summary>The file of an embedded installation that a table is in.</summary>
internal enum CopiedStore
{
    Journal = 1,
    Grains = 2,
    People = 3,
}

/// <summary>A table beside the journal that moves with an installation. Rows are arrays of null, long, string and bytes.</summary>
/// <param name="Name">In PostgreSQL.</param>
/// <param name="Query">Answers the columns below, in the order of the keys.</param>
/// <param name="Keys">The first so many columns name a row.</param>
/// <param name="Columns">With their types in PostgreSQL.</param>
/// <param name="Store">The file it comes from.</param>
internal sealed record CopiedTable(string Name, string Query, int Keys, (string Name, NpgsqlDbType Type)[] Columns, CopiedStore Store = CopiedStore.Journal)
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
            ("request_hash", NpgsqlDbType.Bytea), ("body", NpgsqlDbType.Text), ("flags", NpgsqlDbType.Integer),
        ]);

    /// <summary>An import that is not over goes on where it came to.</summary>
    public static CopiedTable ImportChunks { get; } = new(
        "import_chunk",
        "every-import-chunk",
        3,
        [("import_id", NpgsqlDbType.Text), ("part", NpgsqlDbType.Integer), ("number", NpgsqlDbType.Bigint), ("bytes", NpgsqlDbType.Bytea)]);

    public static CopiedTable BankRows { get; } = new(
        "bank_row",
        "every-bank-row",
        3,
        [("upload", NpgsqlDbType.Text), ("kind", NpgsqlDbType.Integer), ("id", NpgsqlDbType.Text), ("amount", NpgsqlDbType.Bigint)]);

    public static CopiedTable GrainStates { get; } = new(
        "OrleansStorage",
        "every-grain-state",
        5,
        [
            ("ServiceId", NpgsqlDbType.Text), ("GrainTypeString", NpgsqlDbType.Text), ("GrainIdN0", NpgsqlDbType.Bigint), ("GrainIdN1", NpgsqlDbType.Bigint),
            ("GrainIdExtensionString", NpgsqlDbType.Text), ("PayloadBinary", NpgsqlDbType.Bytea), ("ModifiedOn", NpgsqlDbType.Timestamp), ("Version", NpgsqlDbType.Integer),
        ],
        CopiedStore.Grains);

    /// <summary>Without failed sign-ins: whoever was locked out may try again.</summary>
    public static CopiedTable People { get; } = new(
        "person",
        "every-person",
        1,
        [
            ("id", NpgsqlDbType.Text), ("display_name", NpgsqlDbType.Text), ("role", NpgsqlDbType.Integer),
            ("collector_id", NpgsqlDbType.Text), ("team_ids", NpgsqlDbType.Text), ("created_at_micros", NpgsqlDbType.Bigint),
            ("disabled_at_micros", NpgsqlDbType.Bigint), ("user_name", NpgsqlDbType.Text),
            ("normalized_user_name", NpgsqlDbType.Text), ("password_hash", NpgsqlDbType.Text),
            ("security_stamp", NpgsqlDbType.Text), ("concurrency_stamp", NpgsqlDbType.Text),
        ],
        CopiedStore.People);

    public static CopiedTable PersonLogins { get; } = new(
        "person_login",
        "every-person-login",
        2,
        [
            ("login_provider", NpgsqlDbType.Text), ("provider_key", NpgsqlDbType.Text),
            ("provider_display_name", NpgsqlDbType.Text), ("user_id", NpgsqlDbType.Text),
        ],
        CopiedStore.People);

    public static CopiedTable PersonPasskeys { get; } = new(
        "person_passkey",
        "every-person-passkey",
        1,
        [
            ("credential_id", NpgsqlDbType.Bytea), ("user_id", NpgsqlDbType.Text), ("data", NpgsqlDbType.Jsonb),
        ],
        CopiedStore.People);

    public static CopiedTable PersonSessions { get; } = new(
        "person_session",
        "every-person-session",
        1,
        [
            ("id", NpgsqlDbType.Text), ("person_id", NpgsqlDbType.Text), ("created_at_micros", NpgsqlDbType.Bigint),
            ("seen_at_micros", NpgsqlDbType.Bigint), ("address", NpgsqlDbType.Text), ("agent", NpgsqlDbType.Text),
            ("ended_at_micros", NpgsqlDbType.Bigint),
        ],
        CopiedStore.People);

    public static CopiedTable Invitations { get; } = new(
        "invitation",
        "every-invitation",
        1,
        [
            ("id", NpgsqlDbType.Text), ("secret_hash", NpgsqlDbType.Text), ("display_name", NpgsqlDbType.Text),
            ("role", NpgsqlDbType.Integer), ("collector_id", NpgsqlDbType.Text), ("team_ids", NpgsqlDbType.Text),
            ("invited_by", NpgsqlDbType.Text), ("created_at_micros", NpgsqlDbType.Bigint),
            ("expires_at_micros", NpgsqlDbType.Bigint), ("ended_at_micros", NpgsqlDbType.Bigint),
            ("person_id", NpgsqlDbType.Text),
        ],
        CopiedStore.People);

    public static CopiedTable Audit { get; } = new(
        "audit",
        "every-audit-record",
        1,
        [
            ("id", NpgsqlDbType.Text), ("at_micros", NpgsqlDbType.Bigint), ("actor_id", NpgsqlDbType.Text), ("actor_name", NpgsqlDbType.Text), ("address", NpgsqlDbType.Text),
            ("action", NpgsqlDbType.Text), ("subject", NpgsqlDbType.Text), ("before", NpgsqlDbType.Text), ("after", NpgsqlDbType.Text),
        ],
        CopiedStore.People);

    public static IReadOnlyList<CopiedTable> All { get; } = [Documents, Notes, AccountSnapshots, ImportChunks, BankRows, GrainStates, People, PersonLogins, PersonPasskeys, PersonSessions, Invitations, Audit];

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
                string text => import.WriteAsync(text, Columns[i].Type, cancel),
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

        // PostgreSQL keeps what JSON says, and not how it was written.
        (string a, string b) when a != b && a.StartsWith('{') && b.StartsWith('{') => JsonNode.DeepEquals(JsonNode.Parse(a), JsonNode.Parse(b)),
        var (a, b) => Equals(a, b),
    });
}
