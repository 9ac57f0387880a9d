using Leaderboard.Domain.Rewards;
using Leaderboard.Notices;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>Lists the documents of redemptions; any number of activations.</summary>
[GrainType("lb.redemptions"), StatelessWorker]
internal sealed class RedemptionsGrain(RedemptionReader reader, CaseReader cases, RedemptionPolicy policy, TimeProvider time) : Grain, IRedemptionsGrain
{
    private const int MaxRows = 1000;
    private const int MaxCases = 100;

    /// <summary>Whether points cover a request is known to its collector alone: so many are asked for a page, that is not far more than it shows.</summary>
    private const int Sorted = 200;

    private static readonly RedemptionStep[] Unfinished = [RedemptionStep.Requesting, RedemptionStep.Refusing, RedemptionStep.Fulfilling, RedemptionStep.Ending, RedemptionStep.Returning];

    public async Task<RedemptionView[]> List(RedemptionState state, int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        var (step, ended) = StepOf(state);
        return [.. (await reader.AtAsync(step, offset, limit, ended)).Select(r => r.ToView(policy))];
    }

    public async Task<RedemptionView[]> Latest(RedemptionState state, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        var (step, ended) = StepOf(state);
        return [.. (await reader.LatestAsync(step, limit, ended)).Select(r => r.ToView(policy))];
    }

    public async Task<RedemptionCase[]> Cases(RedemptionQueue queue, int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxCases && Sorted % limit == 0, true, nameof(limit));
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset >= 0 && offset % limit == 0, true, nameof(offset));
        var before = offset % Sorted;
        var open = await reader.WaitingAsync(queue, offset - before, Sorted);
        var people = open.Select(r => new CollectorId(r.Collector)).Distinct().ToArray();
        var points = people.Zip(await Task.WhenAll(people.Select(c => GrainFactory.Collector(c).GetPoints())))
            .Where(p => p.Second is not null).ToDictionary(p => p.First.Value, p => p.Second!, StringComparer.Ordinal);
        var page = open.OrderBy(r => points.GetValueOrDefault(r.Collector) is { } now && now.VestedHundredths >= now.HeldHundredths ? 0 : 1).Skip(before).Take(limit).ToList();
        return await cases.CasesAsync(page, points, time.Now());
    }

    public Task<RedemptionTally> Tally(RedemptionQueue queue) => reader.TallyAsync(queue);

    public Task<int> Count(RedemptionState state)
    {
        var (step, ended) = StepOf(state);
        return reader.CountAsync(step, ended);
    }

    public async Task<RedemptionView[]> ListOf(CollectorId collector) => [.. (await reader.OfAsync(collector, IRedemptionsGrain.MaxOver)).Select(r => r.ToView(policy))];

    public async Task<RedemptionView[]> ListAmong(CollectorId[] collectors, RedemptionState state, int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        var (step, ended) = StepOf(state);
        return [.. (await reader.AmongAsync(collectors, step, offset, limit, ended)).Select(r => r.ToView(policy))];
    }

    /// <summary>Each for itself: one that cannot go on keeps no other from it.</summary>
    public async Task Finish()
    {
        var now = time.Now();
        var waiting = await OverdueAsync(RedemptionStep.Requested, now.Plus(-policy.RequestLife));
        waiting.AddRange(await OverdueAsync(RedemptionStep.Approved, now.Plus(-policy.ClaimLife)));

        // Last, so that what another silo has begun to end meanwhile is found here.
        foreach (var step in Unfinished)
            waiting.AddRange(await reader.AtAsync(step, 0, MaxRows));
        await Task.WhenAll(waiting.Select(r => GrainFactory.Redemption(r.Id).Finish()).Append(RemindAsync()));
    }

    private async Task RemindAsync()
    {
        var now = time.Now();
        var late = await LateAsync(NoticeKind.RequestWaiting, RedemptionStep.Requested, now.Plus(-policy.RequestPatience));
        late.AddRange(await LateAsync(NoticeKind.RedemptionExpiring, RedemptionStep.Requested, now.Plus(policy.RequestNotice - policy.RequestLife)));
        late.AddRange(await LateAsync(NoticeKind.RedemptionExpiring, RedemptionStep.Approved, now.Plus(policy.ClaimNotice - policy.ClaimLife)));
        await Task.WhenAll(late.Select(r => r.Id).Distinct(StringComparer.Ordinal).Select(id => GrainFactory.Redemption(id).Remind()));
    }

    /// <summary>Nothing that was asked for after <paramref name="before"/> is to be reminded of.</summary>
    private async Task<List<RedemptionRecord>> LateAsync(NoticeKind kind, RedemptionStep step, Moment before)
    {
        var late = new List<RedemptionRecord>();
        for (var offset = 0; ; offset += MaxCases)
        {
            var page = await reader.UnremindedAsync(kind, step, before, offset, MaxCases);
            late.AddRange(page.Where(r => !ReferenceEquals(r, r.Reminded(kind, policy, time.Now()))));
            if (page.Count < MaxCases || late.Count >= MaxRows)
                return late;
        }
    }

    /// <summary>Nothing that was asked for after <paramref name="before"/> has waited too long.</summary>
    private async Task<List<RedemptionRecord>> OverdueAsync(RedemptionStep step, Moment before)
    {
        var overdue = new List<RedemptionRecord>();
        for (var offset = 0; ; offset += MaxCases)
        {
            var page = await reader.AtAsync(step, offset, MaxCases);
            overdue.AddRange(page.Where(r => r.ExpiresAt(policy) <= time.Now()));
            if (page.Count < MaxCases || page[^1].RequestedAtMicros > before.UnixMicroseconds || overdue.Count >= MaxRows)
                return overdue;
        }
    }

    /// <summary>Where to look for those in a state; what has ended differs by the state alone.</summary>
    private static (RedemptionStep Step, RedemptionState Ended) StepOf(RedemptionState state) => state switch
    {
        RedemptionState.Requested => (RedemptionStep.Requested, default),
        RedemptionState.Approved => (RedemptionStep.Approved, default),
        RedemptionState.Fulfilled => (RedemptionStep.Fulfilled, default),
        RedemptionState.Returned => (RedemptionStep.Returned, default),
        _ => (RedemptionStep.Ended, state),
    };
}
