using Leaderboard.Domain.Notices;
using Leaderboard.Domain.Points;
using Leaderboard.Merits;
using Leaderboard.Storage;

namespace Leaderboard.Notices;

/// <summary>
/// Reminds people of points that end: of each last day once, from when on <c>/me</c> announces it. Of which days is a document of the collector's, in the
/// transaction of the notices, so that neither is there without the other.
/// </summary>
internal sealed class PointsReminders(DocumentStore documents, MeritReader merits, NoticeChannels channels, IGrainFactory grains, InstitutionCalendar calendar, TimeProvider time)
{
    private const string DocumentKind = "points-reminded";

    /// <summary>Called again, or by two at once, it reminds once: the later finds another version.</summary>
    public async Task RemindAsync(CollectorId collector)
    {
        var (now, today) = (time.Now(), calendar.DayOf(time.Now()));
        var announced = Expiring.Announced((await merits.ExpiringAsync(collector)).Left, now);
        if (announced.Length == 0)
            return;
        var (version, stored) = await documents.ReadAsync<PointsReminded>(DocumentKind, collector.Value);
        var before = stored ?? PointsReminded.None;
        if (before.News(announced, today) is not { Count: > 0 } news)
            return;
        var notices = Reminders.Of(collector, news, now, channels.NamesOf(NoticeKind.PointsExpiring)).Select(n => DocumentChange.Of(NoticeGrain.DocumentKind, n.Id, 0, n));
        await documents.SaveAllAsync([DocumentChange.Of(DocumentKind, collector.Value, version, before.With(news, today)), .. notices]);
        grains.RedemptionBell().Ring(collector).Ignore();
    }
}
