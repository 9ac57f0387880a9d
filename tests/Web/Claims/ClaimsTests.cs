using System.Globalization;
using System.Net;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Claims;

public sealed class ClaimsTests(SharedServer shared) : ApiTests(shared)
{
    private string Unassigned => "unassigned/" + Id("r");

    private static string Now => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_collector_claims_the_lead_credits_and_both_see_it()
    {
        await ReceiveAsync("1234.56");
        using var collector = await Floor.JoinAsync(Server, "Collector", Id("collector"), Id("a"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("north"));
        Assert.Contains(Id("r"), (await collector.GetAsync("/unassigned")).Text, StringComparison.Ordinal);

        var claimed = await collector.SendAsync("/unassigned", "Claim", ("recovery", Id("r")), ("reason", "Promised"), ("note", "Paid after <my> call"));
        Assert.Contains("Your claim is in", claimed.Text, StringComparison.Ordinal);
        var waiting = (await lead.GetAsync("/unassigned")).Text;
        Assert.Contains("Paid after &lt;my&gt; call", waiting, StringComparison.Ordinal);

        var credited = await lead.SendAsync("/unassigned", "Assign", ("recovery", Id("r")), ("collector", Id("a")));
        Assert.Contains("Credited: one reversal and one new entry", credited.Text, StringComparison.Ordinal);

        Assert.Equal(["1 a 1234.56"], await StandingsAsync($"boards/collectors/amount/all?team={Id("north")}"));
        var own = (await collector.GetAsync("/unassigned")).Text;
        Assert.Contains("¥1,234.56", own, StringComparison.Ordinal);
        Assert.Contains("Credited", own, StringComparison.Ordinal);
        var claim = Assert.Single((await GetAsync($"collectors/{Id("a")}/claims")).EnumerateArray());
        Assert.Equal(("accepted", "promised"), (Text(claim, "state"), Text(claim, "reason")));
        Assert.StartsWith("claim-", Text(claim, "entryId"), StringComparison.Ordinal);
    }

    /// <summary>Of 1,234.56, credited to a, the bank takes 34.56 back, then the rest: 1,200.00, then 0.</summary>
    [Fact]
    public async Task What_the_bank_takes_back_of_a_claimed_receipt_is_taken_from_who_was_credited()
    {
        await ReceiveAsync("1234.56");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, Unassigned + "/assign", $$"""{"collectorId":"{{Id("a")}}"}""")).Status);

        Assert.Equal(["accepted"], await PostAsync("reversals", Reversal("v1", "r", ",\"amount\":34.56")));
        Assert.Equal(["duplicate"], await PostAsync("reversals", Reversal("v1", "r", ",\"amount\":34.56")));
        Assert.Equal(["1 a 1200.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("north")}"));
        Assert.Equal(["accepted"], await PostAsync("reversals", Reversal("v2", "r")));
        Assert.Equal(["1 a 0.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("north")}"));
        Assert.Equal(["exceedsRecovery"], await PostAsync("reversals", Reversal("v3", "r")));
    }

    [Fact]
    public async Task A_refusal_says_why_and_the_receipt_goes_on_waiting()
    {
        await ReceiveAsync("100");
        using var collector = await Floor.JoinAsync(Server, "Collector", Id("collector"), Id("a"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("north"));
        await collector.SendAsync("/unassigned", "Claim", ("recovery", Id("r")), ("reason", "Visited"), ("note", ""));

        await lead.SendAsync("/unassigned", "Refuse", ("recovery", Id("r")), ("collector", Id("a")), ("reason", "NoProof"));

        var own = (await collector.GetAsync("/unassigned")).Text;
        Assert.Contains("nothing on file supports it", own, StringComparison.Ordinal);
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("audit"));
        var log = (await compliance.GetAsync("/manage/audit?Act=claim.refuse&Text=" + Id("r"))).Text;
        Assert.Contains("&quot;NoProof&quot;", log, StringComparison.Ordinal);
        Assert.Contains((await GetAsync("unassigned?limit=200")).GetProperty("receipts").EnumerateArray(), r => Text(r, "id") == Id("r"));
    }

    [Fact]
    public async Task Nobody_claims_for_another_and_no_lead_decides_for_other_teams()
    {
        await ReceiveAsync("100");
        using var collector = await Floor.JoinAsync(Server, "Collector", Id("collector"), Id("a"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("north"));

        var forOther = await lead.SendAsync("/unassigned", "Assign", ("recovery", Id("r")), ("collector", Id("c")));
        var byCollector = await collector.SendAsync("/unassigned", "Assign", ("recovery", Id("r")), ("collector", Id("a")));
        var byLead = await lead.SendAsync("/unassigned", "Claim", ("recovery", Id("r")), ("reason", "Other"), ("note", ""));

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [forOther.Status, byCollector.Status, byLead.Status]);
        Assert.Empty(await StandingsAsync($"boards/collectors/amount/all?team={Id("north")}"));
    }

    [Fact]
    public async Task Another_collector_does_not_see_who_claims()
    {
        await ReceiveAsync("100");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, Unassigned + "/claims", Claim("a", "promised", "secret word"))).Status);
        using var other = await Floor.JoinAsync(Server, "Collector", Id("other"), Id("b"));

        var page = (await other.GetAsync("/unassigned")).Text;

        Assert.Contains(Id("r"), page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret word", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Id("a"), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_refuses_by_code_what_cannot_be()
    {
        await ReceiveAsync("100");
        Assert.Equal("invalidReason", await CodeOfAsync("claims", Claim("a", "because", "")));
        Assert.Equal("invalidId", await CodeOfAsync("claims", """{"reason":"promised"}"""));
        Assert.Equal("invalidField", await CodeOfAsync("claims", Claim("a", "promised", new string('x', 201))));
        Assert.Equal("unknownCollector", await CodeOfAsync("assign", Claim("nobody", "", "")));
        Assert.Equal("noSuchClaim", await CodeOfAsync("refuse", Claim("a", "noProof", "")));
        Assert.Null(await CodeOfAsync("assign", Claim("a", "", "")));
        Assert.Null(await CodeOfAsync("assign", Claim("a", "", "")));
        Assert.Equal("alreadyAssigned", await CodeOfAsync("assign", Claim("b", "", "")));
        Assert.Equal("alreadyAssigned", await CodeOfAsync("claims", Claim("b", "promised", "")));
        Assert.Equal("notFound", (await SendAsync(HttpMethod.Post, $"unassigned/{Id("none")}/assign", Claim("a", "", ""))).Code);
        Assert.Equal(["1 a 100.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("north")}"));
    }

    private string Claim(string collector, string reason, string note) => JsonSerializer.Serialize(new { collectorId = Id(collector), reason, note });

    private async Task<string?> CodeOfAsync(string what, string body)
    {
        var answer = await SendAsync(HttpMethod.Post, $"{Unassigned}/{what}", body);
        return answer.Status == HttpStatusCode.OK ? null : answer.Code;
    }

    private async Task ReceiveAsync(string amount)
    {
        await PutFloorAsync(("north", ["a", "b"]), ("south", ["c"]));
        await AcceptAsync("recoveries", $$"""{"id":"{{Id("r")}}","accountId":"{{Id("acc")}}","amount":{{amount}},"receivedAt":"{{Now}}"}""");
    }
}
