using Microsoft.Data.Sqlite;

namespace Leaderboard.Storage;

/// <summary>How every connection to a SQLite file is set up.</summary>
internal static class SqliteConnections
{
    /// <summary>WAL is a property of the file and set once by the schema; these belong to the connection.</summary>
    private const string Setup = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;";

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
