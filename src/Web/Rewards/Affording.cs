using Leaderboard.Recoveries;

namespace Leaderboard.Web.Rewards;

/// <summary>When somebody can pay a price, as far as it can be told.</summary>
internal abstract record Affording
{
    /// <param name="price">Hundredths of a point, as all of these.</param>
    /// <param name="available">What may be spent now; below 0 where more was spent than is left.</param>
    /// <param name="vesting">What may be spent later, ascending.</param>
    /// <param name="earned">In the last days, less what was taken back.</param>
    /// <param name="days">How many these were.</param>
    public static Affording Of(long price, long available, IEnumerable<VestingStep> vesting, long earned, int days)
    {
        if (available >= price)
            return new AffordableNow();
        var sum = available;
        foreach (var step in vesting)
        {
            sum += step.PointsHundredths;
            if (sum >= price)
                return new AffordableOn(step.At);
        }

        return earned <= 0 ? new NoPace() : new AffordableIn((long)((((Int128)(price - sum) * days) + earned - 1) / earned));
    }
}

internal sealed record AffordableNow : Affording;

/// <param name="At">When points vest that are there already.</param>
internal sealed record AffordableOn(Moment At) : Affording;

/// <param name="Days">That it takes at the pace of late, rounded up; 1 or more.</param>
internal sealed record AffordableIn(long Days) : Affording;

/// <summary>Nothing was earned of late to tell it by.</summary>
internal sealed record NoPace : Affording;
