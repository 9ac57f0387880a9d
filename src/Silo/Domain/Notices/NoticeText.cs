using System.Globalization;
using Leaderboard.Notices;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

/// <summary>What a notice says: who, what, how many, and what became of it or is to be done; nothing of reasons, which are for the person alone.</summary>
internal static class NoticeText
{
    public const string Chinese = "zh-Hans";
    public const string English = "en";

    /// <param name="notice">Of a decision, or a reminder.</param>
    /// <param name="person">Whom it is about, as boards call them.</param>
    /// <param name="language"><see cref="Chinese"/> or <see cref="English"/>.</param>
    public static string Of(NoticeRecord notice, string person, string language)
    {
        var isEnglish = language == English;
        var text = notice.Kind == NoticeKind.Decision
            ? $"{What(notice)} {FateOf(notice, language)}"
            : $"{ReminderText.Of(notice, language)}{(isEnglish ? " " : "")}{ReminderText.NextOf(notice, language)}";
        return isEnglish ? $"{person}: {text}" : $"{person}：{text}";
    }

    /// <summary>The reward, and how many.</summary>
    public static string What(NoticeRecord notice) =>
        notice.Quantity == 1 ? notice.RewardName : string.Create(CultureInfo.InvariantCulture, $"{notice.RewardName} × {notice.Quantity}");

    /// <summary>What became of it: the rest of a sentence that begins with the reward.</summary>
    public static string FateOf(NoticeRecord notice, string language) => (notice, language == English) switch
    {
        ({ Became: RedemptionState.Approved, IsByCode: true }, true) => "was approved; its code can be shown in the shop.",
        ({ Became: RedemptionState.Approved, IsByCode: true }, false) => "已批准，商城中可查看兑换码。",
        (_, true) => InEnglish(notice.Became),
        _ => InChinese(notice.Became),
    };

    private static string InEnglish(RedemptionState became) => became switch
    {
        RedemptionState.Approved => "was approved and can be picked up.",
        RedemptionState.Rejected => "was not approved; the points are free again.",
        RedemptionState.Fulfilled => "was handed over.",
        RedemptionState.Returned => "came back; the points are there again.",
        RedemptionState.Cancelled => "was cancelled; the points are free again.",
        RedemptionState.Expired => "waited too long and has ended; the points are free again.",
        _ => throw new ArgumentOutOfRangeException(nameof(became), became, "Nobody is told of it."),
    };

    private static string InChinese(RedemptionState became) => became switch
    {
        RedemptionState.Approved => "已批准，可以领取。",
        RedemptionState.Rejected => "未获批准，积分已退回。",
        RedemptionState.Fulfilled => "已发放。",
        RedemptionState.Returned => "已退回，积分已返还。",
        RedemptionState.Cancelled => "已取消，积分已退回。",
        RedemptionState.Expired => "等待过久，已过期，积分已退回。",
        _ => throw new ArgumentOutOfRangeException(nameof(became), became, "Nobody is told of it."),
    };
}
