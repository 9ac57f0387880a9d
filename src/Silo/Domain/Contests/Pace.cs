using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>What the values so far come to at the end, and what it takes to be elsewhere. Time counts evenly: the calendar's, by night and on Sundays too.</summary>
internal static class Pace
{
    /// <summary>Before this part of the time has passed, a projection says more about luck than about pace.</summary>
    private const int EarliestShare = 20;

    private const int TenThousandths = 10_000;

    /// <summary>Whether values add up over time. What is divided, or measured against a baseline, does not.</summary>
    public static bool AddsUp(ContestRules rules) => rules.Format != ContestFormat.MostImproved
        && rules.Measure is BoardMeasure.Amount or BoardMeasure.Effective or BoardMeasure.Points or BoardMeasure.Count;

    /// <summary>An entrant's pace at a moment.</summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="id">Of the entrant.</param>
    /// <param name="value">So far.</param>
    /// <param name="gapToNext">To the next higher value.</param>
    /// <param name="now">Any moment.</param>
    /// <param name="stepsLeft">0 when it is over.</param>
    public static ContestPace Of(ContestRules rules, string id, long value, long gapToNext, Moment now, int stepsLeft)
    {
        var target = rules.HasTarget ? rules.TargetOf(id) : null;
        return new ContestPace
        {
            Id = id,
            Projected = AddsUp(rules) ? Projected(value, now - rules.StartsAt, rules.EndsAt - rules.StartsAt) : null,
            Target = target,
            Reached = target is > 0 ? (int)Int128.Clamp((Int128)value * TenThousandths / target.Value, 0, int.MaxValue) : null,
            ToTargetPerStep = target is { } goal ? PerStep(goal - value, stepsLeft) : null,
            ToNextPerStep = PerStep(gapToNext, stepsLeft),
        };
    }

    /// <summary>Value ÷ share of the time that has passed, half away from zero; what it is once the time is over. Null too early to say.</summary>
    public static long? Projected(long value, TimeSpan passed, TimeSpan whole)
    {
        if (passed >= whole)
            return value;
        if (passed.Ticks <= 0 || passed.Ticks < whole.Ticks / EarliestShare)
            return null;
        var (scaled, half) = ((Int128)value * whole.Ticks, (Int128)passed.Ticks / 2);
        return (long)((scaled < 0 ? scaled - half : scaled + half) / passed.Ticks);
    }

    /// <summary>For each step, rounded up so that keeping it is enough; null when none is left.</summary>
    /// <param name="missing">0 or less: nothing.</param>
    /// <param name="steps">That are left.</param>
    public static long? PerStep(long missing, int steps) => (missing, steps) switch
    {
        ( <= 0, _) => 0,
        (_, <= 0) => null,
        _ => (missing / steps) + (missing % steps == 0 ? 0 : 1),
    };
}
