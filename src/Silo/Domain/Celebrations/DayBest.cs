namespace Leaderboard.Domain.Celebrations;

/// <summary>The most that somebody has recovered on a day, and on how many days there was anything at all.</summary>
/// <param name="AmountMinor">Of the best of the days before.</param>
/// <param name="Days">With more than nothing.</param>
internal readonly record struct DayBest(long AmountMinor, int Days)
{
    /// <summary>After fewer days nearly every day is the best.</summary>
    private const int LeastDays = 5;

    /// <param name="sums">Of stretches of days; several of one day add up.</param>
    public static DayBest Of(IEnumerable<(DateOnly Day, long AmountMinor)> sums)
    {
        var days = sums.GroupBy(s => s.Day).Select(d => d.Sum(s => s.AmountMinor)).Where(a => a > 0).ToList();
        return new DayBest(days.Count == 0 ? 0 : days.Max(), days.Count);
    }

    /// <summary>Whether a day has just become the best: it was not, and it is.</summary>
    /// <param name="before">Of today, a moment ago.</param>
    /// <param name="now">Of today.</param>
    public bool IsPassed(long before, long now) => Days >= LeastDays && before <= AmountMinor && now > AmountMinor;
}
