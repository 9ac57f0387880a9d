using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Recoveries;

/// <summary>Receipts of one collector that go alone, because limits are decided on the sum of their days.</summary>
/// <param name="Outcomes">One for each receipt; accepted ones hold once <paramref name="Drafts"/> are appended.</param>
internal sealed record RecoveryBatch(PostingOutcome[] Outcomes, List<EntryDraft> Drafts)
{
    /// <param name="drafts">One for each receipt, ids distinct.</param>
    /// <param name="reader">Knows what is there.</param>
    public static async Task<RecoveryBatch> DecideAsync(EntryDraft[] drafts, JournalReader reader)
    {
        var stored = await reader.FindAsync(Array.ConvertAll(drafts, d => d.Id.Value));
        var fresh = drafts.Where(d => !stored.ContainsKey(d.Id)).ToList();
        return new RecoveryBatch(
            Array.ConvertAll(drafts, draft => stored.TryGetValue(draft.Id, out var there)
                ? PostingOutcome.AgainstStored(draft.RequestHash, there.RequestHash, there.PointsHundredths)
                : new PostingOutcome { Status = PostingStatus.Accepted, PointsHundredths = draft.PointsHundredths, StoredRequestHash = draft.RequestHash }),
            fresh);
    }
}
