using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Notices;

/// <summary>Of which last days of points a collector was reminded, as kept.</summary>
internal sealed record PointsReminded
{
    public const int CurrentSchema = 1;

    public static PointsReminded None { get; } = new();

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Those that are not over.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>What nobody was reminded of yet, the soonest first: whatever comes to a day or goes from it later, that is once.</summary>
    /// <param name="announced">What ends, and is to be told by now.</param>
    /// <param name="today">Local.</param>
    public IReadOnlyList<EndingPoints> News(IEnumerable<ExpiryStep> announced, DateOnly today) =>
        [.. announced.Where(e => e.LastDay >= today && !Days.Contains(e.LastDay)).Select(e => new EndingPoints(e.LastDay, e.PointsHundredths)).OrderBy(e => e.LastDay)];

    /// <param name="news">Of which the collector is reminded now.</param>
    /// <param name="today">Local.</param>
    public PointsReminded With(IEnumerable<EndingPoints> news, DateOnly today) => this with { Days = [.. Days.Where(d => d >= today).Concat(news.Select(n => n.LastDay)).Order()] };
}
