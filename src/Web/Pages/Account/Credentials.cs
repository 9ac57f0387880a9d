namespace Leaderboard.Web.Pages.Account;

/// <summary>Fields to choose a user name and a password.</summary>
/// <param name="UserName">As it was tried.</param>
/// <param name="IsFirst">Whether the form begins with them.</param>
internal sealed record Credentials(string UserName, bool IsFirst);
