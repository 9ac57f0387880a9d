namespace Leaderboard.Domain.Contests;

/// <summary>Which league somebody runs in: by the book when the contest begins, so that every replay says the same.</summary>
internal static class Leagues
{
    /// <param name="boundsMinor">Ascending from 0, each the least book of its league; empty: all run together.</param>
    /// <param name="bookMinor">Of the entrant; who has none is in the league of the smallest.</param>
    /// <returns>From 1; null where all run together.</returns>
    public static int? Of(IReadOnlyCollection<long> boundsMinor, long bookMinor) =>
        boundsMinor.Count == 0 ? null : Math.Max(1, boundsMinor.Count(bound => bookMinor >= bound));
}
