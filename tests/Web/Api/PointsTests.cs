namespace Leaderboard.Web.Api;

/// <summary>The worked figures of the default points plan.</summary>
public sealed class PointsTests(SharedServer shared) : ApiTests(shared)
{
    public static TheoryData<int, string, string> Factors => new()
    {
        { 1, "cash", "80.00" },
        { 30, "cash", "80.00" },
        { 31, "cash", "100.00" },
        { 60, "writtenOffRecovery", "100.00" },
        { 61, "debtSale", "110.00" },
        { 90, "cash", "110.00" },
        { 91, "cash", "125.00" },
        { 180, "cash", "125.00" },
        { 181, "cash", "140.00" },
        { 181, "assetInLieu", "84.00" },
        { 61, "restructured", "33.00" },
    };

    [Fact]
    public async Task A_month_of_four_receipts_is_1164_points_and_1064_after_the_reversal_of_10000()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("accounts", Account("m2", 45), Account("m3", 75), Account("m6plus", 200));
        await AcceptAsync(
            "recoveries",
            Receipt("1", "c", "40000", more: On("m2")), Receipt("bounces", "c", "10000", more: On("m2")), Receipt("2", "c", "20000", more: On("m6plus")),
            Receipt("3", "c", "30000", more: On("m6plus") + ",\"kind\":\"assetInLieu\""), Receipt("4", "c", "40000", more: On("m3") + ",\"kind\":\"restructured\""));
        Assert.Equal("116400.00", await ValueAsync("effective"));
        Assert.Equal("1164.00", await ValueAsync("points"));

        await AcceptAsync("reversals", Reversal("v", "bounces"));

        Assert.Equal("1064.00", await ValueAsync("points"));
        Assert.Equal("106400.00", await ValueAsync("effective"));
        var points = await GetAsync($"collectors/{Id("c")}/points");
        Assert.Equal("1064.00", points.GetProperty("balance").GetRawText());
        Assert.Equal("1064.00", points.GetProperty("vested").GetRawText());
        Assert.Equal("0.00", points.GetProperty("provisional").GetRawText());
        Assert.Equal("0.00", points.GetProperty("held").GetRawText());
        Assert.Equal("1064.00", points.GetProperty("available").GetRawText());
        Assert.True(points.TryGetProperty("lifetime", out _));
    }

    [Theory]
    [MemberData(nameof(Factors))]
    public async Task Kind_and_bucket_price_ten_thousand(int daysPastDue, string kind, string points)
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("accounts", Account("a", daysPastDue));

        var items = await PostItemsAsync("recoveries", Receipt("r", "c", "10000", more: On("a") + $",\"kind\":\"{kind}\""));

        Assert.Equal(points, items[0].GetProperty("points").GetRawText());
    }

    [Fact]
    public async Task Without_an_account_or_with_none_on_file_the_bucket_factor_is_one()
    {
        await PutFloorAsync(("t", ["c"]));

        Assert.Equal([100m, 100m], await PostForPointsAsync("recoveries", Receipt("r", "c", "10000"), Receipt("s", "c", "10000", more: On("not-on-file"))));
    }

    [Fact]
    public async Task The_bucket_is_that_of_the_day_of_the_receipt()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync(
            "accounts", Account("a", 10, ",\"asOf\":\"2024-01-01T00:00:00+08:00\""), Account("a", 40, ",\"asOf\":\"2024-02-01T00:00:00+08:00\""));

        var points = await PostForPointsAsync(
            "recoveries",
            Receipt("r", "c", "10000", "2024-01-15T00:00:00+08:00", On("a")), Receipt("s", "c", "10000", "2024-02-15T00:00:00+08:00", On("a")));

        Assert.Equal([80m, 100m], points);
    }

    [Theory]
    [InlineData("0.49", "0.00")]
    [InlineData("0.50", "0.01")]
    [InlineData("1.49", "0.01")]
    [InlineData("1.50", "0.02")]
    [InlineData("2.50", "0.03")]
    public async Task Half_a_hundredth_is_rounded_away_from_zero(string amount, string points)
    {
        await PutFloorAsync(("t", ["c"]));

        var items = await PostItemsAsync("recoveries", Receipt("r", "c", amount));

        Assert.Equal(points, items[0].GetProperty("points").GetRawText());
    }

    [Fact]
    public async Task Partial_reversals_take_back_exactly_what_was_given()
    {
        await PutFloorAsync(("t", ["c"]));
        Assert.Equal(0.02m, Assert.Single(await PostForPointsAsync("recoveries", Receipt("r", "c", "1.50"))));

        var back = await PostForPointsAsync(
            "reversals", Reversal("1", "r", ",\"amount\":0.50"), Reversal("2", "r", ",\"amount\":0.50"), Reversal("3", "r", ",\"amount\":0.50"));

        Assert.Equal([-0.01m, 0m, -0.01m], back);
        Assert.Equal("0.00", await ValueAsync("points"));
        Assert.Equal("0.00", await ValueAsync("effective"));
        Assert.Equal("0", await ValueAsync("count"));
    }

    [Fact]
    public async Task A_repeated_entry_answers_with_the_points_it_was_given_at_first()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("accounts", Account("a", 200));

        Assert.Equal([140m, 140m], await PostForPointsAsync("recoveries", Receipt("r", "c", "10000", more: On("a")), Receipt("r", "c", "10000", more: On("a"))));
        Assert.Equal([140m], await PostForPointsAsync("recoveries", Receipt("r", "c", "10000", more: On("a"))));
    }

    private string Account(string id, int daysPastDue, string more = "") =>
        FormattableString.Invariant($"{{\"id\":\"{Id(id)}\",\"daysPastDue\":{daysPastDue}{more}}}");

    private string On(string account) => $",\"accountId\":\"{Id(account)}\"";

    private async Task<string> ValueAsync(string measure) =>
        (await GetAsync($"boards/collectors/{measure}/month/{Id("c")}?at=2024-03-01")).GetProperty("value").GetRawText();
}
