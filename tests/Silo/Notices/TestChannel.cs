using System.Collections.Concurrent;
using Leaderboard.Domain.Notices;
using Leaderboard.Notices;

namespace Leaderboard.Silo.Notices;

/// <summary>Takes all notices but those of people it is told to refuse.</summary>
internal sealed class TestChannel : INoticeChannel
{
    private readonly ConcurrentQueue<(NoticeRecord Notice, string Person)> _tried = new();
    private readonly ConcurrentDictionary<string, Func<string?>> _answers = new(StringComparer.Ordinal);

    public string Name => "test";

    public bool Takes(NoticeKind kind) => true;

    /// <param name="collector">Whose notices get another answer from now on.</param>
    /// <param name="answer">Null: taken; else why not.</param>
    public void Answer(CollectorId collector, Func<string?> answer) => _answers[collector.Value] = answer;

    public (NoticeRecord Notice, string Person)[] TriedOf(CollectorId collector) => [.. _tried.Where(t => t.Notice.Collector == collector.Value)];

    public Task<NoticeAnswer> SendAsync(NoticeRecord notice, string person, CancellationToken cancel)
    {
        _tried.Enqueue((notice, person));
        return Task.FromResult(_answers.TryGetValue(notice.Collector, out var answer) && answer() is { } error ? NoticeAnswer.Failed(error) : NoticeAnswer.Taken);
    }
}
