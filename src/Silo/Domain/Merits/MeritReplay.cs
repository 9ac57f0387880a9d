using System.Runtime.InteropServices;
using Leaderboard.Domain.Schemes;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Merits;

/// <summary>Takes in what everybody received on which day, and tells what streaks and badges would have earned under other rules.</summary>
internal sealed class MeritReplay(SchemeRules rules)
{
    /// <summary>Nothing that is named after it is kept.</summary>
    private const string Trial = "trial";

    private readonly Dictionary<(string Collector, DateOnly Day), (long AmountMinor, long OldDebtMinor)> _days = [];

    /// <summary>Adds to a day; one that earns nothing because its account was flagged is not to be added.</summary>
    public void Add(string collector, EarningDay part)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, (collector, part.Day), out _);
        sum = (checked(sum.AmountMinor + part.AmountMinor), checked(sum.OldDebtMinor + part.OldDebtMinor));
    }

    /// <summary>All that would have been earned, by the receipts of all days that were added.</summary>
    /// <param name="counts">Whether a day counts in a collector's streaks.</param>
    public IEnumerable<(string Collector, Merit Merit)> Earned(Func<string, DateOnly, bool> counts)
    {
        var scheme = new PublishedScheme { Id = Trial, Version = 1, Rules = rules };
        return
            from collector in _days.GroupBy(d => d.Key.Collector, StringComparer.Ordinal)
            let days = collector.Select(d => new EarningDay(d.Key.Day, d.Value.AmountMinor, d.Value.OldDebtMinor))
            from merit in new MeritHistory(days, day => counts(collector.Key, day), _ => scheme).Earned()
            where merit.PointsHundredths > 0
            select (collector.Key, merit);
    }
}
