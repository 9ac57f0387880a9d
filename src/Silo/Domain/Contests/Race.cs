using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>Follows entries in the order of (receivedAt, id), and knows when each entrant last went from below the target to at least it.</summary>
internal sealed class Race(ContestRules rules)
{
    private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);

    /// <summary>By entrant; who is below the target is not there.</summary>
    public Dictionary<string, Moment> Crossed { get; } = new(StringComparer.Ordinal);

    public void Take(string entrantId, long value, Moment receivedAt)
    {
        if (rules.TargetOf(entrantId) is not { } target)
            return;
        var before = _sums.GetValueOrDefault(entrantId);
        var after = _sums[entrantId] = checked(before + value);
        if (after < target)
            Crossed.Remove(entrantId);
        else if (before < target)
            Crossed[entrantId] = receivedAt;
    }
}
