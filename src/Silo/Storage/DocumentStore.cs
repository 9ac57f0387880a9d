using System.Text.Json;
using Leaderboard.Journal;

namespace Leaderboard.Storage;

/// <summary>
/// Documents (roster and the like): rows with a version, each written by its own grain only, and only on the version it
/// has read. Saves that wait together share one transaction, and reads one query.
/// </summary>
internal sealed class DocumentStore : IAsyncDisposable
{
    /// <summary>Documents in one transaction: bounds the time the write gate is held.</summary>
    private const int MaxTogether = 500;

    private readonly Database _database;
    private readonly GroupCommit<Save> _saves;
    private readonly GroupCommit<Read> _reads;

    public DocumentStore(Database database)
    {
        _database = database;
        _saves = new GroupCommit<Save>(MaxTogether, static s => s.Changes.Count, WriteTogetherAsync);
        _reads = new GroupCommit<Read>(MaxTogether, static _ => 1, ReadTogetherAsync);
    }

    /// <summary>Version 0 and null when there is none.</summary>
    public async Task<(long Version, T? Document)> ReadAsync<T>(string kind, string id)
        where T : class
    {
        // No database has one with such a sign in its id, and PostgreSQL would refuse all that are read with it.
        if (id.Contains('\0', StringComparison.Ordinal))
            return (0, null);
        var read = new Read(kind, id);
        await _reads.AddAsync(read);
        return read.Body is { } body ? (read.Version, JsonSerializer.Deserialize<T>(body, Json)) : (0, null);
    }

    public Task<List<T>> ListAsync<T>(string kind)
        where T : class => _database.QueryAsync(
            "documents-of-kind",
            c => Database.Bind(c, "kind", kind),
            r => JsonSerializer.Deserialize<T>(r.GetString(1), Json) ?? throw new InvalidDataException($"Empty {kind} document."));

    /// <summary>By id.</summary>
    public Task<List<(string Id, T Document)>> ListWithIdsAsync<T>(string kind)
        where T : class => _database.QueryAsync(
            "documents-of-kind",
            c => Database.Bind(c, "kind", kind),
            r => (r.GetString(0), JsonSerializer.Deserialize<T>(r.GetString(1), Json) ?? throw new InvalidDataException($"Empty {kind} document.")));

    /// <summary>Those of a kind that there are, by id.</summary>
    public Task<List<(string Id, T Document)>> ReadManyAsync<T>(string kind, IReadOnlyCollection<string> ids)
        where T : class => _database.QueryAsync(
            "documents-by-id",
            c =>
            {
                Database.Bind(c, "kind", kind);
                _database.BindTexts(c, "ids", ids);
            },
            r => (r.GetString(0), JsonSerializer.Deserialize<T>(r.GetString(1), Json) ?? throw new InvalidDataException($"Empty {kind} document.")));

    /// <summary>Those of a kind whose ids begin with a prefix, the last id first.</summary>
    /// <param name="kind">Of documents.</param>
    /// <param name="prefix">Ends with a slash, which no id between slashes has.</param>
    /// <param name="limit">At most.</param>
    public Task<List<T>> LatestBelowAsync<T>(string kind, string prefix, int limit)
        where T : class => _database.QueryAsync(
            "documents-below",
            c =>
            {
                Database.Bind(c, "kind", kind);
                Database.Bind(c, "from", prefix);

                // The sign after the slash: what begins with the prefix comes before it.
                Database.Bind(c, "to", prefix[..^1] + '0');
                Database.Bind(c, "limit", limit);
            },
            r => JsonSerializer.Deserialize<T>(r.GetString(0), Json) ?? throw new InvalidDataException($"Empty {kind} document."));

    /// <summary>The last revision after one at which a document of the kinds was written; 0 when none was.</summary>
    public async Task<long> LastChangeAsync(IReadOnlyCollection<string> kinds, long since) => (await _database.QueryAsync(
        "last-change",
        c =>
        {
            Database.Bind(c, "since", since);
            _database.BindTexts(c, "kinds", kinds);
        },
        r => r.GetInt64(0)))[0];

    /// <summary>Documents of a kind written after a revision, in its order.</summary>
    public Task<List<(string Id, long Revision)>> ChangedAsync(string kind, long since) => _database.QueryAsync(
        "documents-changed",
        c =>
        {
            Database.Bind(c, "kind", kind);
            Database.Bind(c, "since", since);
        },
        r => (r.GetString(0), r.GetInt64(1)));

    /// <summary>
    /// Says in a transaction that something that is no document of its own has changed: who keeps what follows from it learns so by the
    /// revision.
    /// </summary>
    public static async Task TouchAsync(ReadSession session, string kind, string id)
    {
        var revision = await NextRevisionAsync(session, 1);
        await session.ExecuteAsync("touch-document", c =>
        {
            Database.Bind(c, "kind", kind);
            Database.Bind(c, "id", id);
            Database.Bind(c, "revision", revision);
        });
    }

