using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Conduct;

/// <summary>One account is flagged by its id, from now on and with the reason; the ledger says why a receipt earned nothing to who may know.</summary>
public sealed class AccountFlagsTests(SharedServer shared) : ApiTests(shared)
{
    private static string Soon => DateTimeOffset.UtcNow.AddMinutes(1).ToString("O");

    /// <summary>500 of an M2 account earn 5 points before it is flagged, none while it is, and 5 after.</summary>
    [Fact]
    public async Task Compliance_flags_and_unflags_an_account_and_its_balance_stays()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("accounts", $$"""{"id":"{{Id("a")}}","collectorId":"{{Id("self")}}","principal":9000,"daysPastDue":45,"asOf":"2024-03-01T00:00:00+08:00"}""");
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));
        var page = $"/manage/conduct/accounts?id={Id("a")}";
        Assert.Equal([5m], await PostForPointsAsync("recoveries", Receipt("0", "self", "500", DateTimeOffset.UtcNow.AddMinutes(-1).ToString("O"), OfAccount)));

        var done = await compliance.SendAsync(page, "", ("id", Id("a")), ("flags", "hardship"), ("flags", "ceaseContact"), ("reason", "Borrower"));
        Assert.Contains("Set. What comes in from now on", PageText.Of(done.Text), StringComparison.Ordinal);
        Assert.Equal([0m], await PostForPointsAsync("recoveries", $$"""{"id":"{{Id("1")}}","accountId":"{{Id("a")}}","amount":500,"receivedAt":"{{Soon}}"}"""));
        var answer = await SendAsync(HttpMethod.Post, $"accounts/{Id("a")}/flags", """{"flags":[],"reason":"ended"}""");
        Assert.Equal((HttpStatusCode.OK, "[]", 2), (answer.Status, answer.Body.GetProperty("flags").GetRawText(), answer.Body.GetProperty("history").GetArrayLength()));
        Assert.Equal([5m], await PostForPointsAsync("recoveries", $$"""{"id":"{{Id("2")}}","accountId":"{{Id("a")}}","amount":500,"receivedAt":"{{Soon}}"}"""));

        var audit = (await compliance.GetAsync($"/manage/audit?Text={Id("a")}&Act=account.flag")).Text;
        Assert.Contains("borrower", audit, StringComparison.Ordinal);
        Assert.Contains("ended", audit, StringComparison.Ordinal);
        using var admin = await Floor.JoinAsync(Server, "Admin", Id("admin"));
        Assert.DoesNotContain("hardship", (await admin.GetAsync($"/manage/audit?Text={Id("a")}&Act=account.flag")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_reads_and_does_not_change_and_a_reason_is_needed()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("accounts", $$"""{"id":"{{Id("a")}}","collectorId":"{{Id("self")}}","daysPastDue":45,"asOf":"2024-03-01T00:00:00+08:00","flags":["disputed"]}""");
        using var manager = await Floor.ManagerAsync(Server);
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));
        var page = $"/manage/conduct/accounts?id={Id("a")}";

        var read = (await manager.GetAsync(page)).Text;
        Assert.Contains("disputed", PageText.Of(read), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("id=\"flag\"", read, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.ForgeAsync("/contests/new", page, "", ("id", Id("a")), ("reason", "Mistake"))).Status);
        Assert.Contains("Choose flags and a reason", (await compliance.SendAsync(page, "", ("id", Id("a")), ("flags", "hardship"))).Text, StringComparison.Ordinal);
        Assert.Contains("Choose flags and a reason", (await compliance.SendAsync(page, "", ("id", Id("a")), ("flags", "grumpy"), ("reason", "Court"))).Text, StringComparison.Ordinal);
        Assert.Contains("no such account", (await compliance.GetAsync("/manage/conduct/accounts?id=nothing")).Text, StringComparison.Ordinal);

        foreach (var (body, field) in new[] { ("""{"flags":["disputed"]}""", "reason"), ("""{"flags":["grumpy"],"reason":"court"}""", "flags"), ("""{"reason":"court"}""", "flags") })
        {
            var refused = await SendAsync(HttpMethod.Post, $"accounts/{Id("a")}/flags", body);
            Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status, Text(refused.Body, "field")));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, "accounts/nothing/flags", """{"flags":[],"reason":"court"}""")).Status);
        Assert.Equal("[\"disputed\"]", (await GetAsync($"accounts/{Id("a")}/flags")).GetProperty("flags").GetRawText());
    }

    [Fact]
    public async Task The_ledger_says_why_points_are_0_to_the_collector_managers_and_compliance()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("accounts", $$"""{"id":"{{Id("a")}}","collectorId":"{{Id("self")}}","daysPastDue":45,"asOf":"2024-03-01T00:00:00+08:00","flags":["deceased"]}""");
        await AcceptAsync("recoveries", Receipt("1", "self", "500", more: OfAccount), Receipt("2", "self"));
        var ledger = $"/api/v1/collectors/{Id("self")}/ledger";
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var manager = await Floor.ManagerAsync(Server);
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("p-compliance"));

        foreach (var knows in new[] { self, manager, compliance })
            Assert.Contains("\"excluded\":\"deceased\"", (await knows.GetAsync(ledger)).Text, StringComparison.Ordinal);
        var other = await lead.GetAsync(ledger);
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.DoesNotContain("excluded", other.Text, StringComparison.Ordinal);
    }

    private string OfAccount => $",\"accountId\":\"{Id("a")}\"";
}
