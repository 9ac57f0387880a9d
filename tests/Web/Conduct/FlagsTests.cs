using Leaderboard.Web.Imports;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Conduct;

/// <summary>Accounts are flagged by the API or a file; money from them earns nothing, and the page says why.</summary>
public sealed class FlagsTests(SharedServer shared) : ImportTests(shared)
{
    [Fact]
    public async Task A_receipt_of_a_flagged_account_earns_nothing_and_its_page_says_why()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("accounts", Account("a", "2024-03-01", ",\"flags\":[\"deceased\",\"hardship\"]"));

        Assert.Equal([0m, 1m], await PostForPointsAsync("recoveries", Receipt("1", "self", "500", more: OfAccount("a")), Receipt("2", "self")));

        Assert.Equal(600m, (await GetAsync($"boards/collectors/amount/all?team={Id("own")}")).GetProperty("sum").GetDecimal());
        Assert.Equal(100m, (await GetAsync($"boards/collectors/effective/all?team={Id("own")}")).GetProperty("sum").GetDecimal());
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        Assert.Contains("No points: the account was flagged (hardship) when the money came.", (await lead.GetAsync("/collectors/" + Id("self"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_says_nothing_of_flags_takes_none_away_and_an_empty_list_does()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("accounts", Account("a", "2024-03-01", ",\"flags\":[\"disputed\"]"), Account("a", "2024-03-02", ""), Account("a", "2024-03-04", ",\"flags\":[]"));

        Assert.Equal(["duplicate", "conflict"], await PostAsync("accounts", Account("a", "2024-03-02", ""), Account("a", "2024-03-02", ",\"flags\":[]")));
        Assert.Equal(
            [0m, 1m],
            await PostForPointsAsync("recoveries", Receipt("1", "self", receivedAt: "2024-03-03T12:00:00+08:00", more: OfAccount("a")), Receipt("2", "self", more: OfAccount("a"))));
    }

    [Theory]
    [InlineData("\"hardship\"")]
    [InlineData("[\"grumpy\"]")]
    [InlineData("[7]")]
    [InlineData("{}")]
    public async Task What_is_no_flag_is_refused_by_its_field(string flags)
    {
        var items = await PostItemsAsync("accounts", Account("a", "2024-03-01", ",\"flags\":" + flags));
        Assert.Equal(("invalidField", "flags"), (Text(items[0].GetProperty("error"), "code"), Text(items[0].GetProperty("error"), "field")));
    }

    [Fact]
    public async Task A_file_has_several_in_a_cell_in_either_language()
    {
        await PutFloorAsync(("own", ["self"]));
        var file = $"账户编号,清收员编号,逾期天数,数据日期,标记\n{Id("a")},{Id("self")},45,2024-03-01,困难、停止联络\n{Id("b")},{Id("self")},45,2024-03-01,none\n{Id("c")},{Id("self")},45,2024-03-01,\n{Id("d")},{Id("self")},45,2024-03-01,grumpy\n";

        Assert.Equal("completed 4/3/0/1; 5 flags invalidField", Summary(await ImportAsync("kind=accounts", file)));
        Assert.Equal(
            [0m, 1m, 1m],
            await PostForPointsAsync("recoveries", Receipt("1", "self", more: OfAccount("a")), Receipt("2", "self", more: OfAccount("b")), Receipt("3", "self", more: OfAccount("c"))));
    }

    private string Account(string id, string asOf, string more) => $$"""{"id":"{{Id(id)}}","collectorId":"{{Id("self")}}","daysPastDue":45,"asOf":"{{asOf}}T00:00:00+08:00"{{more}}}""";

    private string OfAccount(string id) => $",\"accountId\":\"{Id(id)}\"";
}
