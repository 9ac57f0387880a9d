namespace Leaderboard.Web.Resources;

/// <summary>
/// Marks the texts of the pages: <c>Words.resx</c> is English, and what any other language falls back to;
/// <c>Words.zh-Hans.resx</c> serves zh, zh-Hans and zh-CN. Keys beginning with <c>live.</c> are handed to the browser.
/// </summary>
internal sealed class Words
{
    public const string LivePrefix = "live.";
}
