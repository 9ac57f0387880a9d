using System.Globalization;
using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Boards;

/// <summary>The page of boards, as its reader finds it.</summary>
public sealed class BoardPageTests(SharedServer shared) : ApiTests(shared)
{
    private const string March = "/boards/collectors/amount/month?at=2024-03-05";

    [Fact]
    public async Task A_page_has_25_rows_and_leads_to_the_others_and_to_the_row_that_is_sought()
    {
        await FillAsync(60);
        using var manager = await Floor.ManagerAsync(Server);
        var path = $"{March}&team={Id("t")}";

        var first = await ReadAsync(manager, path);
        var sought = await ReadAsync(manager, $"{path}&around={Id("c30")}");
        var last = await ReadAsync(manager, $"{path}&offset=50");

        Assert.Equal(Ranks(1, 25), PageText.OfClass(first, "value").Select(v => Rank(v)));
        Assert.Contains("1–25 of 60", PageText.Of(first), StringComparison.Ordinal);
        Assert.Contains("offset=25", first, StringComparison.Ordinal);
        Assert.Equal(Ranks(26, 25), PageText.OfClass(sought, "value").Select(v => Rank(v)));
        Assert.Contains($"id=\"sought\" aria-current=\"true\" data-id=\"{Id("c30")}\"", sought, StringComparison.Ordinal);
        Assert.Equal(Ranks(51, 10), PageText.OfClass(last, "value").Select(v => Rank(v)));
        Assert.DoesNotContain("offset=75", last, StringComparison.Ordinal);
        Assert.Contains("1, 1, 3", first, StringComparison.Ordinal);
        Assert.Contains("Period: March 2024", PageText.Of(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_finds_the_way_to_their_own_row_and_it_is_marked()
    {
        await FillAsync(40);
        using var me = await Floor.JoinAsync(Server, "Collector", Id("own-row"), Id("c33"));

        var page = await ReadAsync(me, $"{March}&team={Id("t")}");
        var jumped = await ReadAsync(me, $"{March}&team={Id("t")}&around={Id("c33")}");

        Assert.Contains("To my place: 33", PageText.Of(page), StringComparison.Ordinal);
        Assert.Contains($"around={Id("c33")}#sought", page, StringComparison.Ordinal);
        Assert.Contains("class=\"mine sought\"", jumped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_leads_to_an_address_to_hand_on()
    {
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Equal(
            $"/boards/teams/points/week?at=2024-03-05&team={Id("t")}&tie=dense",
            await manager.RedirectOfAsync($"/boards?period=week&subject=teams&measure=points&team={Id("t")}&branch=&region=&at=2024-03-05&tie=dense"));
    }

    [Theory]
    [InlineData("collectors", "amount", "day")]
    [InlineData("teams", "effective", "week")]
    [InlineData("branches", "points", "quarter")]
    [InlineData("regions", "count", "year")]
    [InlineData("teams", "perHead", "all")]
    public async Task Every_subject_measure_and_period_has_its_page(string subject, string measure, string period)
    {
        await FillAsync(2);
        using var manager = await Floor.ManagerAsync(Server);

        var page = await ReadAsync(manager, $"/boards/{subject}/{measure}/{period}?at=2024-03-05&team={Id("t")}");

        Assert.NotEmpty(PageText.OfClass(page, "value"));
    }

    [Theory]
    [InlineData("/boards/people/amount/day", "subject")]
    [InlineData("/boards/collectors/money/day", "measure")]
    [InlineData("/boards/collectors/amount/fortnight", "period")]
    [InlineData("/boards/collectors/amount/day?at=yesterday", "at")]
    [InlineData("/boards/collectors/amount/day?offset=-1", "offset")]
    public async Task What_is_no_board_is_said_and_another_offered(string path, string named)
    {
        using var manager = await Floor.ManagerAsync(Server);

        var (status, page) = await manager.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"“{named}” in the address was not understood", PageText.Of(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_lead_to_the_pages_that_the_reader_may_see_and_no_further()
    {
        await PutFloorAsync(("own", ["self"]), ("other", ["stranger"]));
        await AcceptAsync("recoveries", Receipt("1", "self", "100"), Receipt("2", "stranger", "90"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("doors"), null, Id("own"));
        var path = $"{March}&region={Id("region")}";

        var page = await ReadAsync(lead, path);

        Assert.Contains($"href=\"/collectors/{Id("self")}\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/teams/{Id("own")}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/collectors/{Id("stranger")}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/teams/{Id("other")}\"", page, StringComparison.Ordinal);
        var teams = await ReadAsync(lead, $"/boards/teams/amount/month?at=2024-03-05&region={Id("region")}");
        Assert.Equal(["my team"], PageText.OfClass(teams, "mark"));
        Assert.Contains("To my team: 1", PageText.Of(teams), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_every_row_a_byte_order_mark_and_no_cell_that_a_spreadsheet_would_run()
    {
        var roster = $$"""{"teams":[{"id":"{{Id("t")}}","name":"@north"}],"collectors":[{"id":"{{Id("c0")}}","name":"=1+1","teamId":"{{Id("t")}}"},{"id":"{{Id("c1")}}","name":"-2","teamId":"{{Id("t")}}"},{"id":"{{Id("c2")}}","name":"a,\"b\"","teamId":"{{Id("t")}}"}]}""";
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "roster", roster)).Status);
        await AcceptAsync("recoveries", Receipt("0", "c0", "300.50"), Receipt("1", "c1", "200"), Receipt("2", "c2", "200"));
        using var manager = await Floor.ManagerAsync(Server);

        var bytes = await manager.Http.GetByteArrayAsync(new Uri($"{March}&team={Id("t")}&handler=Csv", UriKind.Relative), Cancel);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Rank,tied,Id,Name,Team id,Team,Recovered amount (CNY) month/2024-03,Reached at,Movement today,Gap to next", lines[0]);
        Assert.Equal(
            [
                $"1,,{Id("c0")},'=1+1,{Id("t")},'@north,300.50,{Noon},0,0.00",
                $"2,yes,{Id("c1")},'-2,{Id("t")},'@north,200.00,{Noon},0,100.50",
                $"2,yes,{Id("c2")},\"a,\"\"b\"\"\",{Id("t")},'@north,200.00,{Noon},0,100.50",
            ],
            lines[1..]);
    }

    private static async Task<string> ReadAsync(Visitor visitor, string path)
    {
        var (status, page) = await visitor.GetAsync(path);
        Assert.True(status == HttpStatusCode.OK, page);
        return page;
    }

    /// <summary>Collectors c1, c2, … in the order of their ranks: each has 1,000 less ten times their number.</summary>
    private async Task FillAsync(int count)
    {
        var names = Enumerable.Range(1, count).Select(i => "c" + i).ToArray();
        await PutFloorAsync(("t", names));
        await AcceptAsync("recoveries", [.. names.Select((n, i) => Receipt("r" + n, n, (1000 - (10 * (i + 1))).ToString(CultureInfo.InvariantCulture)))]);
    }

    private static IEnumerable<int> Ranks(int first, int count) => Enumerable.Range(first, count);

    private static int Rank(string value) => (int)((1000 - decimal.Parse(value[1..], CultureInfo.InvariantCulture)) / 10);
}
