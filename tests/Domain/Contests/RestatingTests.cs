using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

public sealed class RestatingTests
{
    /// <summary>a's 100 were of 1,000 and are of 2,000 now; b has 50 more of the same; c stands as it did.</summary>
    [Fact]
    public void A_ratio_whose_base_has_changed_says_so() => Assert.Equal(
        [("a", 10_00L, 5_00L, RestatementCause.Base), ("b", 4_00L, 9_00L, RestatementCause.LatePosting)],
        Restating.Of(
            [Row("a", 1, 10_00, 100, 1_000), Row("b", 2, 4_00, 40, 1_000), Row("c", 3, 1_00, 10, 1_000)],
            [Row("a", 2, 5_00, 100, 2_000), Row("b", 1, 9_00, 90, 1_000), Row("c", 3, 1_00, 10, 1_000)])
            .Select(r => (r.SubjectId, r.FromValue!.Value, r.ToValue!.Value, r.Cause)));

    private static StoredStanding Row(string id, int rank, long value, long numerator, long denominator) =>
        new(rank, IsTied: false, id, id, Alias: null, Team: null, TeamName: null, value, ReachedAtMicros: 0) { NumeratorMinor = numerator, DenominatorMinor = denominator };
}
