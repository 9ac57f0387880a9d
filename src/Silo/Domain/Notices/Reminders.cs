using System.Globalization;
using Leaderboard.Domain.Rewards;
using Leaderboard.Notices;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Notices;

/// <summary>Notices of what nobody has decided: that something waits, or ends soon. Before each is sent it is looked at once more.</summary>
internal static class Reminders
{
    /// <summary>Those that tell of a redemption.</summary>
    public static IReadOnlyList<NoticeKind> OfRedemptions { get; } = [NoticeKind.RequestWaiting, NoticeKind.RedemptionExpiring];

    /// <param name="kind">One of <see cref="OfRedemptions"/>.</param>
    /// <param name="reminded">The value that is to be stored.</param>
    /// <param name="policy">By which it is late.</param>
    /// <param name="calendar">Of the institution.</param>
    /// <param name="channels">Names of those that take it.</param>
    public static IEnumerable<NoticeRecord> Of(NoticeKind kind, RedemptionRecord reminded, RedemptionPolicy policy, InstitutionCalendar calendar, IEnumerable<string> channels)
    {
        var (name, mark, when) = kind == NoticeKind.RequestWaiting ? ("waiting", reminded.RemindedAtMicros, reminded.Since) : ("ending", reminded.WarnedAtMicros, reminded.ExpiresAt(policy));
        var at = mark ?? throw new ArgumentException("Nobody is reminded.", nameof(reminded));
        return channels.Select(channel => new NoticeRecord
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{reminded.Id}/{reminded.Decisions.Count}/{name}/{channel}"),
            Channel = channel,
            Kind = kind,
            Collector = reminded.Collector,
            Redemption = reminded.Id,
            RewardName = reminded.RewardName,
            Quantity = reminded.Quantity,
            PriceHundredths = reminded.PriceHundredths,
            IsByCode = reminded.IsByCode,
            Number = reminded.Decisions.Count,
            Became = reminded.State,
            AtMicros = at,
            DueMicros = at,
            When = when is { } moment ? Local(moment, calendar) : null,
        });
    }

    /// <param name="collector">Whose points.</param>
    /// <param name="ending">What nobody was reminded of yet, the soonest first.</param>
    /// <param name="now">When.</param>
    /// <param name="channels">Names of those that take it.</param>
    public static IEnumerable<NoticeRecord> Of(CollectorId collector, IReadOnlyList<EndingPoints> ending, Moment now, IEnumerable<string> channels) => channels.Select(channel => new NoticeRecord
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"points/{collector}/{ending[0].LastDay:yyyy-MM-dd}/{channel}"),
        Channel = channel,
        Kind = NoticeKind.PointsExpiring,
        Collector = collector.Value,
        Redemption = "",
        RewardName = "",
        Quantity = 0,
        PriceHundredths = ending.Sum(e => e.Hundredths),
        Became = default,
        AtMicros = now.UnixMicroseconds,
        DueMicros = now.UnixMicroseconds,
        Ending = ending,
    });

    /// <summary>Whether there is nothing left to remind of: somebody went on with it, or it is too late.</summary>
    /// <param name="notice">That is due.</param>
    /// <param name="redemption">As it stands; null: there is none.</param>
    /// <param name="policy">By which it ends.</param>
    /// <param name="now">When.</param>
    public static bool IsOver(NoticeRecord notice, RedemptionRecord? redemption, RedemptionPolicy policy, Moment now) =>
        redemption is null || redemption.Decisions.Count != notice.Number || redemption.ExpiresAt(policy) is not { } end || end <= now;

    /// <summary>With what is still there of the points and can still be spent; null: nothing is.</summary>
    /// <param name="notice">That is due.</param>
    /// <param name="announced">What ends by now.</param>
    /// <param name="today">Local.</param>
    public static NoticeRecord? Left(NoticeRecord notice, IEnumerable<ExpiryStep> announced, DateOnly today)
    {
        var days = notice.Ending.Select(e => e.LastDay).Where(d => d >= today).ToHashSet();
        EndingPoints[] left = [.. announced.Where(e => days.Contains(e.LastDay)).Select(e => new EndingPoints(e.LastDay, e.PointsHundredths))];
        return left.Length == 0 ? null : notice with { Ending = left, PriceHundredths = left.Sum(e => e.Hundredths) };
    }

    private static DateTimeOffset Local(Moment at, InstitutionCalendar calendar)
    {
        var local = calendar.LocalOf(at);
        return new DateTimeOffset(local, local - at.ToDateTimeOffset().UtcDateTime);
    }
}
