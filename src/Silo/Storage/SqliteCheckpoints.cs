using Microsoft.Data.Sqlite;

namespace Leaderboard.Storage;

/// <summary>
/// Moves pages from the write-ahead log into the file beside the writer, not in its way: most of them while it goes on, the
/// few that came meanwhile behind its gate. SQLite's own checkpoint would stop the writer every thousand pages.
/// </summary>
internal sealed class SqliteCheckpoints(string connectionString, SemaphoreSlim gate) : IAsyncDisposable
{
    /// <summary>Below it the log is not worth the trouble; its pages are overwritten many times before they are moved.</summary>
    private const long MinLogBytes = 64L << 20;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly string _log = new SqliteConnectionStringBuilder(connectionString).DataSource + "-wal";
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(LoopAsync);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var log = new FileInfo(_log);
                if (log.Exists && log.Length > MinLogBytes)
                    await MoveAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Closing: the last connection to close moves the rest.
        }
    }

    private async Task MoveAsync()
    {
        try
        {
            await using var connection = SqliteConnections.Open(connectionString);
            Run(connection, "PRAGMA wal_checkpoint(PASSIVE);");
            await gate.WaitAsync(_stop.Token);
            try
            {
                Run(connection, "PRAGMA wal_checkpoint(PASSIVE);");
            }
            finally
            {
                gate.Release();
            }
        }
        catch (SqliteException)
        {
            // A full or busy disk: the log keeps what it has, and the next tick tries again.
        }
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
