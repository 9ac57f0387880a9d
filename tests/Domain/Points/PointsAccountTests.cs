namespace Leaderboard.Domain.Points;

public sealed class PointsAccountTests
{
    private static readonly Moment Noon = new(1_000_000);

    [Fact]
    public void Points_are_provisional_until_the_moment_they_vest()
    {
        var account = PointsAccount.Empty.With(new PointsSum(1, 500, new Moment(3_000_000)), Noon);
        Assert.Equal(500, account.BalanceHundredths);
        Assert.Equal(500, account.ProvisionalAt(new Moment(2_999_999)));
        Assert.Equal(0, account.ProvisionalAt(new Moment(3_000_000)));
    }

    [Fact]
    public void What_has_vested_when_it_is_taken_in_leaves_no_date_behind()
    {
        var account = PointsAccount.Empty;
        for (var seq = 1; seq <= 1000; seq++)
            account = account.With(new PointsSum(seq, 10, new Moment(seq)), Noon);
        Assert.Equal(10_000, account.BalanceHundredths);
        Assert.Empty(account.ProvisionalHundredths);
    }

    [Fact]
    public void A_reversal_takes_back_what_is_provisional_still()
    {
        var account = PointsAccount.Empty.With(new PointsSum(1, 500, new Moment(3_000_000)), Noon).With(new PointsSum(2, -200, new Moment(3_000_000)), new Moment(2_000_000));
        Assert.Equal((300, 300), (account.BalanceHundredths, account.ProvisionalAt(new Moment(2_000_000))));
    }
}
