using Leaderboard.Boards;

namespace Leaderboard.Domain.Measures;

/// <summary>The worked figures of the domain rules, §2; amounts in fen.</summary>
public sealed class RatiosTests
{
    private const long K = 50_000_00;

    [Theory]
    [InlineData(180_000_00, 1_000_000_00, 18_00)]
    [InlineData(180_000_00, 1_200_000_00, 15_00)]
    [InlineData(0, 1, 0)]
    [InlineData(1, 3, 33_33)]
    [InlineData(2, 3, 66_67)]
    [InlineData(100, 1, 100_00_00)]
    public void A_rate_is_recovered_through_base_in_hundredths_of_a_percent(long recovered, long rateBase, long value) =>
        Assert.Equal(value, Ratios.Value(BoardMeasure.Rate, recovered, rateBase));

    [Theory]
    [InlineData(99_999_99, 100_000_00, 99_99)]
    [InlineData(100_000_00, 100_000_00, 100_00)]
    [InlineData(2, 3, 66_66)]
    public void An_attainment_short_of_the_target_never_reads_whole(long actual, long target, long value) =>
        Assert.Equal(value, Ratios.Value(BoardMeasure.Attainment, actual, target));

    /// <summary>1,000,000 in M1 at 40 % expects 400,000; in M6+ at 4 % 40,000.</summary>
    [Theory]
    [InlineData(380_000_00, 400_000_00, 0, 95_00)]
    [InlineData(52_000_00, 40_000_00, 0, 130_00)]
    [InlineData(12_000_00, 5_000_00, 0, 240_00)]
    [InlineData(12_000_00, 5_000_00, K, 112_73)]
    [InlineData(520_000_00, 400_000_00, K, 126_67)]
    public void An_index_is_a_hundred_times_recovered_through_expected_and_small_books_are_shrunk(long actual, long expected, long shrink, long value) =>
        Assert.Equal(value, Ratios.Value(BoardMeasure.Index, actual, expected, shrink));

    [Fact]
    public void What_is_out_of_all_proportion_has_a_limit_and_two_of_it_still_differ_by_what_fits()
    {
        Assert.Equal(Ratios.Most, Ratios.Value(BoardMeasure.Rate, long.MaxValue, 1));
        Assert.Equal(-Ratios.Most, Ratios.Value(BoardMeasure.Attainment, long.MinValue, 1));
        Assert.Equal(0, Ratios.Value(BoardMeasure.Rate, 5, 0));
    }
}
