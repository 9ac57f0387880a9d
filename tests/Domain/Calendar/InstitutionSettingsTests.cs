namespace Leaderboard.Calendar;

public sealed class InstitutionSettingsTests
{
    [Theory]
    [InlineData("CNY", 2, 100)]
    [InlineData("USD", 2, 100)]
    [InlineData("JPY", 0, 1)]
    [InlineData("KRW", 0, 1)]
    [InlineData("KWD", 3, 1000)]
    [InlineData("BHD", 3, 1000)]
    public void A_currency_has_its_decimals(string currency, int decimals, long minorPerMajor)
    {
        var settings = InstitutionSettings.Of("Asia/Shanghai", currency);

        Assert.Equal(decimals, settings.CurrencyDecimals);
        Assert.Equal(minorPerMajor, settings.MinorPerMajor);
    }

    [Theory]
    [InlineData("cny")]
    [InlineData("XYZ")]
    [InlineData("")]
    public void An_unknown_currency_is_refused(string currency) =>
        Assert.Equal("currency", Assert.Throws<ArgumentException>(() => InstitutionSettings.Of("Asia/Shanghai", currency)).ParamName);

    [Theory]
    [InlineData("Asia/Atlantis")]
    [InlineData("China Standard Time")]
    [InlineData("")]
    public void An_unknown_zone_is_refused(string zone) =>
        Assert.Equal("timeZone", Assert.Throws<ArgumentException>(() => InstitutionSettings.Of(zone, "CNY")).ParamName);
}