    /// <summary>Collector and team documents written after a revision, in its order.</summary>
    public Task<List<(string Kind, string Id, string Body, long Revision)>> RosterSinceAsync(long revision) => _database.QueryAsync(
        "documents-since",
        c => Database.Bind(c, "revision", revision),
        r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3)));

    /// <summary>Stores the next version. Throws <see cref="DocumentConflictException"/> when the stored one is not <paramref name="version"/>.</summary>
    /// <returns>The new version.</returns>
    public async Task<long> SaveAsync<T>(string kind, string id, long version, T document)
        where T : class
    {
        var save = new Save([DocumentChange.Of(kind, id, version, document)]);
        await _saves.AddAsync(save);
        return save.IsDone ? version + 1 : throw DocumentConflictException.Of(kind, id);
    }

    /// <summary>Stores the next version of each, 1–500, or of none. Throws <see cref="DocumentConflictException"/> when one has another version than it says.</summary>
    public async Task SaveAllAsync(IReadOnlyList<DocumentChange> changes)
    {
        var save = new Save(changes);
        await _saves.AddAsync(save);
        if (!save.IsDone)
            throw DocumentConflictException.Of(changes[0].Kind, changes[0].Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _saves.DisposeAsync();
        await _reads.DisposeAsync();
    }

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private async Task ReadTogetherAsync(IReadOnlyList<Read> reads)
    {
        var found = await _database.QueryAsync(
            "read-documents",
            c =>
            {
                _database.BindTexts(c, "kinds", [.. reads.Select(r => r.Kind)]);
                _database.BindTexts(c, "ids", [.. reads.Select(r => r.Id)]);
            },
            r => (Place: r.GetInt64(0), Version: r.GetInt64(1), Body: r.GetString(2)));
        foreach (var (place, version, body) in found)
            (reads[(int)place].Version, reads[(int)place].Body) = (version, body);
    }

    private Task<int> WriteTogetherAsync(IReadOnlyList<Save> saves) => _database.WriteAsync(async session =>
    {
        var changes = saves.SelectMany(s => s.Changes).ToArray();
        var revision = await NextRevisionAsync(session, changes.Length);
        if (await WriteAllAsync(session, changes, revision))
        {
            foreach (var save in saves)
                save.IsDone = true;
            return saves.Count;
        }

        // One at least has another version than it says: each for itself, so that the others are stored.
        foreach (var save in saves)
        {
            save.IsDone = saves.Count > 1 && await WriteAllAsync(session, save.Changes, revision);
            revision += save.Changes.Count;
        }

        return saves.Count;
    });

    /// <returns>The first of so many that nobody else has; they are known when the transaction ends, in its order.</returns>
    private static async Task<long> NextRevisionAsync(ReadSession session, int count) =>
        (await session.QueryAsync("next-revision", c => Database.Bind(c, "count", count), r => r.GetInt64(0)))[0] - count + 1;

    /// <summary>All of them, or none.</summary>
    private static async Task<bool> WriteAllAsync(ReadSession session, IReadOnlyList<DocumentChange> changes, long revision)
    {
        // What is one write is whole or not there by itself.
        if (changes.Count == 1)
            return await WriteAsync(session, changes[0], revision);
        await session.ExecuteAsync("begin-part");
        if (await WriteInOneAsync(session, changes, revision))
        {
            await session.ExecuteAsync("keep-part");
            return true;
        }

        await session.ExecuteAsync("undo-part");
        return false;
    }

    /// <summary>In one statement, and in one order, so that two writers do not wait for each other. One document twice is none the better for it.</summary>
    private static async Task<bool> WriteInOneAsync(ReadSession session, IReadOnlyList<DocumentChange> changes, long revision)
    {
        if (changes.DistinctBy(c => (c.Kind, c.Id)).Count() < changes.Count)
            return false;
        var rows = changes.Select((c, i) => new { c.Kind, c.Id, c.Version, Revision = revision + i, c.Body }).OrderBy(r => r.Kind, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal);
        return (await session.QueryAsync("write-documents", c => Database.Bind(c, "rows", JsonSerializer.Serialize(rows, Json)), r => r.GetInt64(0))).Count == changes.Count;
    }

    private static async Task<bool> WriteAsync(ReadSession session, DocumentChange change, long revision)
    {
        var version = await session.QueryAsync(
            "write-document",
            c =>
            {
                Database.Bind(c, "kind", change.Kind);
                Database.Bind(c, "id", change.Id);
                Database.Bind(c, "version", change.Version);
                Database.Bind(c, "revision", revision);
                Database.Bind(c, "body", change.Body);
            },
            r => r.GetInt64(0));
        return version.Count > 0;
    }

    private sealed class Read(string kind, string id)
    {
        public string Kind => kind;

        public string Id => id;

        public long Version { get; set; }

        /// <summary>Null when there is none.</summary>
        public string? Body { get; set; }
    }

    private sealed class Save(IReadOnlyList<DocumentChange> changes)
    {
        public IReadOnlyList<DocumentChange> Changes => changes;

        public bool IsDone { get; set; }
    }
}

/// <summary>The next version of a document.</summary>
/// <param name="Version">That is stored; 0 for none.</param>
/// <param name="Body">As it is stored.</param>
internal sealed record DocumentChange(string Kind, string Id, long Version, string Body)
{
    public static DocumentChange Of<T>(string kind, string id, long version, T document)
        where T : class => new(kind, id, version, JsonSerializer.Serialize(document, DocumentStore.Json));
}
