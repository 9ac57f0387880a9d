using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

public sealed class ScoringTests
{
    /// <summary>
    /// 60 % amount and 40 % rate. a: 100,000 and 10 %, b: 80,000 and 20 %, c: 50,000 and no book. The best have 100,000 and 20 %:
    /// a 60 × 1 + 40 × ½ = 80.00, b 60 × 0.8 + 40 × 1 = 88.00, c 60 × ½ = 30.00.
    /// </summary>
    [Fact]
    public void Each_measure_counts_as_its_share_of_the_best_times_its_weight() => Assert.Equal(
        [("a", 80_00L), ("b", 88_00L), ("c", 30_00L)],
        Of([(BoardMeasure.Amount, 6_000), (BoardMeasure.Rate, 4_000)], [("a", 100_000_00), ("b", 80_000_00), ("c", 50_000_00)], [("a", 10_00), ("b", 20_00)]));

    /// <summary>A third of the best in each of three: 33.33 + 33.33 + 33.34 of weights make 33.33, rounded once.</summary>
    [Fact]
    public void A_score_is_rounded_once() => Assert.Equal(
        [("a", 100_00L), ("b", 33_33L)],
        Of([(BoardMeasure.Amount, 3_333), (BoardMeasure.Count, 3_333), (BoardMeasure.Effective, 3_334)], [("a", 3), ("b", 1)], [("a", 3), ("b", 1)], [("a", 3), ("b", 1)]));

    [Fact]
    public void Where_nobody_has_anything_nobody_gets_anything_and_less_than_nothing_is_nothing() => Assert.Equal(
        [("a", 0L), ("b", 50_00L)],
        Of([(BoardMeasure.Amount, 5_000), (BoardMeasure.Points, 5_000)], [("a", 0), ("b", 0)], [("a", -700), ("b", 4)]));

    private static (string, long)[] Of((BoardMeasure Measure, int Weight)[] parts, params (string Id, long Value)[][] values) =>
    [
        .. Scoring.Of(Array.ConvertAll(parts, p => new ScorePart { Measure = p.Measure, Weight = p.Weight }), Array.ConvertAll(values, v => v.ToDictionary(x => x.Id, x => x.Value)))
            .OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value)),
    ];
}
