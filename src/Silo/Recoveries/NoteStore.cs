using Leaderboard.Storage;

namespace Leaderboard.Recoveries;

/// <summary>Free text of reversals, claims and complaints, beside the journal: it may be erased, an entry may not.</summary>
internal sealed class NoteStore(Database database)
{
    public async Task AddAsync(IReadOnlyList<PostReversal> reversals)
    {
        var noted = reversals.Where(r => !string.IsNullOrEmpty(r.Note)).ToList();
        if (noted.Count == 0)
            return;
        await database.WriteAsync(async session =>
        {
            foreach (var reversal in noted)
            {
                await session.ExecuteAsync("add-note", c =>
                {
                    Database.Bind(c, "id", EntryId.Reversal(reversal.Id).Value);
                    Database.Bind(c, "note", reversal.Note);
                });
            }

            return noted.Count;
        });
    }

    /// <summary>The first note under an id stays.</summary>
    public async Task AddAsync(string id, string? note)
    {
        if (string.IsNullOrEmpty(note))
            return;
        await database.WriteAsync(session => session.ExecuteAsync("add-note", c =>
        {
            Database.Bind(c, "id", id);
            Database.Bind(c, "note", note);
        }));
    }

    public Task EraseAsync(string id) => database.WriteAsync(session => session.ExecuteAsync("erase-note", c => Database.Bind(c, "id", id)));

    /// <summary>By id; those that are not there are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> ids) => ids.Count == 0
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        : (await database.QueryAsync("notes", c => database.BindTexts(c, "ids", ids), r => (Id: r.GetString(0), Note: r.GetString(1))))
            .ToDictionary(r => r.Id, r => r.Note, StringComparer.Ordinal);
}
