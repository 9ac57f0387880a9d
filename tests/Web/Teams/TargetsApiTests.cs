using System.Net;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Teams;

public sealed class TargetsApiTests(SharedServer shared) : ApiTests(shared)
{
    private string March => $"teams/{Id("north")}/targets/month/2024-03-05";

    [Fact]
    public async Task A_month_that_is_over_says_who_reached_the_target()
    {
        await PutFloorAsync(("north", ["a", "b"]));
        await AcceptAsync("recoveries", Receipt("r1", "a", "150.50"), Receipt("r2", "b", "49.50"));
        var set = await SendAsync(HttpMethod.Put, March, $$"""{"collectors":[{"id":"{{Id("a")}}","target":"100.00"},{"id":"{{Id("b")}}","target":300}]}""");
        Assert.True(set.Status == HttpStatusCode.OK, set.Text);

        var team = await GetAsync(March);

        var attainment = team.GetProperty("attainment");
        Assert.Equal("200.00 400.00 50.00 -200.00", Figures(attainment, "actual", "target", "percent", "ahead"));
        Assert.Equal([Id("b"), Id("a")], team.GetProperty("members").EnumerateArray().Select(m => Text(m, "id")));
        Assert.Equal("150.50", Figures(team.GetProperty("members")[1].GetProperty("attainment"), "percent"));
        Assert.Equal(("month/2024-03", "2024-03-01T00:00:00+08:00"), (Text(team, "window"), Text(team, "from")));
    }

    [Fact]
    public async Task A_target_left_out_stays_and_null_takes_it_away()
    {
        await PutFloorAsync(("north", ["a", "b"]));
        await SendAsync(HttpMethod.Put, March, $$"""{"team":500,"collectors":[{"id":"{{Id("a")}}","target":100}]}""");
        await SendAsync(HttpMethod.Put, March, $$"""{"collectors":[{"id":"{{Id("b")}}","target":7}]}""");
        await SendAsync(HttpMethod.Put, March, $$"""{"collectors":[{"id":"{{Id("a")}}","target":null}]}""");

        var team = await GetAsync(March);

        Assert.Equal(500, team.GetProperty("ownTarget").GetDecimal());
        var targets = team.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("attainment")).Where(a => a.ValueKind == JsonValueKind.Object);
        Assert.Equal("7.00", Figures(Assert.Single(targets), "target"));
    }

    [Theory]
    [InlineData("""{"team":-5}""", "invalidAmount", "team")]
    [InlineData("""{"team":5.001}""", "invalidAmount", "team")]
    [InlineData("""{"collectors":[{"id":"c-nobody","target":5}]}""", "unknownMember", "collectors")]
    [InlineData("""{"collectors":[{"id":"c-nobody"}]}""", "invalidField", "collectors[0].target")]
    [InlineData("""{"collectors":5}""", "invalidField", "collectors")]
    public async Task What_cannot_be_a_target_is_refused_by_its_field(string body, string code, string field)
    {
        await PutFloorAsync(("north", ["a"]));
        var answer = await SendAsync(HttpMethod.Put, March, body);
        Assert.Equal((HttpStatusCode.BadRequest, code, field), (answer.Status, answer.Code, Text(answer.Body, "field")));
    }

    [Theory]
    [InlineData("day/2024-03-05")]
    [InlineData("month/yesterday")]
    [InlineData("month/1970-01-05")]
    public async Task A_window_that_has_no_targets_is_refused(string window)
    {
        await PutFloorAsync(("north", ["a"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Get, $"teams/{Id("north")}/targets/{window}")).Status);
    }

    [Fact]
    public async Task Absences_are_kept_by_their_id_and_lower_what_is_suggested()
    {
        await PutFloorAsync(("north", ["a"]));
        foreach (var (month, amount) in new[] { ("2023-12", "310"), ("2024-01", "310"), ("2024-02", "310") })
            await AcceptAsync("recoveries", Receipt("r" + month, "a", amount, month + "-01T12:00:00+08:00"));
        string Absence(string to) => $$"""[{"id":"x","collectorId":"{{Id("a")}}","from":"2024-03-01","to":"{{to}}","kind":"sick"}]""";

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "absences", Absence("2024-03-20"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "absences", Absence("2024-03-10"))).Status);

        Assert.Equal(["2024-03-01 2024-03-10 sick"], (await GetAsync($"collectors/{Id("a")}/absences")).EnumerateArray().Select(a => $"{Text(a, "from")} {Text(a, "to")} {Text(a, "kind")}"));
        Assert.Equal("310.00 210.00", Figures((await GetAsync(March)).GetProperty("members")[0].GetProperty("suggestion"), "median", "amount"));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"collectors/{Id("a")}/absences/x")).Status);
        Assert.Equal("310.00 310.00", Figures((await GetAsync(March)).GetProperty("members")[0].GetProperty("suggestion"), "median", "amount"));
    }

    [Theory]
    [InlineData("2024-03-05", "2024-03-04", "leave", "invalidTime")]
    [InlineData("2024-03-05", "2025-03-06", "leave", "invalidTime")]
    [InlineData("yesterday", "2024-03-06", "leave", "invalidTime")]
    [InlineData("2024-03-05", "2024-03-06", "holiday", "invalidKind")]
    public async Task What_is_no_absence_is_refused(string from, string to, string kind, string code)
    {
        await PutFloorAsync(("north", ["a"]));
        var answer = await SendAsync(HttpMethod.Put, "absences", $$"""[{"id":"x","collectorId":"{{Id("a")}}","from":"{{from}}","to":"{{to}}","kind":"{{kind}}"}]""");
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_lead_keeps_absences_of_own_people_only()
    {
        await PutFloorAsync(("north", ["a"]), ("south", ["b"]));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("north"));

        var page = await lead.SendAsync($"/team?team={Id("north")}", "Absent", ("collector", Id("b")), ("from", "2024-03-05"), ("to", "2024-03-06"), ("kind", "Leave"));

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Empty((await GetAsync($"collectors/{Id("b")}/absences")).EnumerateArray());
    }

    private static string Figures(JsonElement element, params string[] names) => string.Join(' ', names.Select(n => element.GetProperty(n).GetRawText()));
}
