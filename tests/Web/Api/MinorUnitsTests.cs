namespace Leaderboard.Web.Api;

public sealed class MinorUnitsTests
{
    [Theory]
    [InlineData("12.5", 2, 1250)]
    [InlineData("12.50", 2, 1250)]
    [InlineData("0.01", 2, 1)]
    [InlineData("7", 0, 7)]
    [InlineData("7.125", 3, 7125)]
    [InlineData("1e2", 2, 10_000)]
    [InlineData("1.25e1", 2, 1250)]
    [InlineData("1.2500e1", 2, 1250)]
    [InlineData("125E-1", 2, 1250)]
    [InlineData("10000000000000", 2, 1_000_000_000_000_000)]
    [InlineData("10000000000000", 3, 10_000_000_000_000_000)]
    [InlineData("-3.20", 2, -320)]
    public void An_amount_is_read_exactly(string text, int decimals, long minor)
    {
        Assert.True(MinorUnits.TryParse(text, decimals, out var read));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData("12.500", 2)]
    [InlineData("12.501", 2)]
    [InlineData("1.0", 0)]
    [InlineData("7.1250", 3)]
    [InlineData("1.2555e1", 2)]
    [InlineData("1e-3", 2)]
    [InlineData("1e-30", 2)]
    [InlineData("1e400", 2)]
    [InlineData("1e-400", 2)]
    [InlineData("10000000000000.01", 2)]
    [InlineData("99999999999999999999999999999999", 2)]
    [InlineData("0.0000000000000000000000000000001", 2)]
    [InlineData("1.0000000000000000000000000000000001e0", 2)]
    [InlineData("12345678901234567890123456789012345678901", 2)]
    [InlineData("NaN", 2)]
    [InlineData("Infinity", 2)]
    [InlineData("", 2)]
    [InlineData("-", 2)]
    [InlineData(".5", 2)]
    [InlineData("5.", 2)]
    [InlineData("+5", 2)]
    [InlineData("5-", 2)]
    [InlineData(" 5", 2)]
    [InlineData("1,000", 2)]
    [InlineData("0x10", 2)]
    [InlineData("５", 2)]
    public void What_is_no_amount_of_the_currency_is_refused_and_never_rounded(string text, int decimals) =>
        Assert.False(MinorUnits.TryParse(text, decimals, out _));

    [Theory]
    [InlineData(1250, 2, "12.50")]
    [InlineData(-5, 2, "-0.05")]
    [InlineData(0, 2, "0.00")]
    [InlineData(7, 0, "7")]
    [InlineData(7125, 3, "7.125")]
    [InlineData(long.MaxValue, 2, "92233720368547758.07")]
    [InlineData(long.MinValue, 2, "-92233720368547758.08")]
    public void Answers_carry_the_decimals_of_the_currency(long minor, int decimals, string major) =>
        Assert.Equal(major, MinorUnits.ToMajor(minor, decimals).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
