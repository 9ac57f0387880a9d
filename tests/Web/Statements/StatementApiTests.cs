using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Statements;

/// <summary>A person's month over HTTP: its shape, who reads it, and that nobody but the person signs or appeals it.</summary>
public sealed class StatementApiTests(SharedServer shared) : ApiTests(shared)
{
    private const string March = "2024-03";

    private string Path => $"collectors/{Id("self")}/statements/{March}";

    // 1,250.50 and 300.00 came, 300.00 went back: 12.51 + 3.00 - 3.00 points, at the place that the board of March says.
    [Fact]
    public async Task A_month_is_told_from_receipts_to_pay_with_the_heads_of_the_journal()
    {
        await ArriveAsync();
        await AcceptAsync("recoveries", Receipt("a", "self", "1250.50", more: ""","channel":"cash" """), Receipt("b", "self", "300", "2024-03-06T12:00:00+08:00"));
        await AcceptAsync("reversals", Reversal("x", "b", ""","reversedAt":"2024-03-07T09:00:00+08:00" """));

        var body = await GetAsync(Path);

        Assert.Equal(("self", "own", March, "open", "CNY"), (Text(body, "name"), Text(body, "teamName"), Text(body, "month"), Text(body, "state"), Text(body, "currency")));
        Assert.Equal(("2024-03-01T00:00:00+08:00", "2024-04-01T00:00:00+08:00"), (Text(body, "from"), Text(body, "to")));
        Assert.Equal((1250.50m, 1550.50m, -300m, 2), (Number(body, "net"), Number(body, "recovered"), Number(body, "reversed"), body.GetProperty("receipts").GetInt32()));
        var points = body.GetProperty("points");
        Assert.Equal((0m, 15.51m, -3m, 12.51m, 12.51m, 12.51m, 0m, 0m), (Number(points, "opening"), Number(points, "receipts"), Number(points, "reversals"), Number(points, "earned"), Number(points, "closing"), Number(points, "vested"), Number(points, "provisional"), Number(points, "held")));
        Assert.Equal(Number(points, "closing"), body.GetProperty("entries").EnumerateArray().Sum(e => Number(e, "points")));
        Assert.Equal(["recovery", "recovery", "reversal"], body.GetProperty("entries").EnumerateArray().Select(e => Text(e, "kind")));
        var place = body.GetProperty("place");
        Assert.InRange(place.GetProperty("rank").GetInt32(), 1, place.GetProperty("of").GetInt32());
        Assert.Equal(1250.50m, Number(place, "amount"));
        Assert.Equal((0m, 0m, 0m), (Number(body.GetProperty("pay"), "inKind"), Number(body.GetProperty("pay"), "benefit"), Number(body.GetProperty("pay"), "paid")));
        Assert.Equal(64, Text(body, "digest").Length);
        Assert.Contains(body.GetProperty("heads").EnumerateArray(), h => h.GetProperty("seq").GetInt64() > 0 && Text(h, "hash").Length == 64);
        Assert.Equal((JsonValueKind.Null, 0, 0), (body.GetProperty("signedAt").ValueKind, body.GetProperty("appeals").GetArrayLength(), body.GetProperty("since").GetArrayLength()));
        Assert.Equal(Text(body, "digest"), Text(await GetAsync(Path), "digest"));
    }

