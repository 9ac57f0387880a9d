using Leaderboard.Domain.Contests;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Contests;

/// <summary>Lists the documents of contests; any number of activations.</summary>
[GrainType("lb.contests"), StatelessWorker]
internal sealed class ContestsGrain(DocumentStore documents, InstitutionCalendar calendar, TimeProvider time) : Grain, IContestsGrain
{
    private const int MaxListed = 500;

    public async Task<ContestView[]> List(ContestState? state)
    {
        var now = time.Now();
        return
        [
            .. (await documents.ListAsync<ContestRecord>(ContestGrain.DocumentKind))
                .Where(c => state is null || c.StateAt(now) == state)
                .OrderByDescending(c => c.Rules.StartsAt)
                .ThenBy(c => c.Id, StringComparer.Ordinal)
                .Take(MaxListed)
                .Select(c => ContestGrain.View(c, now, calendar.PlusDays(c.Rules.EndsAt, c.Rules.SettleDays))),
        ];
    }

    public async Task Finish()
    {
        foreach (var broken in (await documents.ListAsync<ContestRecord>(ContestGrain.DocumentKind)).Where(c => c.Step == ContestStep.Paying))
            await GrainFactory.Contest(broken.Id).Certify(broken.Result?.By ?? "");
    }
}
