using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Rewards;

/// <summary>Who asked as a collector, and is a manager by now, decides nothing about it, whatever they send; nor does the lead who decides in their place.</summary>
public sealed class OwnRequestTests(SharedServer shared) : ApiTests(shared)
{
    private const string Approvals = "/manage/redemptions";
    private const string Counter = "/manage/handover";
    private const string Own = "Nobody decides about their own.";

    /// <summary>What each of their requests has come to, and what can be done then.</summary>
    private static readonly (string Move, string Request)[] Decisions = [("approve", "open"), ("reject", "open"), ("reopen", "approved"), ("reopen", "rejected")];

    private static readonly (string Move, string Request)[] AtTheCounter = [("fulfil", "approved"), ("return", "given")];

    [Fact]
    public async Task Over_the_API_it_is_refused()
    {
        using var self = await PromotedAsync();

        foreach (var (move, request) in Decisions.Concat(AtTheCounter))
            Assert.Equal((HttpStatusCode.Forbidden, "ownRequest"), await CallAsync(self, $"redemptions/{Id(request)}/{move}", """{"reason":"Mine."}"""));
        await NothingMovedAsync();
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(self, $"redemptions/{Id("mates")}/approve", "{}")).Status);
    }

    [Fact]
    public async Task By_the_form_of_the_requests_it_is_refused_and_others_beside_it_are_decided()
    {
        using var self = await PromotedAsync();

        foreach (var (move, request) in Decisions.Append(("fulfil", "approved")))
            Assert.Contains(Own, PageText.Of((await self.SendAsync(Approvals, move, ("ids", Id(request)), ("reason", "budget"))).Text), StringComparison.Ordinal);
        await NothingMovedAsync();
        Assert.Contains(Own, PageText.Of((await self.SendAsync(Approvals, "Approve", ("ids", Id("open")), ("ids", Id("mates")))).Text), StringComparison.Ordinal);
        Assert.Equal("approved", await StateAsync("mates"));
        await NothingMovedAsync();
    }

    [Fact]
    public async Task By_the_forms_of_the_counter_it_is_refused()
    {
        using var self = await PromotedAsync();

        foreach (var (move, request) in AtTheCounter)
            Assert.Contains(Own, PageText.Of((await self.SendAsync(Counter, move, ("id", Id(request)), ("reason", "broken"))).Text), StringComparison.Ordinal);
        await NothingMovedAsync();
    }

    // They are nobody on the roster any more.
    [Fact]
    public async Task What_a_program_asked_for_in_their_name_is_their_own_too()
    {
        using var self = await PromotedAsync();
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, "redemptions", Wish("by-program", "self"))).Status);

        Assert.Equal((HttpStatusCode.Forbidden, "ownRequest"), await CallAsync(self, $"redemptions/{Id("by-program")}/approve", "{}"));
        Assert.Contains(Own, PageText.Of((await self.SendAsync(Approvals, "Approve", ("ids", Id("by-program")))).Text), StringComparison.Ordinal);
        Assert.Equal("requested", await StateAsync("by-program"));
        Assert.Contains(Id("by-program"), (await self.GetAsync($"{Approvals}?show=others&search={Id("mug")}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Id("by-program"), (await self.GetAsync($"{Approvals}?search={Id("mug")}")).Text, StringComparison.Ordinal);
    }

    // Of what is the manager's, neither way; of what is others', they decide, and hand nothing over.
    [Fact]
    public async Task A_deputy_is_barred_from_what_is_their_managers()
    {
        using var self = await PromotedAsync();
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var manager = await Floor.ManagerAsync(Server);
        var today = Server.Services.GetRequiredService<InstitutionCalendar>().DayOf(TimeProvider.System.Now()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await self.SendAsync("/manage/redemptions/delegation", "", ("person", await Floor.PersonAsync(manager, Id("p-lead"))), ("until", today));
        await Floor.DecidesAsync(lead);

        foreach (var (move, request) in Decisions)
        {
            Assert.Equal((HttpStatusCode.Forbidden, "ownRequest"), await CallAsync(lead, $"redemptions/{Id(request)}/{move}", """{"reason":"Theirs."}"""));
            Assert.Contains(Own, PageText.Of((await lead.SendAsync(Approvals, move, ("ids", Id(request)), ("reason", "budget"))).Text), StringComparison.Ordinal);
        }

        await NothingMovedAsync();
        Assert.Contains("For managers to decide", (await lead.GetAsync($"{Approvals}?show=others&search={Id("mug")}")).Text, StringComparison.Ordinal);
        await lead.SendAsync(Approvals, "Approve", ("ids", Id("mates")));
        Assert.Equal("approved", await StateAsync("mates"));

        Assert.DoesNotContain("handler=Fulfil", (await lead.GetAsync(Approvals)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync(Approvals, Approvals, "Fulfil", ("ids", Id("mates")))).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await CallAsync(lead, $"redemptions/{Id("mates")}/fulfil", "{}"));
        Assert.Equal("approved", await StateAsync("mates"));
    }

    /// <summary>Asked for four mugs as a collector, which others decided about; a manager since.</summary>
    private async Task<Visitor> PromotedAsync()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        foreach (var name in new[] { "self", "mate" })
            await AcceptAsync("recoveries", Receipt("earned-" + name, name, "5000", Noon, ",\"channel\":\"cash\""));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), $$"""{"name":"{{Id("mug")}}","price":5,"stock":9}""");
        var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        foreach (var request in new[] { "open", "approved", "rejected", "given" })
            Assert.Equal(HttpStatusCode.Created, (await CallAsync(self, "redemptions", Wish(request, "self"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, "redemptions", Wish("mates", "mate"))).Status);
        foreach (var (request, move) in new[] { ("approved", "approve"), ("rejected", "reject"), ("given", "approve"), ("given", "fulfil") })
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"redemptions/{Id(request)}/{move}", """{"reason":"No."}""")).Status);
        await Floor.PromoteAsync(Server, self, Id("p-self"));
        return self;
    }

    /// <summary>Fifty points, of which five are spent and ten held; eight mugs of nine are on the shelf, and nobody is written down as having decided.</summary>
    private async Task NothingMovedAsync()
    {
        Assert.Equal(
            ["requested", "approved", "rejected", "fulfilled"],
            [await StateAsync("open"), await StateAsync("approved"), await StateAsync("rejected"), await StateAsync("given")]);
        var points = await GetAsync($"collectors/{Id("self")}/points");
        Assert.Equal((45.00m, 10.00m), (points.GetProperty("balance").GetDecimal(), points.GetProperty("held").GetDecimal()));
        Assert.Equal(8, (await GetAsync("rewards")).EnumerateArray().Single(r => Text(r, "id") == Id("mug")).GetProperty("stock").GetInt32());
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Empty(PageText.Parts((await manager.GetAsync("/manage/audit?Text=" + Id("open"))).Text, "<td>Redemption "));
    }

    private async Task<string> StateAsync(string id) => Text(await GetAsync("redemptions/" + Id(id)), "state");

    private string Wish(string id, string collector) => JsonSerializer.Serialize(new { id = Id(id), collectorId = Id(collector), rewardId = Id("mug") });

    /// <summary>As a page's script does, or whoever takes its token.</summary>
    private static async Task<(HttpStatusCode Status, string? Code)> CallAsync(Visitor visitor, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/" + path, UriKind.Relative)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync("/account"));
        using var response = await visitor.Http.SendAsync(request, Cancel);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        return (response.StatusCode, body.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}