    [Fact]
    public async Task The_person_signs_once_by_their_session_and_what_comes_later_is_told_beside_it()
    {
        using var self = await ArriveAsync();
        await AcceptAsync("recoveries", Receipt("a", "self", "5000", more: ""","channel":"cash" """));
        var seen = Text(await GetAsync(Path), "digest");

        var other = await CallAsync(self, Path + "/sign", $$"""{"digest":"{{new string('0', 64)}}"}""");
        Assert.Equal((HttpStatusCode.Conflict, "figuresChanged", "open"), (other.Status, other.Code, Text(other.Body, "state")));
        var signed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(self, Path + "/sign", $$"""{"digest":"{{seen}}"}""")));
        Assert.All(signed, a => Assert.Equal((HttpStatusCode.OK, "signed", seen), (a.Status, Text(a.Body, "state"), Text(a.Body, "digest"))));
        Assert.Single(signed.Select(a => Text(a.Body, "signedAt")).Distinct(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(self, Path + "/sign")).Status);

        await AcceptAsync("recoveries", Receipt("late", "self", "100.10", more: ""","channel":"cash" """));
        var body = await GetAsync(Path);
        Assert.Equal((5000m, 50m, seen), (Number(body, "net"), Number(body.GetProperty("points"), "closing"), Text(body, "digest")));
        Assert.Equal(
            [("net", 5000m, 5100.10m), ("earned", 50m, 51m), ("closing", 50m, 51m), ("onBoard", 5000m, 5100.10m)],
            body.GetProperty("since").EnumerateArray().Where(s => Text(s, "figure") != "rank").Select(s => (Text(s, "figure"), Number(s, "signed"), Number(s, "now"))));
        Assert.Equal(["rec:" + Id("late")], body.GetProperty("late").EnumerateArray().Select(e => e.GetString()));

        var appeal = await CallAsync(self, Path + "/appeal", """{"reason":"Late."}""");
        Assert.Equal((HttpStatusCode.Conflict, "illegalMove", "signed"), (appeal.Status, appeal.Code, Text(appeal.Body, "state")));
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Equal(1, System.Text.RegularExpressions.Regex.Count((await manager.GetAsync($"/manage/audit?Text={Id("self")}/{March}")).Text, "<td>Signed a monthly statement</td>", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_running_month_is_read_and_not_signed_and_what_is_no_month_is_not_there()
    {
        using var self = await ArriveAsync();
        var running = $"collectors/{Id("self")}/statements/{DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

        Assert.Equal("running", Text(await GetAsync(running), "state"));
        foreach (var move in new[] { "/sign", "/appeal" })
        {
            var refused = await CallAsync(self, running + move, move == "/appeal" ? """{"reason":"Early."}""" : null);
            Assert.Equal((HttpStatusCode.Conflict, "notOver", "running"), (refused.Status, refused.Code, Text(refused.Body, "state")));
        }

        foreach (var none in new[] { "2024-13", "1999-12", "9000-01", "march" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"collectors/{Id("self")}/statements/{none}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(self, $"collectors/{Id("self")}/statements/{none}/sign")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"collectors/{Id("nobody")}/statements/{March}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"collectors/unassigned/statements/{March}")).Status);
    }

    [Fact]
    public async Task Nobody_signs_or_appeals_for_another_and_a_key_only_reads()
    {
        using var self = await ArriveAsync();
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("mate"), Id("mate"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("own"));
        using var manager = await Floor.ManagerAsync(Server);
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));

        foreach (var (move, body) in new[] { ("/sign", null), ("/appeal", """{"reason":"Mine."}""") })
        {
            Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await ToldAsync(SendAsync(HttpMethod.Post, Path + move, body)));
            foreach (var visitor in new[] { mate, lead, manager, compliance })
                Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync(visitor, Path + move, body)).Status);
            using var bare = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/" + Path + move, UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, (await self.Http.SendAsync(bare, Cancel)).StatusCode);
        }

        Assert.Equal("open", Text(await GetAsync(Path), "state"));
        Assert.Equal(HttpStatusCode.Forbidden, (await mate.GetAsync("/api/v1/" + Path)).Status);
        foreach (var visitor in new[] { self, lead, manager, compliance })
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/v1/" + Path)).Status);

        static async Task<(HttpStatusCode, string?)> ToldAsync(Task<Answer> answer) => ((await answer).Status, (await answer).Code);
    }

    [Theory]
    [InlineData("""{"reason":""}""", HttpStatusCode.BadRequest, "invalidReason")]
    [InlineData("""{"reason":"   "}""", HttpStatusCode.BadRequest, "invalidReason")]
    [InlineData("""{"reason":"a\u0007b"}""", HttpStatusCode.BadRequest, "invalidReason")]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "invalidReason")]
    [InlineData("""{"reason":7}""", HttpStatusCode.BadRequest, "invalidField")]
    [InlineData("""[]""", HttpStatusCode.BadRequest, "malformedBody")]
    public async Task An_appeal_says_why(string body, HttpStatusCode status, string code)
    {
        using var self = await ArriveAsync();

        var refused = await CallAsync(self, Path + "/appeal", body);

        Assert.Equal((status, code), (refused.Status, refused.Code));
        Assert.Equal("open", Text(await GetAsync(Path), "state"));
        Assert.Equal(HttpStatusCode.BadRequest, (await CallAsync(self, Path + "/appeal", JsonSerializer.Serialize(new { reason = new string('x', 501) }))).Status);
    }

    // Held by compliance from 2 March on: the person, managers and compliance read so, the lead does not.
    [Fact]
    public async Task A_hold_is_told_to_who_may_see_conduct_alone()
    {
        using var self = await ArriveAsync();
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("own"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"collectors/{Id("self")}/holds", $$"""{"id":"{{Id("h")}}","reason":"investigation","from":"2024-03-02T00:00:00+08:00","to":"2024-03-04T00:00:00+08:00"}""")).Status);

        using var own = JsonDocument.Parse((await self.GetAsync("/api/v1/" + Path)).Text);
        using var led = JsonDocument.Parse((await lead.GetAsync("/api/v1/" + Path)).Text);

        var hold = Assert.Single(own.RootElement.GetProperty("holds").EnumerateArray());
        Assert.Equal(("investigation", "2024-03-02T00:00:00+08:00", "2024-03-04T00:00:00+08:00"), (Text(hold, "reason"), Text(hold, "from"), Text(hold, "to")));
        Assert.False(led.RootElement.TryGetProperty("holds", out _));
        Assert.DoesNotContain("investigation", PageText.Of((await lead.GetAsync($"/collectors/{Id("self")}/month/{March}")).Text), StringComparison.OrdinalIgnoreCase);
    }

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    private static async Task<Answer> CallAsync(Visitor visitor, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/" + path, UriKind.Relative)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync("/account"));
        var response = await visitor.Http.SendAsync(request, Cancel);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), response);
    }

    private async Task<Visitor> ArriveAsync()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        return await Floor.JoinAsync(Server, "Collector", Id("self"), Id("self"));
    }
}
