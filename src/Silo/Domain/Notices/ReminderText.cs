using System.Globalization;
using Leaderboard.Notices;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

/// <summary>What a reminder says, what there is to do, and on which page.</summary>
internal static class ReminderText
{
    /// <summary>Below the address under which people reach the program, which it does not know.</summary>
    public static string PathOf(NoticeKind kind) => kind switch
    {
        NoticeKind.RequestWaiting => "/manage/redemptions",
        NoticeKind.RedemptionExpiring => "/shop#requests",
        NoticeKind.PointsExpiring => "/me",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It reminds of nothing."),
    };

    /// <summary>A sentence.</summary>
    /// <param name="notice">A reminder.</param>
    /// <param name="language"><see cref="NoticeText.Chinese"/> or <see cref="NoticeText.English"/>.</param>
    public static string Of(NoticeRecord notice, string language) => (notice, language == NoticeText.English) switch
    {
        ({ Kind: NoticeKind.PointsExpiring, Ending: [var one] }, true) => $"{Points(one.Hundredths)} points can be spent until {Day(one.LastDay, language)}.",
        ({ Kind: NoticeKind.PointsExpiring, Ending: [var one] }, false) => $"{Points(one.Hundredths)} 积分有效期至{Day(one.LastDay, language)}。",
        ({ Kind: NoticeKind.PointsExpiring, Ending: [var first, .., var last] }, true) =>
            $"{Points(notice.PriceHundredths)} points end one after the other: {Points(first.Hundredths)} can be spent until {Day(first.LastDay, language)}, the last until {Day(last.LastDay, language)}.",
        ({ Kind: NoticeKind.PointsExpiring, Ending: [var first, .., var last] }, false) =>
            $"{Points(notice.PriceHundredths)} 积分即将陆续过期：{Points(first.Hundredths)} 积分有效期至{Day(first.LastDay, language)}，最后一批至{Day(last.LastDay, language)}。",
        ({ Kind: NoticeKind.RequestWaiting, When: { } since }, true) => $"{NoticeText.What(notice)} has waited for a decision since {Day(since, language)}.",
        ({ Kind: NoticeKind.RequestWaiting, When: { } since }, false) => $"{NoticeText.What(notice)} 自{Day(since, language)}起等待审批。",
        ({ Kind: NoticeKind.RedemptionExpiring, When: { } end, Became: RedemptionState.Requested }, true) => $"{NoticeText.What(notice)} is not decided yet; the request ends on {Time(end, language)}, and the points are free again.",
        ({ Kind: NoticeKind.RedemptionExpiring, When: { } end, Became: RedemptionState.Requested }, false) => $"{NoticeText.What(notice)} 尚未审批，{Time(end, language)} 自动结束，积分退回。",
        ({ Kind: NoticeKind.RedemptionExpiring, When: { } end, IsByCode: true }, true) => $"{NoticeText.What(notice)} was approved; its code can be shown until {Time(end, language)}.",
        ({ Kind: NoticeKind.RedemptionExpiring, When: { } end, IsByCode: true }, false) => $"{NoticeText.What(notice)} 已批准，查看兑换码截止{Time(end, language)}。",
        ({ Kind: NoticeKind.RedemptionExpiring, When: { } end }, true) => $"{NoticeText.What(notice)} was approved and can be picked up until {Time(end, language)}.",
        ({ Kind: NoticeKind.RedemptionExpiring, When: { } end }, false) => $"{NoticeText.What(notice)} 已批准，领取截止{Time(end, language)}。",
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice.Kind, "It reminds of nothing."),
    };

    /// <summary>What there is to do, and where.</summary>
    public static string NextOf(NoticeRecord notice, string language) => (notice, language == NoticeText.English) switch
    {
        ({ Kind: NoticeKind.RequestWaiting }, true) => "Decide about it: ",
        ({ Kind: NoticeKind.RequestWaiting }, false) => "前往审批：",
        ({ Kind: NoticeKind.RedemptionExpiring, Became: RedemptionState.Requested }, true) => "See what you asked for: ",
        ({ Kind: NoticeKind.RedemptionExpiring, Became: RedemptionState.Requested }, false) => "查看申请：",
        ({ Kind: NoticeKind.RedemptionExpiring, IsByCode: true }, true) => "Show the code: ",
        ({ Kind: NoticeKind.RedemptionExpiring, IsByCode: true }, false) => "查看兑换码：",
        ({ Kind: NoticeKind.RedemptionExpiring }, true) => "Pick it up: ",
        ({ Kind: NoticeKind.RedemptionExpiring }, false) => "前往领取：",
        (_, true) => "See what ends when, and spend it: ",
        _ => "查看到期明细并兑换：",
    } + PathOf(notice.Kind);

    /// <summary>Of a mail.</summary>
    public static string SubjectOf(NoticeRecord notice, string language) => (notice.Kind, language == NoticeText.English) switch
    {
        (NoticeKind.PointsExpiring, true) => $"Points end soon: {Points(notice.PriceHundredths)}",
        (NoticeKind.PointsExpiring, false) => $"积分即将过期：{Points(notice.PriceHundredths)}",
        (NoticeKind.RequestWaiting, true) => $"Waits for a decision: {NoticeText.What(notice)}",
        (NoticeKind.RequestWaiting, false) => $"等待审批：{NoticeText.What(notice)}",
        (_, true) => $"Ends soon: {NoticeText.What(notice)}",
        _ => $"即将过期：{NoticeText.What(notice)}",
    };

    private static string Points(long hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day, string language) => day.ToString(language == NoticeText.English ? "d MMM yyyy" : "yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at, string language) => Day(DateOnly.FromDateTime(at.DateTime), language);

    private static string Time(DateTimeOffset at, string language) => Day(at, language) + at.ToString(" HH:mm", CultureInfo.InvariantCulture);
}
