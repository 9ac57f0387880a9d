using System.Text.Json;
using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Rewards;

/// <summary>Lists the documents of redemptions; any number of activations.</summary>
[GrainType("lb.redemptions"), StatelessWorker]
internal sealed class RedemptionsGrain(Database database) : Grain, IRedemptionsGrain
{
    private const int MaxRows = 1000;

    private static readonly RedemptionStep[] Unfinished = [RedemptionStep.Requesting, RedemptionStep.Refusing, RedemptionStep.Fulfilling, RedemptionStep.Ending];

    public async Task<RedemptionView[]> List(RedemptionState state, int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        return state switch
        {
            RedemptionState.Requested => await ViewsAsync(RedemptionStep.Requested, offset, limit),
            RedemptionState.Approved => await ViewsAsync(RedemptionStep.Approved, offset, limit),
            RedemptionState.Fulfilled => await ViewsAsync(RedemptionStep.Fulfilled, offset, limit),
            _ => await ViewsAsync(RedemptionStep.Ended, offset, limit, state),
        };
    }

    public async Task<RedemptionView[]> ListOf(CollectorId collector) =>
    [
        .. (await database.QueryAsync("redemptions-of", c => Database.Bind(c, "collector", collector.Value), r => Read(r.GetString(0)))).Where(r => !r.IsRefused).Select(r => r.ToView()),
    ];

    /// <summary>Each for itself: one that cannot go on keeps no other from it.</summary>
    public async Task Finish()
    {
        var waiting = new List<RedemptionRecord>();
        foreach (var point in Unfinished)
            waiting.AddRange(await ReadAsync(point, 0, MaxRows));
        await Task.WhenAll(waiting.Select(r => GrainFactory.Redemption(r.Id).Finish()));
    }

    private static RedemptionRecord Read(string body) => JsonSerializer.Deserialize<RedemptionRecord>(body, DocumentStore.Json) ?? throw new InvalidDataException("Empty redemption document.");

    private async Task<RedemptionView[]> ViewsAsync(RedemptionStep step, int offset, int limit, RedemptionState state = default) =>
        [.. (await ReadAsync(step, offset, limit, state)).Select(r => r.ToView())];

    private Task<List<RedemptionRecord>> ReadAsync(RedemptionStep step, int offset, int limit, RedemptionState state = default) => database.QueryAsync(
        "redemptions-at",
        c =>
        {
            Database.Bind(c, "step", (int)step);
            Database.Bind(c, "state", (int)state);
            Database.Bind(c, "offset", offset);
            Database.Bind(c, "limit", limit);
        },
        r => Read(r.GetString(0)));
}
