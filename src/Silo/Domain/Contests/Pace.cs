using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Measures;

namespace Leaderboard.Domain.Contests;

/// <summary>What the values so far come to at the end, and what it takes to be elsewhere. Time counts evenly: the calendar's, by night and on Sundays too.</summary>
internal static class Pace
{
    /// <summary>Before this part of the time has passed, a projection says more about luck than about pace.</summary>
    private const int EarliestShare = 20;

    private const int TenThousandths = 10_000;

    /// <summary>
    /// Whether what an entrant had at a moment of the contest can be told by what was received until then. What a mix counts depends on the
    /// best of all at that moment, and what is above a baseline begins below it.
    /// </summary>
    public static bool CanFollow(ContestRules rules) => rules is { Format: not ContestFormat.MostImproved, Measure: not BoardMeasure.Score };

    /// <summary>An entrant's pace at a moment.</summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="id">Of the entrant.</param>
    /// <param name="value">So far.</param>
    /// <param name="gapToNext">To the next higher value.</param>
    /// <param name="now">Any moment.</param>
    /// <param name="stepsLeft">0 when it is over.</param>
    /// <param name="ratio">What the value was made of; null of what is not divided, or per head. What it is divided by stays.</param>
    public static ContestPace Of(ContestRules rules, string id, long value, long gapToNext, Moment now, int stepsLeft, PaceRatio? ratio = null)
    {
        var target = rules.HasTarget ? rules.TargetOf(id) : null;
        return new ContestPace
        {
            Id = id,
            Projected = CanFollow(rules) ? Finish(rules, value, now, ratio) : null,
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

    private static long? Finish(ContestRules rules, long value, Moment now, PaceRatio? ratio)
    {
        var (passed, whole) = (now - rules.StartsAt, rules.EndsAt - rules.StartsAt);
        if (ratio is not { } made || passed >= whole)
            return Projected(value, passed, whole);
        return Projected(made.NumeratorMinor, passed, whole) is { } numerator ? Ratios.Value(rules.Measure, numerator, made.DenominatorMinor, made.ShrinkMinor) : null;
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

/// <summary>What a value was made of, minor units.</summary>
internal readonly record struct PaceRatio(long NumeratorMinor, long DenominatorMinor, long ShrinkMinor);
