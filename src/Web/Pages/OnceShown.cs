namespace Leaderboard.Web.Pages;

/// <summary>A secret that is shown this once, to be copied.</summary>
/// <param name="Lead">What to do with it.</param>
internal sealed record OnceShown(string Title, string Lead, string Value);
