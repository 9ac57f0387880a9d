namespace Leaderboard.Web.Pages.Boards;

/// <summary>A field to choose one of several.</summary>
/// <param name="Name">Of the field; its label is the word <c>boards.field.</c> + this.</param>
internal sealed record BoardChoice(string Name, string Chosen, IReadOnlyList<(string Value, string Label)> Among);
