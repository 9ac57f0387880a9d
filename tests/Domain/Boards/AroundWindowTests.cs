namespace Leaderboard.Domain.Boards;

public sealed class AroundWindowTests
{
    [Theory]
    [InlineData(2, 2, 4)]
    [InlineData(0, 1, 3)]
    [InlineData(4, 3, 5)]
    public void Of_five_rows_and_limit_three_the_middle_gets_2_to_4_the_top_1_to_3_the_bottom_3_to_5(int position, int firstRank, int lastRank)
    {
        var window = AroundWindow.Of(position, count: 5, limit: 3);
        Assert.Equal((firstRank, lastRank), (window.Start + 1, window.Start + window.Length));
    }

    [Fact]
    public void An_even_limit_shows_one_more_row_above_than_below() => Assert.Equal(new AroundWindow(3, 4), AroundWindow.Of(5, count: 10, limit: 4));

    [Fact]
    public void A_limit_longer_than_the_board_shows_the_whole_board() => Assert.Equal(new AroundWindow(0, 5), AroundWindow.Of(3, count: 5, limit: 1000));

    [Fact]
    public void A_window_is_always_full_and_holds_its_member()
    {
        for (var count = 1; count < 12; count++)
        {
            for (var position = 0; position < count; position++)
            {
                for (var limit = 1; limit < 14; limit++)
                {
                    var (start, length) = AroundWindow.Of(position, count, limit);
                    Assert.Equal(Math.Min(limit, count), length);
                    Assert.InRange(position, start, start + length - 1);
                    Assert.InRange(start, 0, count - length);
                }
            }
        }
    }
}
