namespace Leaderboard.Domain.Merits;

/// <summary>With whose receipt a team reached its target: the first, by when they came in, with which all up to it add up to the target.</summary>
internal static class TeamSaving
{
    /// <summary>Null when the target is not reached, or was reached with a receipt that earns nothing.</summary>
    /// <param name="receipts">What is left of each, in the order in which they came in.</param>
    /// <param name="targetMinor">Above 0.</param>
    public static TeamReceipt? SaverOf(IEnumerable<TeamReceipt> receipts, long targetMinor)
    {
        var sum = 0L;
        foreach (var receipt in receipts)
        {
            sum = checked(sum + receipt.LeftMinor);
            if (sum >= targetMinor)
                return receipt.EarnsNothing ? null : receipt;
        }

        return null;
    }
}

/// <summary>A receipt credited to a team.</summary>
/// <param name="LeftMinor">Amount less what was taken back of it, 0 or more.</param>
/// <param name="EarnsNothing">Its account was flagged.</param>
internal readonly record struct TeamReceipt(CollectorId Collector, Moment ReceivedAt, long LeftMinor, bool EarnsNothing);
