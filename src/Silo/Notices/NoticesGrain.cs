using Orleans.Concurrency;

namespace Leaderboard.Notices;

/// <summary>Lists the documents of notices; any number of activations.</summary>
[GrainType("lb.notices"), StatelessWorker]
internal sealed class NoticesGrain(NoticeReader reader, NoticeChannels channels) : Grain, INoticesGrain
{
    private const int MaxRows = 200;

    public async Task<NoticeView[]> List(NoticeState state, int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        return [.. (await reader.InAsync(state, Moment.MaxValue, offset, limit)).Select(n => n.ToView())];
    }

    public Task<int> Count(NoticeState state) => reader.CountAsync(state);

    public Task<QuietTimes?> Quiet() => Task.FromResult(channels.Find(NoticeChannelNames.Mail) is MailChannel { Quiet: { } quiet } ? new QuietTimes { From = quiet.From, To = quiet.To } : null);

    public Task<string[]> Channels() => Task.FromResult<string[]>([.. channels.Names]);
}
