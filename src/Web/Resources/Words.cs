namespace Leaderboard.Web.Resources;

/// <summary>Marks the word lists of the pages: <c>Words.en.resx</c> and <c>Words.zh-Hans.resx</c>.</summary>
internal sealed class Words;
