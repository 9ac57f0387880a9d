namespace Leaderboard.Storage;

/// <summary>An embedded installation that nobody else uses, as a copy reads it.</summary>
internal sealed class CopySource : IAsyncDisposable
{
    private readonly OpenDatabases _databases;
    private readonly SqliteDatabase _grains;
    private readonly SqliteDatabase _people;

    private CopySource(OpenDatabases databases, IReadOnlyList<(string Id, string Body)> pageKeys)
    {
        _databases = databases;
        _grains = new SqliteDatabase(databases.GrainStateConnection) { Scripts = databases.Journal.Scripts };
        _people = new SqliteDatabase(databases.People.ConnectionString) { Scripts = databases.Journal.Scripts };
        PageKeys = pageKeys;
    }

    public Database Journal => _databases.Journal;

    public Installation Installation => _databases.Installation;

    /// <summary>Keys of forms and cookies, as a cluster keeps them.</summary>
    public IReadOnlyList<(string Id, string Body)> PageKeys { get; }

    /// <summary>Throws <see cref="DatabaseRefusedException"/> when there is none, when a program runs on it, or when it is not embedded.</summary>
    public static async Task<CopySource> OpenAsync(LeaderboardOptions options, CancellationToken cancel)
    {
        SqliteBackup.RefuseOthers(options, "copy reads an embedded installation");
        return new CopySource(await DatabaseSetup.OpenAsync(options, cancel), SharedKeys.OfFiles(options.KeysDirectory));
    }

    public Task<T> ReadAsync<T>(CopiedTable table, Func<IAsyncEnumerable<object?[]>, Task<T>> read, CancellationToken cancel) =>
        Of(table.Store).SnapshotAsync(s => read(s.StreamAsync(table.Query, CopiedTable.Read, cancel)), cancel);

    private Database Of(CopiedStore store) => store switch
    {
        CopiedStore.Grains => _grains,
        CopiedStore.People => _people,
        _ => Journal,
    };

    public async ValueTask DisposeAsync()
    {
        await _people.DisposeAsync();
        await _grains.DisposeAsync();
        await _databases.DisposeAsync();
    }
}
