using Leaderboard.Domain.Contests;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Contests;

/// <summary>Lists the documents of contests; any number of activations.</summary>
[GrainType("lb.contests"), StatelessWorker]
internal sealed class ContestsGrain(DocumentStore documents, ContestStandings standings, InstitutionCalendar calendar, TimeProvider time) : Grain, IContestsGrain
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
                .Select(c => ContestGrain.View(c, now, calendar)),
        ];
    }

    public async Task<ContestTrial> Try(ContestRules rules, int rows)
    {
        var length = rules.EndsAt - rules.StartsAt;
        var end = rules.StartsAt < time.Now() ? rules.StartsAt : time.Now();
        var before = rules with { StartsAt = end.Plus(-length), EndsAt = end };
        var table = await standings.ReadAsync(before);
        var won = Prizing.Of(table.Rules, table.Places);
        return new ContestTrial
        {
            Standings = [.. table.Places.GroupBy(p => p.Result.League).SelectMany(league => league.Take(rows)).Select(p => table.Rows[p.Result.Id] with { Rank = p.Rank, Tied = p.IsTied, Value = p.Result.Value, League = p.Result.League, GapToNext = 0, Movement = null })],
            Winners = won.Select(w => w.EntrantId).Distinct(StringComparer.Ordinal).Count(),
            PointsHundredths = won.Where(w => w.Unit == PrizeUnit.Points).Sum(w => w.Value),
            MoneyMinor = won.Where(w => w.Unit == PrizeUnit.Money).Sum(w => w.Value),
        };
    }

    public async Task<SuggestedTarget> Suggest(ContestRules rules)
    {
        var best = rules with { Format = ContestFormat.Best, Target = null, Targets = [], HasOwnTargets = false, Prizes = [] };
        var windows = new List<IReadOnlyDictionary<string, long>>();
        foreach (var (from, to) in Suggesting.WindowsBefore(rules.StartsAt, rules.EndsAt, calendar))
            windows.Add((await standings.ReadAsync(best with { StartsAt = from, EndsAt = to })).Places.ToDictionary(p => p.Result.Id, p => p.Result.Value, StringComparer.Ordinal));
        return Suggesting.Of(windows);
    }

    /// <summary>Each for itself: one that cannot go on keeps no other from it.</summary>
    public async Task Finish() => await Task.WhenAll((await documents.ListAsync<ContestRecord>(ContestGrain.DocumentKind)).Select(FinishAsync));

    private Task FinishAsync(ContestRecord broken)
    {
        var contest = GrainFactory.Contest(broken.Id);
        return broken.Step switch
        {
            ContestStep.Paying => contest.Certify(broken.Result?.By ?? ""),
            ContestStep.Reserving => contest.Schedule(broken.ScheduledBy ?? ""),
            ContestStep.Releasing => contest.Cancel(broken.CancelledBy ?? ""),
            _ => Task.CompletedTask,
        };
    }
}
