using Leaderboard.Reconciliation;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Journal;

/// <summary>Looks entries up and walks the chain; any number of activations.</summary>
[GrainType("lb.journal-query"), StatelessWorker]
internal sealed class JournalQueryGrain(JournalReader reader, Anchors anchors) : Grain, IJournalQueryGrain
{
    public async Task<StoredEntry[]> Find(EntryId[] ids)
    {
        var found = await reader.FindAsync(Array.ConvertAll(ids, i => i.Value));
        return
        [
            .. found.Values.Select(f => new StoredEntry
            {
                Id = f.Id,
                Collector = f.Collector,
                RequestHash = f.RequestHash,
                PointsHundredths = f.PointsHundredths,
                PostedAt = f.PostedAt,
            }),
        ];
    }

    public Task<ChainReport> Verify() => ChainWalk.RunAsync(reader);

    public Task<AnchorReport> VerifyAnchors() => anchors.RunAsync();
}
