using Leaderboard.Boards;

namespace Leaderboard.Domain.Contests;

/// <summary>An entry of money that earns nothing.</summary>
/// <param name="Collector">Who was credited.</param>
/// <param name="Team">The collector's then.</param>
/// <param name="AmountMinor">Below 0 for what was taken back.</param>
/// <param name="Receipts">1, 0, or -1 for a receipt wholly taken back.</param>
/// <param name="ReceivedAt">Of the receipt.</param>
/// <param name="PostedAt">When it came in.</param>
/// <param name="Partition">Where it is in the journal.</param>
/// <param name="Seq">Its number there.</param>
internal sealed record ExcludedEntry(string Collector, string Team, long AmountMinor, int Receipts, Moment ReceivedAt, Moment PostedAt, int Partition, long Seq)
{
    /// <summary>What it adds to a board, in the unit of the measure: no effective amount and no points.</summary>
    public long Value(BoardMeasure measure) => measure switch
    {
        BoardMeasure.Amount => AmountMinor,
        BoardMeasure.Count => Receipts,
        _ => 0,
    };
}

/// <summary>What a contest counts without.</summary>
/// <param name="Entries">Of its time, credited where it counts.</param>
/// <param name="Idle">By entrant, the collectors who had nothing else: they are no heads. Read where it is asked per head.</param>
/// <param name="CountsForTarget">By collector and team, whether receipts are in an attainment's numerator: those of who has no target are not.</param>
internal sealed record Excluded(IReadOnlyList<ExcludedEntry> Entries, IReadOnlyDictionary<string, int> Idle, Func<string, string, bool> CountsForTarget);
