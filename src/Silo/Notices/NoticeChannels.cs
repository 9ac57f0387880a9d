namespace Leaderboard.Notices;

/// <summary>Where notices go; none where none is configured, and then nothing is written for them either.</summary>
internal sealed class NoticeChannels(IEnumerable<INoticeChannel> channels)
{
    private readonly INoticeChannel[] _channels = [.. channels];

    public IEnumerable<string> Names => _channels.Select(c => c.Name);

    public IEnumerable<string> NamesOf(NoticeKind kind) => _channels.Where(c => c.Takes(kind)).Select(c => c.Name);

    public INoticeChannel? Find(string name) => Array.Find(_channels, c => c.Name == name);
}
