using Leaderboard.Domain.Notices;
using Leaderboard.Domain.Rewards;
using Leaderboard.Domain.Roster;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Notices;

/// <summary>
/// Keeps one notice from the moment its decision was stored, which stores it too. Being one, it sends a notice once at a time however many silos find it due.
/// </summary>
[GrainType("lb.notice")]
internal sealed class NoticeGrain(DocumentStore documents, NoticeChannels channels, RedemptionPolicy policy, InstitutionCalendar calendar, TimeProvider time) : Grain, INoticeGrain
{
    public const string DocumentKind = "notice";

    /// <summary>Less than a caller waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private string _id = "";
    private NoticeRecord? _record;
    private long _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        (_version, _record) = await documents.ReadAsync<NoticeRecord>(DocumentKind, _id);
    }

    public async Task Send()
    {
        if (_record is not { } notice || !notice.IsDue(time.Now()))
            return;
        switch (notice.Kind == NoticeKind.PointsExpiring ? await OfPointsAsync(notice) : await OfRedemptionAsync(notice))
        {
            case (News.Told, { } told):
                await SaveAsync(notice.Begun(time.Now()));
                await SaveAsync(notice.Answered(await TryAsync(told), time.Now()));
                break;
            case (News.Over, _):
                await SaveAsync(notice.Dropped(time.Now()));
                break;
        }
    }

    public async Task<NoticeView?> SendAgain()
    {
        if (_record?.Again(time.Now()) is { } next && !ReferenceEquals(next, _record))
            await SaveAsync(next);
        return _record?.ToView();
    }

    public Task<NoticeView?> Get() => Task.FromResult(_record?.ToView());

    private async Task<(News, NoticeRecord?)> OfRedemptionAsync(NoticeRecord notice)
    {
        var (_, redemption) = await documents.ReadAsync<RedemptionRecord>(RedemptionGrain.DocumentKind, notice.Redemption);

        // What becomes of it is not known while it is on its way: a reopening may fail.
        if (redemption is { IsSettled: false })
            return (News.Unknown, null);
        var isOver = notice.Kind == NoticeKind.Decision ? notice.IsOvertakenIn(redemption) : Reminders.IsOver(notice, redemption, policy, time.Now());
        return isOver ? (News.Over, null) : (News.Told, notice);
    }

    /// <summary>With the figures that its person finds on the page.</summary>
    private async Task<(News, NoticeRecord?)> OfPointsAsync(NoticeRecord notice)
    {
        var points = await GrainFactory.Collector(new CollectorId(notice.Collector)).GetPoints();
        return Reminders.Left(notice, points?.Expiring ?? [], calendar.DayOf(time.Now())) is { } left ? (News.Told, left) : (News.Over, null);
    }

    private async Task<NoticeAnswer> TryAsync(NoticeRecord notice)
    {
        if (channels.Find(notice.Channel) is not { } channel)
            return NoticeAnswer.Failed("The channel is not configured.");
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var (_, collector) = await documents.ReadAsync<CollectorRecord>(CollectorGrain.DocumentKind, notice.Collector);
            var person = string.IsNullOrEmpty(collector?.Alias) ? collector?.Name ?? notice.Collector : collector.Alias;
            return await channel.SendAsync(notice, person, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return NoticeAnswer.Failed("No answer in time.");
        }
#pragma warning disable CA1031 // Whatever a channel fails by, the notice is not lost by it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return NoticeAnswer.Failed(failure.GetType().Name);
        }
    }

    private async Task SaveAsync(NoticeRecord next)
    {
        try
        {
            _version = await documents.SaveAsync(DocumentKind, _id, _version, next);
            _record = next;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}

/// <summary>What a notice that is due comes to.</summary>
internal enum News
{
    /// <summary>It is sent.</summary>
    Told = 1,

    /// <summary>It is none any more.</summary>
    Over,

    /// <summary>What it tells of is on its way; the next tick looks again.</summary>
    Unknown,
}
