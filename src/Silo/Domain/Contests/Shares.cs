namespace Leaderboard.Domain.Contests;

/// <summary>Shares whole units so that nothing is lost: what does not divide goes, one unit each, to the first by id.</summary>
internal static class Shares
{
    /// <param name="total">Units, 0 or more.</param>
    /// <param name="ids">Distinct.</param>
    /// <returns>By id; the values add up to the total.</returns>
    public static Dictionary<string, long> Equally(long total, IReadOnlyCollection<string> ids) => ByWeight(total, [.. ids.Select(id => (id, 1L))]);

    /// <summary>In proportion to weights. Where all are 0 it is shared equally.</summary>
    /// <param name="total">Units, 0 or more.</param>
    /// <param name="weights">By distinct id; a weight below 0 counts as 0.</param>
    /// <returns>By id; the values add up to the total where there is anybody.</returns>
    public static Dictionary<string, long> ByWeight(long total, IReadOnlyCollection<(string Id, long Weight)> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        var sum = weights.Aggregate(Int128.Zero, (s, w) => s + Math.Max(0, w.Weight));
        if (sum == 0 && weights.Count > 0)
            return ByWeight(total, [.. weights.Select(w => (w.Id, 1L))]);
        var shares = weights.OrderBy(w => w.Id, StringComparer.Ordinal).ToDictionary(w => w.Id, w => (long)((Int128)total * Math.Max(0, w.Weight) / sum), StringComparer.Ordinal);
        var left = total - shares.Values.Sum();
        foreach (var (id, weight) in weights.OrderBy(w => w.Id, StringComparer.Ordinal))
        {
            if (left == 0)
                break;
            if (weight <= 0)
                continue;
            shares[id]++;
            left--;
        }

        return shares;
    }
}
