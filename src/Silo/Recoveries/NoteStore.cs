using Leaderboard.Storage;

namespace Leaderboard.Recoveries;

/// <summary>Free text of reversals, beside the journal: it may be erased, an entry may not.</summary>
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
}
