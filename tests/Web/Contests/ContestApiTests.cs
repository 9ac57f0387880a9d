using System.Net;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Contests;

/// <summary>Contests as another program sees them. Each test has a month of its own long ago, and entrants of its own.</summary>
public sealed class ContestApiTests(SharedServer shared) : ApiTests(shared)
{
    private static int _months;

    private readonly int _month = Interlocked.Increment(ref _months);

    private string Start => $"{1990 + (_month / 12)}-{(_month % 12) + 1:00}-01T00:00:00+08:00";

    private string Day(int day) => $"{1990 + (_month / 12)}-{(_month % 12) + 1:00}-{day:00}T12:00:00+08:00";

    private string End => $"{1990 + (_month / 12)}-{(_month % 12) + 1:00}-28T00:00:00+08:00";

    [Fact]
    public async Task A_contest_goes_from_draft_to_paid()
    {
        await PutFloorAsync(("north", ["a", "b", "c"]), ("south", ["d"]));
        await AcceptAsync("recoveries", Receipt("1", "a", "100", Day(2)), Receipt("2", "b", "300", Day(3)), Receipt("3", "c", "200", Day(4)), Receipt("4", "d", "900", Day(4)));

        var drafted = await SendAsync(HttpMethod.Post, "contests", Contest());
        Assert.Equal(HttpStatusCode.Created, drafted.Status);
        Assert.Equal("draft", Text(drafted.Body, "state"));
        Assert.Equal($"/api/v1/contests/{Id("k")}", drafted.Response.Headers.Location?.ToString());
        Assert.Equal((HttpStatusCode.Conflict, "exists"), await RefusedAsync("contests", Contest()));
        Assert.Equal((HttpStatusCode.Conflict, "illegalMove"), await RefusedAsync($"contests/{Id("k")}/certify"));

        var scheduled = await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        Assert.True(scheduled.Status == HttpStatusCode.OK, scheduled.Text);
        Assert.Equal("settling", Text(scheduled.Body, "state"));
        Assert.Equal(64, Text(scheduled.Body, "rulesHash").Length);
        Assert.Equal(["1 b 300.00", "2 c 200.00", "3 a 100.00"], await StandingsAsync($"contests/{Id("k")}/standings"));

        var certified = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(HttpMethod.Post, $"contests/{Id("k")}/certify")));
        Assert.All(certified, c => Assert.Equal((HttpStatusCode.OK, "certified"), (c.Status, Text(c.Body, "state"))));

        var payouts = (await GetAsync($"contests/{Id("k")}/payouts")).GetProperty("payouts");
        Assert.Equal(
            [$"{Id("k")}/0/{Id("b")} 1 500.00", $"{Id("k")}/1/{Id("c")} 2 200.00", $"{Id("k")}/1/{Id("a")} 3 200.00"],
            payouts.EnumerateArray().Select(p => $"{Text(p, "key")} {p.GetProperty("rank").GetRawText()} {p.GetProperty("points").GetRawText()}"));
        Assert.All(payouts.EnumerateArray(), p => Assert.Equal(Id("north"), Text(p, "teamId")));
        var points = await GetAsync($"collectors/{Id("b")}/points");
        Assert.Equal((503m, 503m), (points.GetProperty("balance").GetDecimal(), points.GetProperty("available").GetDecimal()));
        var ledger = (await GetAsync($"collectors/{Id("b")}/ledger")).GetProperty("entries").EnumerateArray().Select(e => $"{Text(e, "kind")} {e.GetProperty("points").GetRawText()}");
        Assert.Equal(["recovery 3.00", "payout 500.00"], ledger);

        await AcceptAsync("recoveries", Receipt("5", "a", "250", Day(5)));
        Assert.Equal(["1 b 300.00", "2 c 200.00", "3 a 100.00"], await StandingsAsync($"contests/{Id("k")}/standings"));
        Assert.Equal(
            [$"{Id("b")} 1>2 others", $"{Id("c")} 2>3 others", $"{Id("a")} 3>1 latePosting"],
            (await GetAsync($"contests/{Id("k")}/restatements")).EnumerateArray().Select(r => $"{Text(r, "subjectId")} {r.GetProperty("fromRank")}>{r.GetProperty("toRank")} {Text(r, "cause")}"));
        Assert.Equal((HttpStatusCode.Conflict, "illegalMove"), await RefusedAsync($"contests/{Id("k")}/cancel"));
        Assert.Contains(Id("k"), (await GetAsync("contests?state=certified")).EnumerateArray().Select(c => Text(c, "id")));
        Assert.DoesNotContain(Id("k"), (await GetAsync("contests?state=running")).EnumerateArray().Select(c => Text(c, "id")));
    }

    [Fact]
    public async Task A_draft_is_seen_by_who_may_finish_it_and_by_nobody_else()
    {
        await PutFloorAsync(("north", ["a"]), ("south", ["b"]));
        await SendAsync(HttpMethod.Post, "contests", Contest());
        using var collector = await Floor.JoinAsync(Server, "Collector", Id("collector"), Id("a"));
        using var own = await Floor.JoinAsync(Server, "Lead", Id("own"), null, Id("north"));
        using var other = await Floor.JoinAsync(Server, "Lead", Id("other"), null, Id("south"));
        var pages = new[] { $"/contests/{Id("k")}", $"/api/v1/contests/{Id("k")}", $"/api/v1/contests/{Id("k")}/standings", $"/api/v1/contests/{Id("k")}/restatements" };

        foreach (var page in pages)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await collector.GetAsync(page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(page)).Status);
            Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(page)).Status);
        }

        Assert.DoesNotContain(Id("k"), (await collector.GetAsync("/api/v1/contests")).Text, StringComparison.Ordinal);
        Assert.Contains(Id("k"), (await own.GetAsync("/api/v1/contests")).Text, StringComparison.Ordinal);
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        Assert.Equal(HttpStatusCode.OK, (await collector.GetAsync(pages[0])).Status);
    }

    [Fact]
    public async Task A_lead_moves_no_contest_of_other_teams_by_a_hand_made_form()
    {
        await PutFloorAsync(("north", ["a"]), ("south", ["b"]));
        await SendAsync(HttpMethod.Post, "contests", Contest());
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        using var other = await Floor.JoinAsync(Server, "Lead", Id("other"), null, Id("south"));

        var cancelled = await other.ForgeAsync("/contests/new", $"/contests/{Id("k")}", "Cancel");
        var kept = await other.SendAsync(
            "/contests/new", "Keep", ("Form.Name", "Theirs"), ("Form.From", "2026-01-01"), ("Form.To", "2026-01-02"), ("Form.Teams", Id("north")));

        Assert.Equal(HttpStatusCode.Forbidden, cancelled.Status);
        Assert.Contains("Choose among the teams you lead", kept.Text, StringComparison.Ordinal);
        Assert.Equal("settling", Text(await GetAsync($"contests/{Id("k")}"), "state"));
    }

    [Fact]
    public async Task A_draft_may_be_changed_and_what_is_scheduled_may_not()
    {
        await PutFloorAsync(("north", ["a"]));
        await SendAsync(HttpMethod.Post, "contests", Contest());
        var changed = await SendAsync(HttpMethod.Put, "contests/" + Id("k"), Contest(("name", "\"Better\"")));
        Assert.Equal((HttpStatusCode.OK, "Better"), (changed.Status, Text(changed.Body, "name")));
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        var refused = await SendAsync(HttpMethod.Put, "contests/" + Id("k"), Contest());
        Assert.Equal((HttpStatusCode.Conflict, "illegalMove", "settling"), (refused.Status, refused.Code, Text(refused.Body, "state")));
    }

    [Fact]
    public async Task What_has_not_settled_is_too_early_to_certify()
    {
        await PutFloorAsync(("north", ["a"]));
        await SendAsync(HttpMethod.Post, "contests", Contest(("endsAt", $"\"{DateTimeOffset.UtcNow.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}\""), ("settleDays", "1")));
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        var refused = await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/certify");
        Assert.Equal((HttpStatusCode.Conflict, "tooEarly", "settling"), (refused.Status, refused.Code, Text(refused.Body, "state")));
    }

    [Theory]
    [InlineData("name", "\"  \"", "name")]
    [InlineData("name", "null", "name")]
    [InlineData("subject", "\"planets\"", "subject")]
    [InlineData("measure", "\"luck\"", "measure")]
    [InlineData("measure", "\"perHead\"", "measure")]
    [InlineData("format", "\"chess\"", "format")]
    [InlineData("format", "\"allWhoReach\"", "target")]
    [InlineData("format", "\"duel\"", "entrants.members")]
    [InlineData("target", "0", "target")]
    [InlineData("target", "1.001", "target")]
    [InlineData("startsAt", "\"yesterday\"", "startsAt")]
    [InlineData("endsAt", "\"1970-01-01T00:00:00Z\"", "endsAt")]
    [InlineData("settleDays", "-1", "settleDays")]
    [InlineData("settleDays", "400", "settleDays")]
    [InlineData("tie", "\"coin\"", "tie")]
    [InlineData("entrants", "{\"teams\":[\"t-nowhere\"]}", "entrants.teams")]
    [InlineData("entrants", "{\"teams\":\"t\"}", "teams")]
    [InlineData("subject", "\"branches\"", "entrants.teams")]
    [InlineData("entrants", "[]", "entrants")]
    [InlineData("prizes", "5", "prizes")]
    [InlineData("prizes", "[5]", "prizes")]
    [InlineData("prizes", "[{}]", "prizes[0]")]
    [InlineData("prizes", "[{\"points\":5,\"pool\":6}]", "prizes[0]")]
    [InlineData("prizes", "[{\"points\":-5}]", "prizes[0].points")]
    [InlineData("prizes", "[{\"points\":5,\"fromRank\":3,\"toRank\":2}]", "prizes[0].toRank")]
    [InlineData("prizes", "[{\"points\":5,\"fromRank\":0}]", "prizes[0].fromRank")]
    [InlineData("prizes", "[{\"pool\":5,\"split\":{\"equal\":0.5,\"byValue\":0.4}}]", "prizes[0].split")]
    [InlineData("prizes", "[{\"tiers\":[{\"from\":0.8,\"rate\":0.01}]}]", "prizes[0].tiers")]
    [InlineData("targets", "{\"a b\":5}", "targets")]
    [InlineData("targets", "\"mine\"", "targets")]
    [InlineData("measure", "\"score\"", "measure")]
    [InlineData("measure", "\"attainment\"", "endsAt")]
    [InlineData("targets", "\"own\"", "endsAt")]
    [InlineData("minimumBook", "0", "minimumBook")]
    [InlineData("minimumBook", "\"much\"", "minimumBook")]
    [InlineData("base", "\"odd\"", "base")]
    [InlineData("shrink", "\"odd\"", "shrink")]
    [InlineData("score", "[{\"measure\":\"amount\",\"weight\":1}]", "measure")]
    [InlineData("prizes", "[{\"pool\":5,\"split\":{\"equal\":0,\"byValue\":1,\"measure\":\"rate\"}}]", "prizes[0].split.measure")]
    public async Task What_cannot_be_a_contest_is_refused_by_its_field(string name, string value, string field)
    {
        await PutFloorAsync(("north", ["a"]));
        var answer = await SendAsync(HttpMethod.Post, "contests", Contest((name, value)));
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, Text(answer.Body, "field")));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "contests/" + Id("k"))).Status);
    }

    [Theory]
    [InlineData("format", "raffle", "formatUnavailable")]
    public async Task What_this_version_cannot_do_it_says(string name, string value, string code)
    {
        await PutFloorAsync(("north", ["a"]));
        Assert.Equal((HttpStatusCode.BadRequest, code), await RefusedAsync("contests", Contest((name, $"\"{value}\""))));
    }

    [Theory]
    [InlineData("""[{"measure":"amount","weight":0.6},{"measure":"rate","weight":0.3}]""", "score")]
    [InlineData("""[{"measure":"amount","weight":0.6},{"measure":"amount","weight":0.4}]""", "score")]
    [InlineData("""[{"measure":"amount","weight":1},{"measure":"rate","weight":0}]""", "score[1].weight")]
    [InlineData("""[{"measure":"amount","weight":0.5},{"measure":"luck","weight":0.5}]""", "score[1].measure")]
    [InlineData("""[{"measure":"amount","weight":0.5},{"measure":"perHead","weight":0.5}]""", "score[1].measure")]
    [InlineData("""[{"measure":"amount","weight":60}]""", "score[0].weight")]
    [InlineData("""[{"measure":"amount"}]""", "score[0].weight")]
    [InlineData("""[{"measure":"amount","weight":0.5},{"measure":"attainment","weight":0.5}]""", "endsAt")]
    [InlineData("[1,2,3,4,5,6,7,8,9,10,11]", "score")]
    public async Task A_mix_that_does_not_add_up_is_refused_by_its_field(string score, string field)
    {
        await PutFloorAsync(("north", ["a"]));
        var answer = await SendAsync(HttpMethod.Post, "contests", Contest(("measure", "null"), ("score", score)));
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, Text(answer.Body, "field")));
    }

    /// <summary>60 % amount, 40 % rate: a has 300 of a book of 1,000, b 100 of 200: a 60 + 24 = 84.00, b 20 + 40 = 60.00; and with a least book of 500 a alone is there.</summary>
    [Fact]
    public async Task A_contest_is_by_a_mix_among_who_have_a_book()
    {
        await PutFloorAsync(("north", ["a", "b"]));
        await AcceptAsync("accounts", Account("1", "a", 1000), Account("2", "b", 200));
        await AcceptAsync("recoveries", Receipt("1", "a", "300", Day(2)), Receipt("2", "b", "100", Day(3)));
        const string mix = """[{"measure":"amount","weight":0.6},{"measure":"rate","weight":"0.4"}]""";

        var drafted = await SendAsync(HttpMethod.Post, "contests", Contest(("measure", "null"), ("score", mix)));
        Assert.True(drafted.Status == HttpStatusCode.Created, drafted.Text);
        Assert.Equal(["1 a 84.00", "2 b 60.00"], await StandingsAsync($"contests/{Id("k")}/standings"));
        Assert.Equal(("score", "0.4000", "openingAndNew"), (Text(drafted.Body, "measure"), drafted.Body.GetProperty("score")[1].GetProperty("weight").GetRawText(), Text(drafted.Body, "base")));
        var changed = await SendAsync(HttpMethod.Put, "contests/" + Id("k"), Contest(("measure", "\"score\""), ("score", mix), ("minimumBook", "500")));
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Text);
        Assert.Equal("500.00", changed.Body.GetProperty("minimumBook").GetRawText());
        Assert.Equal(["1 a 100.00"], await StandingsAsync($"contests/{Id("k")}/standings"));
    }

    private string Account(string id, string holder, int principal) =>
        $$"""{"id":"{{Id(id)}}","collectorId":"{{Id(holder)}}","principal":{{principal}},"daysPastDue":45,"asOf":"{{Start}}"}""";

    [Fact]
    public async Task A_body_that_is_no_contest_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "contests", "[]")).Status);
        Assert.Equal((HttpStatusCode.BadRequest, "invalidParameter"), ((await SendAsync(HttpMethod.Get, "contests?state=odd")).Status, (await SendAsync(HttpMethod.Get, "contests?state=odd")).Code));
    }

    private async Task<(HttpStatusCode, string?)> RefusedAsync(string path, string? json = null)
    {
        var answer = await SendAsync(HttpMethod.Post, path, json);
        return (answer.Status, answer.Code);
    }

    /// <summary>The best of team north: 500 for the first, 200 for the second and third; with other values where given.</summary>
    private string Contest(params (string Name, string Json)[] others)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = $"\"{Id("k")}\"",
            ["name"] = "\"November sprint\"",
            ["subject"] = "\"collectors\"",
            ["measure"] = "\"amount\"",
            ["format"] = "\"best\"",
            ["startsAt"] = $"\"{Start}\"",
            ["endsAt"] = $"\"{End}\"",
            ["entrants"] = JsonSerializer.Serialize(new { teams = new[] { Id("north") } }),
            ["prizes"] = """[{"fromRank":1,"toRank":1,"points":500},{"fromRank":2,"toRank":3,"points":200}]""",
        };
        foreach (var (name, json) in others)
            members[name] = json;
        return "{" + string.Join(',', members.Select(m => $"\"{m.Key}\":{m.Value}")) + "}";
    }
}
