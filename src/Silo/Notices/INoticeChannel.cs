using Leaderboard.Domain.Notices;

namespace Leaderboard.Notices;

/// <summary>A way out of the institution's own pages. What it does not take is tried again by the clock.</summary>
internal interface INoticeChannel
{
    /// <summary>Part of the ids of its notices: it stays as long as any of them waits.</summary>
    string Name { get; }

    /// <summary>Whether notices of a kind are written for it.</summary>
    bool Takes(NoticeKind kind);

    /// <param name="notice">Of a decision, or a reminder.</param>
    /// <param name="person">Whom it is about, as boards call them.</param>
    /// <param name="cancel">When it takes too long.</param>
    Task<NoticeAnswer> SendAsync(NoticeRecord notice, string person, CancellationToken cancel);
}
