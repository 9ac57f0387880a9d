using System.Net;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Contests;

/// <summary>Teams of a contest's own, and leagues, as programs and people meet them. Each test has a month of its own long ago.</summary>
public sealed class LeagueApiTests(SharedServer shared) : ApiTests(shared)
{
    private static int _months;

    private readonly string _month = new DateOnly(1971, 1, 1).AddMonths(Interlocked.Increment(ref _months)).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>x is a and b with 100 + 300, y is c with 500: y is first and c has 500 points; a and b share 200.</summary>
    [Fact]
    public async Task Teams_of_a_contest_go_by_their_names_from_draft_to_paid()
    {
        await FillAsync();
        var drafted = await SendAsync(HttpMethod.Post, "contests", Contest(Teams(("x", "Xenons", ["a", "b"]), ("y", "Yaks", ["c"]))));
        Assert.True(drafted.Status == HttpStatusCode.Created, drafted.Text);
        Assert.Equal(["x Xenons 2", "y Yaks 1"], drafted.Body.GetProperty("entrants").GetProperty("adHocTeams").EnumerateArray().Select(t => $"{Text(t, "id")} {Text(t, "name")} {t.GetProperty("collectors").GetArrayLength()}"));
        var hash = Text((await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule")).Body, "rulesHash");
        Assert.Equal(64, hash.Length);
        Assert.Equal(["1 y 500.00", "2 x 400.00"], await StandingsAsync($"contests/{Id("k")}/standings"));
        Assert.Equal(["Yaks", "Xenons"], (await GetAsync($"contests/{Id("k")}/race")).GetProperty("lines").EnumerateArray().Select(l => Text(l, "name")));

        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/certify");

        Assert.Equal(
            [$"{Id("c")} y {Id("south")} 500.00", $"{Id("a")} x {Id("north")} 100.00", $"{Id("b")} x {Id("north")} 100.00"],
            (await GetAsync($"contests/{Id("k")}/payouts")).GetProperty("payouts").EnumerateArray().Select(p => $"{Text(p, "collectorId")} {Text(p, "subjectId")} {Text(p, "teamId")} {p.GetProperty("points").GetRawText()}"));
        using var runner = await Floor.JoinAsync(Server, "Collector", Id("runner"), Id("b"));
        var page = (await runner.GetAsync($"/contests/{Id("k")}")).Text;
        Assert.Contains("Yaks", page, StringComparison.Ordinal);
        Assert.Contains("Teams of this contest alone: Xenons (a, b); Yaks (c).", PageText.Of(page), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/teams/x\"", page, StringComparison.Ordinal);
        Assert.Equal(["Xenons"], PageText.OfClass((await runner.GetAsync($"/contests/{Id("k")}/certificate/x")).Text, "winner"));
    }

    [Theory]
    [InlineData("[{\"id\":\"x\",\"name\":\"X\",\"collectors\":[\"$a\",\"nobody\"]}]", "entrants.adHocTeams[0].collectors")]
    [InlineData("[{\"id\":\"x\",\"name\":\"X\",\"collectors\":[\"$a\"]},{\"id\":\"y\",\"name\":\"Y\",\"collectors\":[\"$a\"]}]", "entrants.adHocTeams[1].collectors")]
    [InlineData("[{\"id\":\"x\",\"name\":\"X\",\"collectors\":[\"$a\",\"$a\"]}]", "entrants.adHocTeams[0].collectors")]
    [InlineData("[{\"id\":\"x\",\"name\":\"X\",\"collectors\":[]}]", "entrants.adHocTeams[0].collectors")]
    [InlineData("[{\"id\":\"x\",\"name\":\"X\"}]", "entrants.adHocTeams[0].collectors")]
    [InlineData("[{\"id\":\"x\",\"name\":\" \",\"collectors\":[\"$a\"]}]", "entrants.adHocTeams[0].name")]
    [InlineData("[{\"id\":\"x\",\"name\":\"X\",\"collectors\":[\"$a\"]},{\"id\":\"y\",\"name\":\"x\",\"collectors\":[\"$b\"]}]", "entrants.adHocTeams[1].name")]
    [InlineData("[{\"id\":\"x\",\"name\":\"X\",\"collectors\":[\"$a\"]},{\"id\":\"x\",\"name\":\"Y\",\"collectors\":[\"$b\"]}]", "entrants.adHocTeams[1].id")]
    [InlineData("[{\"id\":\"x y\",\"name\":\"X\",\"collectors\":[\"$a\"]}]", "entrants.adHocTeams[0].id")]
    [InlineData("[{\"id\":\"$north\",\"name\":\"X\",\"collectors\":[\"$a\"]}]", "entrants.adHocTeams[0].id")]
    public async Task Teams_that_cannot_be_are_refused_by_their_field(string teams, string field)
    {
        await FillAsync();
        foreach (var name in new[] { "a", "b", "north" })
            teams = teams.Replace("\"$" + name + "\"", $"\"{Id(name)}\"", StringComparison.Ordinal);
        Assert.Equal(field, await FieldAsync(Contest($$"""{"adHocTeams":{{teams}}}""")));
    }

    [Fact]
    public async Task They_are_not_mixed_with_standing_teams_nor_with_collectors()
    {
        await FillAsync();
        var team = $$"""[{"id":"x","name":"X","collectors":["{{Id("a")}}"]}]""";
        Assert.Equal("entrants.teams", await FieldAsync(Contest($$"""{"teams":["{{Id("north")}}"],"adHocTeams":{{team}}}""")));
        Assert.Equal("entrants.members", await FieldAsync(Contest($$"""{"members":["{{Id("a")}}"],"adHocTeams":{{team}}}""")));
        Assert.Equal("subject", await FieldAsync(Contest($$"""{"adHocTeams":{{team}}}""", subject: "collectors")));
    }

    [Theory]
    [InlineData("[0]", "leagues")]
    [InlineData("[1,2]", "leagues[0]")]
    [InlineData("[0,500,500]", "leagues[2]")]
    [InlineData("[0,500,400]", "leagues[2]")]
    [InlineData("[0,-5]", "leagues[1]")]
    [InlineData("[0,\"much\"]", "leagues[1]")]
    [InlineData("[0,0.001]", "leagues[1]")]
    [InlineData("{}", "leagues")]
    [InlineData("[0,1,2,3,4,5,6,7,8,9,10]", "leagues")]
    public async Task Leagues_that_cannot_be_are_refused_by_their_field(string leagues, string field)
    {
        await FillAsync();
        Assert.Equal(field, await FieldAsync(Contest("{}", $",\"leagues\":{leagues}", "collectors")));
    }

    /// <summary>From 0 and 1,000: a 900 and no book of c in the first, b 1,000 in the second. Each league has its first.</summary>
    [Fact]
    public async Task Leagues_are_told_with_every_row_and_shown_by_their_books()
    {
        await FillAsync();
        await AcceptAsync("accounts", Account("1", "a", 900), Account("2", "b", 1000));
        var drafted = await SendAsync(HttpMethod.Post, "contests", Contest($$"""{"teams":["{{Id("north")}}","{{Id("south")}}"]}""", ",\"leagues\":[0,\"1000\"]", "collectors"));
        Assert.True(drafted.Status == HttpStatusCode.Created, drafted.Text);
        Assert.Equal("[0.00,1000.00]", drafted.Body.GetProperty("leagues").GetRawText());
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");

        Assert.Equal(
            ["1 c 500.00 1", "2 a 100.00 1", "1 b 300.00 2"],
            (await RowsAsync($"contests/{Id("k")}/standings")).Select(r => $"{Standing(r)} {r.GetProperty("league").GetInt32()}"));
        using var manager = await Floor.ManagerAsync(Server);
        var page = PageText.Of((await manager.GetAsync($"/contests/{Id("k")}")).Text);
        Assert.Contains("League 1, books below ¥1,000.00", page, StringComparison.Ordinal);
        Assert.Contains("League 2, books from ¥1,000.00", page, StringComparison.Ordinal);
        Assert.Contains("Ahead, each in their league", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_takes_people_of_the_own_teams_and_of_no_other()
    {
        await FillAsync();
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("north"));
        var (own, other) = (Teams(("x", "Xenons", ["a"]), ("y", "Yaks", ["b"])), Teams(("x", "Xenons", ["a"]), ("y", "Yaks", ["c"])));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsAsync(lead, "contests", Contest(other))).Status);
        Assert.Equal(HttpStatusCode.Created, (await PostAsAsync(lead, "contests", Contest(own))).Status);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/contests/{Id("k")}")).Status);

        var kept = await lead.SendAsync("/contests/new", "Keep", Form(("Form.IsAdHoc", "true"), ("Form.SideNames[0]", "Ours"), ("Form.Picked", "1/" + Id("a")), ("Form.Picked", ""), ("Form.Picked", "1/" + Id("c"))));
        Assert.Equal(HttpStatusCode.Forbidden, kept.Status);
        Assert.Contains("from the teams you lead", kept.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Ours\"", kept.Text, StringComparison.Ordinal);
    }

    /// <summary>60 % amount, 40 % rate of the opening; leagues from 0 and 1,000; two teams: what is filled in is what is kept.</summary>
    [Fact]
    public async Task The_form_keeps_a_mix_leagues_and_teams_and_says_what_they_do()
    {
        await FillAsync();
        using var manager = await Floor.ManagerAsync(Server);
        var whole = Form(
            ("Form.Weights[0]", "60"), ("Form.Weights[1]", ""), ("Form.Weights[2]", ""), ("Form.Weights[3]", ""), ("Form.Weights[4]", ""), ("Form.Weights[5]", "40"), ("Form.Base", "Opening"), ("Form.Leagues[0]", "1,000"), ("Form.Leagues[1]", ""),
            ("Form.IsAdHoc", "true"), ("Form.SideNames[0]", "Xenons"), ("Form.SideNames[1]", "Yaks"), ("Form.Picked", "1/" + Id("a")), ("Form.Picked", "2/" + Id("c")));

        var shown = PageText.Of((await manager.SendAsync("/contests/new", "Preview", whole)).Text);
        Assert.Contains("Teams of this contest alone: Xenons (a); Yaks (c).", shown, StringComparison.Ordinal);
        Assert.Contains("60% Recovered amount, 40% Recovery rate", shown, StringComparison.Ordinal);
        Assert.Contains("League 1, books below ¥1,000.00; League 2, books from ¥1,000.00", shown, StringComparison.Ordinal);

        var kept = await manager.SendAsync("/contests/new", "Keep", whole);
        var contest = await GetAsync(kept.Location!.TrimStart('/'));
        Assert.Equal(
            ("score", "opening", "[0.00,1000.00]", "teams"),
            (Text(contest, "measure"), Text(contest, "base"), contest.GetProperty("leagues").GetRawText(), Text(contest, "subject")));
        Assert.Equal(["amount 0.6000", "rate 0.4000"], contest.GetProperty("score").EnumerateArray().Select(p => $"{Text(p, "measure")} {p.GetProperty("weight").GetRawText()}"));
        Assert.Equal([Id("a"), Id("c")], contest.GetProperty("entrants").GetProperty("adHocTeams").EnumerateArray().Select(t => t.GetProperty("collectors")[0].GetString()));
    }

    [Theory]
    [InlineData("Form.Weights[0]", "60", "together 100")]
    [InlineData("Form.Weights[0]", "much", "together 100")]
    [InlineData("Form.Leagues[0]", "much", "one above the other")]
    [InlineData("Form.IsAdHoc", "true", "Every team needs people")]
    public async Task What_is_wrong_in_the_form_is_said_and_what_was_filled_in_stays(string name, string value, string said)
    {
        await FillAsync();
        using var manager = await Floor.ManagerAsync(Server);
        var answer = await manager.SendAsync("/contests/new", "Keep", Form((name, value), ("Form.MinimumBook", "77")));
        Assert.Contains(said, PageText.Of(answer.Text), StringComparison.Ordinal);
        Assert.Contains($"name=\"{name}\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"77\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{value}\"", answer.Text, StringComparison.Ordinal);
    }

    private (string, string)[] Form(params (string, string)[] more) =>
        [("Form.Name", "Ours"), ("Form.Format", "Best"), ("Form.Measure", "Amount"), ("Form.Subject", "Collectors"), ("Form.From", _month + "-01"), ("Form.To", _month + "-27"), ("Form.SettleDays", "0"), .. more];

    private static async Task<Answer> PostAsAsync(Visitor visitor, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/" + path) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync("/contests/new"));
        using var response = await visitor.Http.SendAsync(request, Cancel);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), response);
    }

    private async Task<string> FieldAsync(string contest)
    {
        var answer = await SendAsync(HttpMethod.Post, "contests", contest);
        Assert.True(answer.Status == HttpStatusCode.BadRequest, answer.Text);
        return Text(answer.Body, "field");
    }

    private async Task FillAsync()
    {
        await PutFloorAsync(("north", ["a", "b"]), ("south", ["c"]));
        await AcceptAsync("recoveries", Receipt("1", "a", "100", Day(2)), Receipt("2", "b", "300", Day(3)), Receipt("3", "c", "500", Day(4)));
    }

    private string Teams(params (string Id, string Name, string[] Collectors)[] teams) =>
        JsonSerializer.Serialize(new { adHocTeams = teams.Select(t => new { id = t.Id, name = t.Name, collectors = t.Collectors.Select(Id) }) });

    private string Account(string id, string holder, int principal) => $$"""{"id":"{{Id(id)}}","collectorId":"{{Id(holder)}}","principal":{{principal}},"daysPastDue":45,"asOf":"{{_month}}-01T00:00:00+08:00"}""";

    private string Contest(string entrants, string more = "", string subject = "teams") => $$"""
        {"id":"{{Id("k")}}","name":"Ours","subject":"{{subject}}","measure":"amount","format":"best","startsAt":"{{_month}}-01T00:00:00+08:00","endsAt":"{{_month}}-28T00:00:00+08:00",
         "entrants":{{entrants}},"prizes":[{"fromRank":1,"toRank":1,"points":500},{"fromRank":2,"toRank":2,"points":200}]{{more}}}
        """;

    private string Day(int day) => $"{_month}-{day:00}T12:00:00+08:00";
}
