using Leaderboard.Merits;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Merits;

/// <summary>Which level lifetime points lead to: a level begins exactly at its threshold.</summary>
internal static class Levels
{
    public static LevelView Of(long lifetimeHundredths, LevelThresholds thresholds)
    {
        var steps = thresholds.InOrder();
        var passed = steps.TakeWhile(s => s <= lifetimeHundredths).Count();
        return new LevelView
        {
            Number = passed + 1,
            LifetimeHundredths = lifetimeHundredths,
            FromHundredths = passed == 0 ? 0 : steps[passed - 1],
            NextHundredths = passed < steps.Count ? steps[passed] : null,
        };
    }
}
