using Leaderboard.Contests;
using Leaderboard.Domain.Targets;
using Leaderboard.Targets;

namespace Leaderboard.Domain.Contests;

/// <summary>A target from history: what half of the entrants have been used to reach in half of such windows.</summary>
internal static class Suggesting
{
    /// <summary>Before a week, month or quarter the six before it; before anything else six stretches of equal length. The latest first.</summary>
    public static IEnumerable<(Moment From, Moment To)> WindowsBefore(Moment startsAt, Moment endsAt, InstitutionCalendar calendar)
    {
        var window = calendar.TargetKeyOf(startsAt, endsAt) is { } key ? calendar.Window(key) : null;
        var (from, length) = (startsAt, endsAt - startsAt);
        for (var back = 0; back < Reckoning.WindowsBack; back++)
        {
            window = window is null ? null : calendar.Before(window);
            var to = from;
            from = window?.From ?? to.Plus(-length);
            yield return (from, to);
        }
    }

    /// <param name="windows">By entrant, in the unit of the measure; who was not there in a window is left out of it.</param>
    public static SuggestedTarget Of(IReadOnlyList<IReadOnlyDictionary<string, long>> windows)
    {
        var medians = windows.SelectMany(w => w.Keys).Distinct(StringComparer.Ordinal)
            .Select(id => Reckoning.Suggest(windows.Where(w => w.ContainsKey(id)).Select(w => (Key: "", w[id], DaysThere: 1, Days: 1)), daysThere: 1, days: 1).MedianMinor)
            .OfType<long>()
            .Order()
            .ToArray();
        return new SuggestedTarget { Value = medians.Length == 0 ? null : Reckoning.MedianOf(medians), Windows = windows.Count, Entrants = medians.Length };
    }
}
