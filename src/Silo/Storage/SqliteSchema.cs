using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Leaderboard.Storage;

/// <summary>
/// Brings a SQLite file to the newest schema. A file that is not ours, or is newer, is recognised from its first bytes and
/// left as it is.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>"LBRD": marks a file as ours (SQLite's application_id).</summary>
    private const int ApplicationId = 0x4C425244;

    /// <summary>A start that meets another program's lock says so soon, instead of hanging for the driver's 30 seconds.</summary>
    private const int LockPatienceSeconds = 5;

    /// <param name="installation">What the file must have been created with; null for a file that keeps no such values.</param>
    public static void Apply(string connectionString, IReadOnlyList<(int Version, string Text)> scripts, Installation? installation)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        var newest = scripts[^1].Version;
        CheckHeader(file, newest);
        try
        {
            using var connection = SqliteConnections.Open(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = LockPatienceSeconds }.ToString());
            var version = (int)Number(connection, "PRAGMA user_version;");
            if (version > newest)
                throw Newer(file, version, newest);
            using (var transaction = connection.BeginTransaction(deferred: false))
            {
                foreach (var (_, text) in scripts.Where(s => s.Version > version))
                    Run(connection, transaction, text);
                if (version < newest)
                    Run(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {newest};"));
                if (installation is not null)
                    CheckInstallation(connection, transaction, installation, isNew: version == 0);
                transaction.Commit();
            }

            // After the first commit, so that the marks above are in the file itself and not only in its log.
            Run(connection, null, "PRAGMA journal_mode = WAL;");
        }
        catch (SqliteException failure)
        {
            throw new DatabaseRefusedException($"The database '{file}' cannot be opened: {failure.Message}", failure);
        }
    }

    private static void CheckHeader(string file, int newest)
    {
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
            return;
        Span<byte> header = stackalloc byte[100];
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("SQLite format 3\0"u8))
                throw new DatabaseRefusedException($"'{file}' is not a SQLite database. It was left as it is; choose another data directory.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseRefusedException($"The database '{file}' cannot be read: {failure.Message}", failure);
        }

        if (BinaryPrimitives.ReadInt32BigEndian(header[68..]) != ApplicationId)
            throw new DatabaseRefusedException($"'{file}' is a database of another program. It was left as it is; choose another data directory.");
        var version = BinaryPrimitives.ReadInt32BigEndian(header[60..]);
        if (version > newest)
            throw Newer(file, version, newest);
    }

    private static void CheckInstallation(SqliteConnection connection, SqliteTransaction transaction, Installation installation, bool isNew)
    {
        if (isNew)
        {
            foreach (var (name, value) in installation.ToValues())
                Run(connection, transaction, "INSERT INTO installation (name, value) VALUES (@a, @b);", name, value);
            for (var partition = 0; partition < installation.Partitions.Count; partition++)
                Run(connection, transaction, "INSERT INTO ledger_head (partition, seq, hash) VALUES (@a, 0, @b);", partition, new byte[Digest.SizeBytes]);
            return;
        }

        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT name, value FROM installation;";
        using var reader = command.ExecuteReader();
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read())
            stored[reader.GetString(0)] = reader.GetString(1);
        InstallationCheck.Same(stored, installation);
    }

    private static long Number(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return (long)(command.ExecuteScalar() ?? 0L);
    }

    private static void Run(SqliteConnection connection, SqliteTransaction? transaction, string text, object? a = null, object? b = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        if (a is not null)
            command.Parameters.AddWithValue("@a", a);
        if (b is not null)
            command.Parameters.AddWithValue("@b", b);
        command.ExecuteNonQuery();
    }

    private static DatabaseRefusedException Newer(string file, int version, int newest) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The database '{file}' has schema {version}; this program knows up to {newest}. It was left as it is; run the newer program."));
}

/// <summary>Settings that are fixed when a database is created.</summary>
internal static class InstallationCheck
{
    /// <summary>Stands among the values while a copy into the database is not finished and verified.</summary>
    public const string CopyMark = "copy";

    /// <summary>A part of an installation must not be taken for the whole.</summary>
    public static void Whole(IReadOnlyDictionary<string, string> stored)
    {
        if (stored.ContainsKey(CopyMark))
            throw new DatabaseRefusedException("The copy into this database is not finished. Run copy again until it says that all is equal.");
    }

    public static void Same(IReadOnlyDictionary<string, string> stored, Installation wanted)
    {
        foreach (var (name, value) in wanted.ToValues())
        {
            if (!stored.TryGetValue(name, out var was) || !string.Equals(was, value, StringComparison.Ordinal))
                throw new DatabaseRefusedException($"The database was created with {name} = {was ?? "(none)"}; the setting says {value}. It is fixed for good: change the setting back.");
        }
    }
}
