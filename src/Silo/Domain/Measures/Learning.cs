using System.Runtime.InteropServices;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Targets;
using Leaderboard.Measures;

namespace Leaderboard.Domain.Measures;

/// <summary>
/// Reckons from whole months what is usually recovered: of each month the accounts that were overdue in it, by product, bucket and
/// security as they were then, and what came in on them within the month.
/// </summary>
/// <param name="months">Ascending.</param>
/// <param name="received">By account, for each month, minor units; who is left out brought nothing.</param>
internal sealed class Learning(IReadOnlyList<Stretch> months, IReadOnlyDictionary<string, long[]> received)
{
    private const int BasisPoints = 10_000;

    private readonly Dictionary<(string? Product, BalanceBucket? Bucket, bool? IsSecured), (Int128 Received, Int128 Balance)> _sums = [];

    /// <param name="history">Of one account, by time; not empty.</param>
    public void Take(IReadOnlyList<BalanceRow> history)
    {
        for (var month = 0; month < months.Count; month++)
        {
            if (OverdueAccount.Of(history, months[month].From, months[month].To) is not { State: var state })
                continue;
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (state.Product, BucketNames.Of(state.Bucket), state.IsSecured), out _);
            sum = (sum.Received + (received.TryGetValue(state.Account, out var minor) ? minor[month] : 0), sum.Balance + state.ClaimMinor);
        }
    }

    /// <summary>Rounded half away from zero, at most the whole balance.</summary>
    public LearnedBenchmark[] ToLines() =>
    [
        .. _sums.OrderBy(s => s.Key.Product ?? "", StringComparer.Ordinal).ThenBy(s => s.Key.Bucket).ThenBy(s => s.Key.IsSecured).Select(s => new LearnedBenchmark
        {
            Benchmark = new Benchmark
            {
                Product = s.Key.Product,
                Bucket = s.Key.Bucket,
                IsSecured = s.Key.IsSecured,
                RateBasisPoints = (int)Math.Clamp(Rounding.Quotient(s.Value.Received * BasisPoints, s.Value.Balance), 0, BasisPoints),
            },
            RecoveredMinor = checked((long)s.Value.Received),
            BalanceMinor = checked((long)s.Value.Balance),
        }),
    ];
}
