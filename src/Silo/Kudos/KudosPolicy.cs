namespace Leaderboard.Kudos;

/// <param name="PerMonth">That each may give; 0: none.</param>
internal sealed record KudosPolicy(int PerMonth);
