using System.Globalization;
using Leaderboard.Notices;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

/// <summary>A notice as its person reads it, who may know the reason.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Lines with <c>\n</c> between them.</param>
internal sealed record MailText(string Subject, string Body)
{
    private const string InEnglishFrom = "This mail comes from Leaderboard. Turn such mails off on the page of your account.";
    private const string InChineseFrom = "本邮件由龙虎榜发出。如不需要，可在账户页面关闭。";

    /// <param name="notice">Of a decision, or a reminder.</param>
    /// <param name="person">Whom it is for, as boards call them.</param>
    /// <param name="reason">As it was given; null for none.</param>
    /// <param name="at">Local time of the decision.</param>
    /// <param name="language"><see cref="NoticeText.Chinese"/> or <see cref="NoticeText.English"/>.</param>
    public static MailText Of(NoticeRecord notice, string person, string? reason, DateTime at, string language)
    {
        if (notice.Kind != NoticeKind.Decision)
            return Reminding(notice, person, language);
        var isEnglish = language == NoticeText.English;
        var what = OneLine(NoticeText.What(notice));
        var points = (notice.PriceHundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        var day = at.ToString(isEnglish ? "d MMM yyyy HH:mm" : "yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);
        var why = reason is null ? null : OneLine(ReasonText.Of(reason, language));
        string?[] lines = isEnglish
            ?
            [
                $"{OneLine(person)},", "", $"{what} {NoticeText.FateOf(notice, language)}", "", why is null ? null : $"Reason: {why}", $"Points: {points}", $"Decided: {day}", "",
                InEnglishFrom,
            ]
            :
            [
                $"{OneLine(person)}：", "", $"{what} {NoticeText.FateOf(notice, language)}", "", why is null ? null : $"原因：{why}", $"积分：{points}", $"时间：{day}", "",
                InChineseFrom,
            ];
        return new MailText($"{(isEnglish ? InEnglish(notice.Became) + ": " : InChinese(notice.Became) + "：")}{what}", string.Join('\n', lines.OfType<string>()));
    }

    private static MailText Reminding(NoticeRecord notice, string person, string language)
    {
        var isEnglish = language == NoticeText.English;
        string[] lines =
        [
            OneLine(person) + (isEnglish ? "," : "："), "", OneLine(ReminderText.Of(notice, language)), ReminderText.NextOf(notice, language), "", isEnglish ? InEnglishFrom : InChineseFrom,
        ];
        return new MailText(OneLine(ReminderText.SubjectOf(notice, language)), string.Join('\n', lines));
    }

    /// <summary>What would begin a line, or a header, is a space.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    private static string InEnglish(RedemptionState became) => became switch
    {
        RedemptionState.Approved => "Approved",
        RedemptionState.Rejected => "Not approved",
        RedemptionState.Fulfilled => "Handed over",
        RedemptionState.Returned => "Came back",
        RedemptionState.Cancelled => "Cancelled",
        RedemptionState.Expired => "Ended",
        _ => throw new ArgumentOutOfRangeException(nameof(became), became, "Nobody is told of it."),
    };

    private static string InChinese(RedemptionState became) => became switch
    {
        RedemptionState.Approved => "已批准",
        RedemptionState.Rejected => "未获批准",
        RedemptionState.Fulfilled => "已发放",
        RedemptionState.Returned => "已退回",
        RedemptionState.Cancelled => "已取消",
        RedemptionState.Expired => "已过期",
        _ => throw new ArgumentOutOfRangeException(nameof(became), became, "Nobody is told of it."),
    };
}
