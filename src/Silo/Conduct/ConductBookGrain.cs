using Leaderboard.Domain.Conduct;
using Leaderboard.Recoveries;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Conduct;

/// <summary>Lists the documents of conduct; any number of activations.</summary>
[GrainType("lb.conduct-book"), StatelessWorker]
internal sealed class ConductBookGrain(DocumentStore documents, NoteStore notes, TimeProvider time) : Grain, IConductBookGrain
{
    public async Task<ConductView[]> List()
    {
        var records = await documents.ListAsync<ConductRecord>(ConductGrain.DocumentKind);
        var found = await notes.ReadAsync([.. records.SelectMany(r => r.Complaints.Select(c => r.NoteIdOf(c.Id)))]);
        var now = time.Now();
        return [.. records.Select(r => r.ToView(now, id => found.GetValueOrDefault(id)))];
    }
}
