using Microsoft.Data.Sqlite;

namespace Leaderboard.Storage;

/// <summary>How every connection to a SQLite file is set up.</summary>
internal static class SqliteConnections
{
    /// <summary>
    /// WAL is a property of the file and set once by the schema; these belong to the connection. Checkpoints are
    /// <see cref="SqliteCheckpoints"/>' work; SQLite's own stays as a last resort, at 256 MiB of log. The log keeps 64 MiB of
    /// file: to write over what is there costs an fsync less than to let it grow again.
    /// </summary>
    private const string Setup =
        "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 65536; PRAGMA journal_size_limit = 67108864;";

    /// <summary>Without the set-up: it concerns writing alone, and boards ask small questions often.</summary>
    public static SqliteConnection OpenForReading(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var setup = connection.CreateCommand();
            setup.CommandText = Setup;
            setup.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
