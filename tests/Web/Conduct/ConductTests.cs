using System.Globalization;
using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Conduct;

/// <summary>Complaints, holds and whom prizes passed over: for the person, managers and compliance, and nobody else.</summary>
public sealed class ConductTests(SharedServer shared) : ApiTests(shared)
{
    private static string Now => DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>
    /// The default plan's figures: cash M2 50,000, cash M6+ 20,000, in kind M6+ 30,000 and restructured M3 40,000 are 1,164 points; 10,000 of the
    /// first taken back: 1,064; a minor complaint upheld: 957.60, pending.
    /// </summary>
    [Fact]
    public async Task A_minor_complaint_that_is_upheld_would_take_a_tenth_and_only_its_owner_is_told()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        await AcceptAsync("accounts", Account("m2", 45), Account("m3", 75), Account("m6", 400));
        await AcceptAsync(
            "recoveries",
            Receipt("1", "self", "50000", Now, $",\"accountId\":\"{Id("m2")}\""),
            Receipt("2", "self", "20000", Now, $",\"accountId\":\"{Id("m6")}\""),
            Receipt("3", "self", "30000", Now, $",\"accountId\":\"{Id("m6")}\",\"kind\":\"assetInLieu\""),
            Receipt("4", "self", "40000", Now, $",\"accountId\":\"{Id("m3")}\",\"kind\":\"restructured\""));
        await AcceptAsync("reversals", Reversal("v", "1", ",\"amount\":10000"));
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        Assert.Contains("Nothing is recorded", (await self.GetAsync("/me/conduct")).Text, StringComparison.Ordinal);

        await ActAsync("complaints", $$"""{"id":"1","severity":"minor","source":"borrower","occurredAt":"{{Now}}","note":"Called 13800138000."}""");
        Assert.DoesNotContain("Pending", (await self.GetAsync("/me/conduct")).Text, StringComparison.Ordinal);
        await ActAsync("complaints/1/uphold");

