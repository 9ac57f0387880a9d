namespace Leaderboard.Domain.Notices;

/// <summary>Reasons that are a tap away on the pages are kept as a code and read in the reader's language; one that was typed, as it was.</summary>
internal static class ReasonText
{
    /// <param name="reason">A code or a text.</param>
    /// <param name="language"><see cref="NoticeText.Chinese"/> or <see cref="NoticeText.English"/>.</param>
    public static string Of(string reason, string language) => (reason, language == NoticeText.English) switch
    {
        ("notEntitled", true) => "Not entitled",
        ("notEntitled", false) => "不符合条件",
        ("notNow", true) => "Not now",
        ("notNow", false) => "暂不兑换",
        ("budget", true) => "No budget",
        ("budget", false) => "预算不足",
        ("mistake", true) => "Asked by mistake",
        ("mistake", false) => "误申请",
        ("broken", true) => "Broken",
        ("broken", false) => "损坏",
        ("wrongItem", true) => "Wrong item",
        ("wrongItem", false) => "发错",
        ("notWanted", true) => "Not wanted",
        ("notWanted", false) => "不需要",
        _ => reason,
    };
}
