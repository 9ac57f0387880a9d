using System.Text.Json;
using Leaderboard.Domain.Notices;
using Leaderboard.Storage;

namespace Leaderboard.Notices;

/// <summary>Finds the documents of notices.</summary>
internal sealed class NoticeReader(Database database)
{
    /// <param name="state">That they are in.</param>
    /// <param name="until">Due until then, inclusive.</param>
    /// <param name="offset">Left out before the first.</param>
    /// <param name="limit">At most.</param>
    /// <param name="channel">By which they go; empty: any.</param>
    /// <returns>The first due first.</returns>
    public Task<List<NoticeRecord>> InAsync(NoticeState state, Moment until, int offset, int limit, string channel = "") => database.QueryAsync(
        "notices-in",
        c =>
        {
            Database.Bind(c, "state", (int)state);
            Database.Bind(c, "until", until.UnixMicroseconds);
            Database.Bind(c, "offset", offset);
            Database.Bind(c, "limit", limit);
            Database.Bind(c, "channel", channel);
        },
        r => JsonSerializer.Deserialize<NoticeRecord>(r.GetString(0), DocumentStore.Json) ?? throw new InvalidDataException("Empty notice document."));

    public async Task<int> CountAsync(NoticeState state) =>
        (await database.QueryAsync("notice-count", c => Database.Bind(c, "state", (int)state), r => (int)r.GetInt64(0)))[0];
}