        var page = (await self.GetAsync("/me/conduct")).Text;
        Assert.Contains("of 1,064.00 points earned this month 957.60 would be left", page, StringComparison.Ordinal);
        Assert.DoesNotContain("138", page, StringComparison.Ordinal);
        Assert.Contains("Nothing is recorded", (await mate.GetAsync("/me/conduct")).Text, StringComparison.Ordinal);
        Assert.Equal(1_064m, (await GetAsync($"collectors/{Id("self")}/points")).GetProperty("balance").GetDecimal());
    }

    [Fact]
    public async Task That_somebody_is_held_is_seen_by_them_managers_and_compliance_and_by_nobody_else()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        await ActAsync("holds", """{"id":"h","reason":"investigation"}""");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var admin = await Floor.JoinAsync(Server, "Admin", Id("p-admin"));
        using var manager = await Floor.ManagerAsync(Server);
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("p-compliance"));
        var api = $"/api/v1/collectors/{Id("self")}/conduct";

        foreach (var knows in new[] { self, manager, compliance })
            Assert.Contains("\"inForce\":true", (await knows.GetAsync(api)).Text, StringComparison.Ordinal);
        foreach (var other in new[] { mate, lead, admin })
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(api)).Status);
        foreach (var knows in new[] { manager, compliance })
            Assert.Contains(Id("self"), (await knows.GetAsync("/manage/conduct")).Text, StringComparison.Ordinal);
        foreach (var other in new[] { self, mate, lead, admin })
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/manage/conduct")).Status);

        // The audit tells compliance and managers, and not who runs the program.
        var audit = $"/manage/audit?Text={Id("self")}&Act=hold.place";
        Assert.Contains("investigation", (await compliance.GetAsync(audit)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Investigation", (await admin.GetAsync(audit)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Investigation", (await admin.GetAsync(audit + "&handler=Export")).Text, StringComparison.Ordinal);
        Assert.Contains("Your prizes are withheld", (await self.GetAsync("/me/conduct")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compliance_records_decides_holds_and_lifts_on_the_page_and_a_manager_only_reads()
    {
        await PutFloorAsync(("own", ["self"]));
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("p-compliance"));
        using var manager = await Floor.ManagerAsync(Server);
        const string page = "/manage/conduct";

        Assert.Contains("It is open until", (await compliance.SendAsync(
            page, "Complain", ("collector", Id("self")), ("severity", "Serious"), ("source", "Regulator"), ("occurred", "2024-03-05"), ("note", "Letter 13800138000"))).Text, StringComparison.Ordinal);
        Assert.Contains("Prizes are withheld from now on", (await compliance.SendAsync(page, "Hold", ("collector", Id("self")), ("reason", "Regulator"), ("to", ""))).Text, StringComparison.Ordinal);
        var conduct = await GetAsync($"collectors/{Id("self")}/conduct");
        var complaint = conduct.GetProperty("complaints")[0];
        Assert.Equal(("open", "Letter 138****8000"), (Text(complaint, "state"), Text(complaint, "note")));
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.ForgeAsync("/contests/new", page, "Decide", ("collector", Id("self")), ("complaint", Text(complaint, "id")), ("verdict", "Upheld"))).Status);

        await compliance.SendAsync(page, "Decide", ("collector", Id("self")), ("complaint", Text(complaint, "id")), ("verdict", "Upheld"));
        await compliance.SendAsync(page, "Erase", ("collector", Id("self")), ("complaint", Text(complaint, "id")));
        await compliance.SendAsync(page, "Lift", ("collector", Id("self")), ("hold", Text(conduct.GetProperty("holds")[0], "id")));
        Assert.Contains("That cannot be done", (await compliance.SendAsync(page, "Hold", ("collector", Id("self")), ("reason", "Regulator"), ("to", "2024-03-05"))).Text, StringComparison.Ordinal);

        var after = await GetAsync($"collectors/{Id("self")}/conduct");
        Assert.Equal("upheld", Text(after.GetProperty("complaints")[0], "state"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, after.GetProperty("complaints")[0].GetProperty("note").ValueKind);
        Assert.False(after.GetProperty("holds")[0].GetProperty("inForce").GetBoolean());
    }

    [Theory]
    [InlineData("complaints", "{\"id\":\"1\",\"source\":\"borrower\",\"occurredAt\":\"2024-03-05\"}", "severity")]
    [InlineData("complaints", "{\"id\":\"1\",\"severity\":\"grave\",\"source\":\"borrower\",\"occurredAt\":\"2024-03-05\"}", "severity")]
    [InlineData("complaints", "{\"id\":\"1\",\"severity\":\"minor\",\"source\":\"borrower\"}", "occurredAt")]
    [InlineData("complaints", "{\"id\":\"1\",\"severity\":\"minor\",\"source\":\"borrower\",\"occurredAt\":\"yesterday\"}", "occurredAt")]
    [InlineData("complaints", "{\"severity\":\"minor\",\"source\":\"borrower\",\"occurredAt\":\"2024-03-05\"}", "id")]
    [InlineData("holds", "{\"id\":\"1\"}", "reason")]
    [InlineData("holds", "{\"id\":\"1\",\"reason\":\"other\",\"from\":\"2024-03-05\",\"to\":\"2024-03-05\"}", "to")]
    public async Task What_cannot_be_kept_is_refused_by_its_field(string what, string body, string field)
    {
        await PutFloorAsync(("own", ["self"]));
        var answer = await SendAsync(HttpMethod.Post, $"collectors/{Id("self")}/{what}", body);
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, Text(answer.Body, "field")));
    }

    /// <summary>a is first and held: b has the prize, and only compliance and managers read who was passed over.</summary>
    [Fact]
    public async Task Whom_prizes_passed_over_is_read_by_few()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        await AcceptAsync("recoveries", Receipt("1", "self", "300"), Receipt("2", "mate", "200"));
        await SendAsync(HttpMethod.Post, "contests", $$"""
            {"id":"{{Id("k")}}","name":"Sprint","measure":"amount","format":"best","startsAt":"2024-03-05T00:00:00+08:00","endsAt":"2024-03-06T00:00:00+08:00",
             "entrants":{"teams":["{{Id("own")}}"]},"prizes":[{"points":500}]}
            """);
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        await ActAsync("holds", """{"id":"h","reason":"investigation"}""");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/certify")).Status);
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("p-compliance"));

        var payouts = (await GetAsync($"contests/{Id("k")}/payouts")).GetProperty("payouts");
        Assert.Equal([(Id("mate"), 2)], payouts.EnumerateArray().Select(p => (Text(p, "collectorId"), p.GetProperty("rank").GetInt32())));
        Assert.Equal(["1 self 300.00", "2 mate 200.00"], await StandingsAsync($"contests/{Id("k")}/standings"));
        Assert.Contains("\"cause\":\"hold\"", (await compliance.GetAsync($"/api/v1/contests/{Id("k")}/passed-over")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync($"/api/v1/contests/{Id("k")}/passed-over")).Status);
        var page = $"/contests/{Id("k")}";
        foreach (var knows in new[] { self, compliance })
            Assert.Contains("1 passed over", (await knows.GetAsync(page)).Text, StringComparison.Ordinal);
        foreach (var other in new[] { mate, lead })
            Assert.DoesNotContain("passed over", (await other.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    private string Account(string id, int daysPastDue) => $$"""{"id":"{{Id(id)}}","collectorId":"{{Id("self")}}","daysPastDue":{{daysPastDue}}}""";

    /// <summary>About self, with the key of the administrator.</summary>
    private async Task ActAsync(string what, string? body = null)
    {
        var answer = await SendAsync(HttpMethod.Post, $"collectors/{Id("self")}/{what}", body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }
}
