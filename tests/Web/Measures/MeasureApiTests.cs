using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Measures;

/// <summary>Rate, attainment and index as programs and people see them, in March 2024. There is one book of benchmarks: nobody else may keep another meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class MeasureApiTests(SharedServer shared) : ApiTests(shared)
{
    private const string At = "at=2024-03-05";

    /// <summary>a: opening 1,000,000 (of which 100,000 interest), new 200,000, recovered 180,000. With b's 10,000 that is 14.88 % of all, 17.82 % of the opening.</summary>
    [Fact]
    public async Task A_rate_shows_what_it_is_made_of()
    {
        await FillAsync();

        var board = await GetAsync($"boards/collectors/rate/month?{At}&team={Id("t")}");
        var opening = await GetAsync($"boards/collectors/rate/month?{At}&team={Id("t")}&base=opening");

        Assert.Equal(
            ["14.88", "15.00", "180000.00", "1200000.00", "0.00"],
            [Raw(board, "sum"), Raw(board.GetProperty("standings")[0], "value"), Raw(board.GetProperty("standings")[0], "numerator"), Raw(board.GetProperty("standings")[0], "denominator"), Raw(board.GetProperty("standings")[0], "gapToNext")]);
        var ratio = board.GetProperty("ratio");
        Assert.Equal(("180000.00", "1210000.00", "openingAndNew"), (Raw(ratio, "numerator"), Raw(ratio, "denominator"), Text(ratio, "base")));
        Assert.Equal(("17.82", "18.00", "opening"), (Raw(opening, "sum"), Raw(opening.GetProperty("standings")[0], "value"), Text(opening.GetProperty("ratio"), "base")));
        Assert.Equal(["1 a 15.00", "2 b 0.00"], await StandingsAsync($"boards/collectors/rate/month?{At}&team={Id("t")}"));
        Assert.Equal("15.00", Raw(await GetAsync($"boards/collectors/rate/month/{Id("a")}?{At}&team={Id("t")}"), "value"));
        Assert.Equal(["2 b 0.00"], await StandingsAsync($"boards/collectors/rate/month/{Id("b")}/around?limit=1&{At}&team={Id("t")}"));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"boards/collectors/rate/month/{Id("nobody")}?{At}")).Status);
        Assert.False((await GetAsync($"boards/collectors/amount/month?{At}&team={Id("t")}")).TryGetProperty("ratio", out _));
    }

    [Fact]
    public async Task An_attainment_is_of_targets_of_the_period()
    {
        await FillAsync();
        await SendAsync(HttpMethod.Put, $"teams/{Id("t")}/targets/month/2024-03-05", $$"""{"collectors":[{"id":"{{Id("a")}}","target":240000}]}""");

        Assert.Equal(["1 a 75.00"], await StandingsAsync($"boards/collectors/attainment/month?{At}&team={Id("t")}"));
        Assert.Equal(["1 t 75.00"], await StandingsAsync($"boards/teams/attainment/month?{At}&team={Id("t")}"));
        Assert.Empty(await StandingsAsync($"boards/collectors/attainment/week?{At}&team={Id("t")}"));
    }

    [Fact]
    public async Task Benchmarks_are_what_an_index_is_measured_by()
    {
        await FillAsync();
        var put = await SendAsync(HttpMethod.Put, "benchmarks", $$"""{"benchmarks":[{"product":"{{Id("p")}}","bucket":"M2","percent":"15"},{"product":"{{Id("p")}}","percent":1.5}]}""");
        Assert.True(put.Status == HttpStatusCode.OK, put.Text);

        // 1,000,000 in M2 at 15 % and 200,000 in M1 at 1.5 % expect 153,000; of b's 10,000 in M2 1,500.
        Assert.Equal(["1 a 117.65", "2 b 0.00"], await StandingsAsync($"boards/collectors/index/month?{At}&team={Id("t")}&shrink=false"));
        Assert.Equal(["1 a 113.30", "2 b 97.09"], await StandingsAsync($"boards/collectors/index/month?{At}&team={Id("t")}"));
        var kept = await GetAsync("benchmarks");
        Assert.Equal("50000.00", Raw(kept, "shrink"));
        Assert.Equal(["1.50", "15.00"], kept.GetProperty("benchmarks").EnumerateArray().Select(b => Raw(b, "percent")));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "benchmarks/proposal")).Status);
    }

    [Theory]
    [InlineData("[]", null)]
    [InlineData("{}", null)]
    [InlineData("""{"benchmarks":[5]}""", "benchmarks[0]")]
    [InlineData("""{"benchmarks":[{"bucket":"M1"}]}""", "benchmarks[0].percent")]
    [InlineData("""{"benchmarks":[{"percent":100.01}]}""", "benchmarks[0].percent")]
    [InlineData("""{"benchmarks":[{"percent":-1}]}""", "benchmarks[0].percent")]
    [InlineData("""{"benchmarks":[{"percent":1.234}]}""", "benchmarks[0].percent")]
    [InlineData("""{"benchmarks":[{"bucket":"M7","percent":1}]}""", "benchmarks[0].bucket")]
    [InlineData("""{"benchmarks":[{"secured":"yes","percent":1}]}""", "benchmarks[0].secured")]
    [InlineData("""{"benchmarks":[{"bucket":"M1","percent":1},{"bucket":"M1","percent":2}]}""", "benchmarks[1]")]
    public async Task A_book_that_says_nothing_is_refused_by_its_field(string body, string? field)
    {
        var answer = await SendAsync(HttpMethod.Put, "benchmarks", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        if (field is not null)
            Assert.Equal(field, Text(answer.Body, "field"));
    }

    [Fact]
    public async Task A_manager_enters_benchmarks_and_takes_them_from_history()
    {
        using var manager = await Floor.ManagerAsync(Server);
        const string page = "/manage/benchmarks";

        var kept = await manager.SendAsync(page, "Keep", ("Lines[0].Product", Id("p")), ("Lines[0].Bucket", "M6+"), ("Lines[0].Secured", "false"), ("Lines[0].Percent", "4"));
        var refused = await manager.SendAsync(page, "Keep", ("Lines[0].Product", ""), ("Lines[1].Bucket", "M1"), ("Lines[1].Percent", "lots"));
        var proposed = await manager.SendAsync(page, "Propose");

        Assert.Contains("1 benchmarks are in force", PageText.Of(kept.Text), StringComparison.Ordinal);
        Assert.Contains("Line 2 was not understood", PageText.Of(refused.Text), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, proposed.Status);
        var line = Assert.Single((await GetAsync("benchmarks")).GetProperty("benchmarks").EnumerateArray());
        Assert.Equal((Id("p"), "M6+", false, "4.00"), (Text(line, "product"), Text(line, "bucket"), line.GetProperty("secured").GetBoolean(), Raw(line, "percent")));
    }

    [Fact]
    public async Task The_page_of_a_rate_shows_numerator_denominator_and_base_and_so_does_its_file()
    {
        await FillAsync();
        using var manager = await Floor.ManagerAsync(Server);
        var path = $"/boards/collectors/rate/month?{At}&team={Id("t")}";

        var (_, page) = await manager.GetAsync(path);
        var (_, opening) = await manager.GetAsync(path + "&base=opening");
        var file = await manager.Http.GetStringAsync(new Uri(path + "&handler=Csv", UriKind.Relative), Cancel);

        Assert.Equal(["15.00%", "0.00%"], PageText.OfClass(page, "value"));
        Assert.Contains("¥180,000.00 ÷ ¥1,200,000.00", PageText.Of(page), StringComparison.Ordinal);
        Assert.Contains("and of those that became overdue in the period", PageText.OfClass(page, "denominator")[0], StringComparison.Ordinal);
        Assert.Equal("18.00%", PageText.OfClass(opening, "value")[0]);
        Assert.Equal("Base: balances of accounts overdue at the opening.", PageText.OfClass(opening, "denominator")[0]);
        Assert.Contains("Recovery rate (%) month/2024-03,Reached at,Movement today,Gap to next,Recovered (CNY),Divided by (CNY)", file, StringComparison.Ordinal);
        Assert.Contains(",15.00,", file, StringComparison.Ordinal);
        Assert.Contains(",180000.00,1200000.00", file, StringComparison.Ordinal);
    }

    private static string Raw(System.Text.Json.JsonElement element, string name) => element.GetProperty(name).GetRawText();

    /// <summary>a: 900,000 + 100,000 interest in M2 in February, 200,000 in M1 from the 3rd of March; b: 10,000 in M2. Only a brought in anything.</summary>
    private async Task FillAsync()
    {
        await PutFloorAsync(("t", ["a", "b"]));
        await AcceptAsync(
            "accounts",
            Account("1", "a", "2024-02-10", "\"principal\":900000,\"offBalanceInterest\":60000,\"onBalanceInterest\":40000,\"daysPastDue\":45"),
            Account("2", "a", "2024-03-03", "\"principal\":200000,\"daysPastDue\":1"),
            Account("3", "b", "2024-02-10", "\"principal\":10000,\"daysPastDue\":45"));
        await AcceptAsync("recoveries", Receipt("1", "a", "180000"));
    }

    private string Account(string id, string holder, string day, string more) =>
        $$"""{"id":"{{Id(id)}}","collectorId":"{{Id(holder)}}","product":"{{Id("p")}}","asOf":"{{day}}T09:00:00+08:00",{{more}}}""";
}

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
