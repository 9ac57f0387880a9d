using Leaderboard.Contests;
using Leaderboard.Domain.Conduct;
using Leaderboard.Storage;

namespace Leaderboard.Conduct;

/// <summary>Who can have no prize of a contest, from the documents of conduct as they are now.</summary>
internal sealed class ConductReader(DocumentStore documents)
{
    /// <summary>By collector.</summary>
    public async Task<IReadOnlyDictionary<string, PassedOverCause>> BarredAsync(ContestRules rules, Moment decidedAt)
    {
        var barred = new Dictionary<string, PassedOverCause>(StringComparer.Ordinal);
        foreach (var record in await documents.ListAsync<ConductRecord>(ConductGrain.DocumentKind))
        {
            if (ConductGate.CauseOf(record, rules.StartsAt, rules.EndsAt, decidedAt) is { } cause)
                barred[record.Collector] = cause;
        }

        return barred;
    }
}
