namespace Leaderboard.Web.Pages.Roster;

/// <summary>From one page of a kind to another.</summary>
/// <param name="Id">Of the page that is open.</param>
/// <param name="Among">It and the others.</param>
internal sealed record OtherPages(string Label, string Id, IReadOnlyList<(string Id, string Name)> Among);
