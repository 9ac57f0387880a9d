using System.Data.Common;
using System.Text.Json;
using Leaderboard.Domain.Rewards;
using Leaderboard.Notices;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>Finds the documents of redemptions.</summary>
internal sealed class RedemptionReader(Database database)
{
    /// <param name="queue">Of them.</param>
    /// <param name="offset">Left out before the first.</param>
    /// <param name="limit">At most.</param>
    /// <returns>The oldest first.</returns>
    public Task<List<RedemptionRecord>> WaitingAsync(RedemptionQueue queue, int offset, int limit) => database.QueryAsync(
        "redemptions-waiting",
        c =>
        {
            Bind(c, queue);
            Database.Bind(c, "others", queue.IsForOthers ? 1 : 0);
            Database.Bind(c, "offset", offset);
            Database.Bind(c, "limit", limit);
        },
        Read);

    public async Task<RedemptionTally> TallyAsync(RedemptionQueue queue)
    {
        var counts = (await database.QueryAsync("redemptions-waiting-count", c => Bind(c, queue), r => (IsForOthers: r.GetInt32(0) == 1, Count: (int)r.GetInt64(1))))
            .ToDictionary(r => r.IsForOthers, r => r.Count);
        return new RedemptionTally { Own = counts.GetValueOrDefault(false), Others = counts.GetValueOrDefault(true) };
    }

    /// <param name="step">That they have come to.</param>
    /// <param name="offset">Left out before the first.</param>
    /// <param name="limit">At most.</param>
    /// <param name="state">Of them; 0: any.</param>
    /// <returns>The oldest first.</returns>
    public Task<List<RedemptionRecord>> AtAsync(RedemptionStep step, int offset, int limit, RedemptionState state = default) => database.QueryAsync(
        "redemptions-at",
        c =>
        {
            Bind(c, step, state);
            Database.Bind(c, "offset", offset);
            Database.Bind(c, "limit", limit);
        },
        Read);

    /// <summary>Those nobody was reminded of yet.</summary>
    /// <param name="kind">Of the reminder.</param>
    /// <param name="step">That they have come to.</param>
    /// <param name="before">Asked for until then, inclusive.</param>
    /// <param name="offset">Left out before the first.</param>
    /// <param name="limit">At most.</param>
    /// <returns>The oldest first.</returns>
    public Task<List<RedemptionRecord>> UnremindedAsync(NoticeKind kind, RedemptionStep step, Moment before, int offset, int limit) => database.QueryAsync(
        "redemptions-unreminded",
        c =>
        {
            Database.Bind(c, "mark", JsonNamingPolicy.CamelCase.ConvertName(kind == NoticeKind.RequestWaiting ? nameof(RedemptionRecord.RemindedAtMicros) : nameof(RedemptionRecord.WarnedAtMicros)));
            Database.Bind(c, "step", (int)step);
            Database.Bind(c, "before", before.UnixMicroseconds);
            Database.Bind(c, "offset", offset);
            Database.Bind(c, "limit", limit);
        },
        Read);

    /// <param name="step">That they have come to.</param>
    /// <param name="limit">At most.</param>
    /// <param name="state">Of them; 0: any.</param>
    /// <returns>The last decided about first.</returns>
    public Task<List<RedemptionRecord>> LatestAsync(RedemptionStep step, int limit, RedemptionState state = default) => database.QueryAsync(
        "redemptions-latest",
        c =>
        {
            Bind(c, step, state);
            Database.Bind(c, "limit", limit);
        },
        Read);

    public async Task<int> CountAsync(RedemptionStep step, RedemptionState state) => (await database.QueryAsync("redemption-count", c => Bind(c, step, state), r => (int)r.GetInt64(0)))[0];

    /// <param name="collector">Whose; what they could not have is as if it had never been asked for.</param>
    /// <param name="over">The last ones at most, of those that are over.</param>
    /// <returns>The oldest first.</returns>
    public Task<List<RedemptionRecord>> OfAsync(CollectorId collector, int over) => database.QueryAsync(
        "redemptions-of",
        c =>
        {
            Database.Bind(c, "collector", collector.Value);
            Database.Bind(c, "over", over);
        },
        Read);

    /// <param name="collectors">Whose.</param>
    /// <param name="step">That they have come to.</param>
    /// <param name="offset">Left out before the first.</param>
    /// <param name="limit">At most.</param>
    /// <param name="state">Of them; 0: any.</param>
    /// <returns>The oldest first.</returns>
    public Task<List<RedemptionRecord>> AmongAsync(CollectorId[] collectors, RedemptionStep step, int offset, int limit, RedemptionState state) => database.QueryAsync(
        "redemptions-among",
        c =>
        {
            Bind(c, step, state);
            database.BindTexts(c, "collectors", Array.ConvertAll(collectors, w => w.Value));
            Database.Bind(c, "offset", offset);
            Database.Bind(c, "limit", limit);
        },
        Read);

    private void Bind(DbCommand command, RedemptionQueue queue)
    {
        Database.Bind(command, "step", (int)RedemptionStep.Requested);
        Database.Bind(command, "by", queue.By);
        database.BindTexts(command, "selves", [.. queue.Selves.Select(c => c.Value)]);
        Database.Bind(command, "manager", queue.Manager ?? "");
        Database.Bind(command, "search", queue.Search ?? "");
        database.BindTexts(command, "found", [.. queue.Found.Select(c => c.Value)]);
    }

    private static void Bind(DbCommand command, RedemptionStep step, RedemptionState state)
    {
        Database.Bind(command, "step", (int)step);
        Database.Bind(command, "state", (int)state);
    }

    private static RedemptionRecord Read(DbDataReader row) => JsonSerializer.Deserialize<RedemptionRecord>(row.GetString(0), DocumentStore.Json) ?? throw new InvalidDataException("Empty redemption document.");
}
