using System.Net;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Rewards;

/// <summary>The counter: by code or by name, handed over and come back; by a storekeeper, who decides nothing else.</summary>
public sealed class HandoverPageTests(SharedServer shared) : ApiTests(shared)
{
    private const string Path = "/manage/handover";

    private PickUpCodes Codes => Server.Services.GetRequiredService<PickUpCodes>();

    [Fact]
    public async Task What_was_approved_is_found_by_its_code_handed_over_and_comes_back()
    {
        await ApproveAsync("r");
        using var store = await Floor.JoinAsync(Server, "Storekeeper", Id("p-store"));
        var found = (await store.GetAsync($"{Path}?pickUp={Codes.Of(Id("r"))}")).Text;
        Assert.Contains("The code is for Mug for ", PageText.Of(found), StringComparison.Ordinal);

        var given = PageText.Of((await store.SendAsync(Path, "Fulfil", ("id", Id("r")))).Text);
        Assert.Contains("Handed over: Mug, to ", given, StringComparison.Ordinal);
        Assert.Equal("fulfilled", await StateAsync("r"));
        Assert.Contains("nothing to hand over for this code: handed over.", PageText.Of((await store.GetAsync($"{Path}?pickUp={Codes.Of(Id("r"))}")).Text), StringComparison.Ordinal);

        Assert.Contains("Say why.", PageText.Of((await store.SendAsync(Path, "Return", ("id", Id("r")))).Text), StringComparison.Ordinal);
        Assert.Contains("Say why.", PageText.Of((await store.SendAsync(Path, "Return", ("id", Id("r")), ("other", "a\u0001b"))).Text), StringComparison.Ordinal);
        Assert.Equal("fulfilled", await StateAsync("r"));
        Assert.Contains("Came back: Mug, from ", PageText.Of((await store.SendAsync(Path, "Return", ("id", Id("r")), ("reason", "broken"))).Text), StringComparison.Ordinal);
        Assert.Equal("returned", await StateAsync("r"));

        // Nothing on the shelf again, since nobody said so; all points there.
        Assert.Equal(4, (await GetAsync("rewards")).EnumerateArray().Single(r => Text(r, "id") == Id("mug")).GetProperty("stock").GetInt32());
        Assert.Equal(50.00m, (await GetAsync($"collectors/{Id("self")}/points")).GetProperty("available").GetDecimal());
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        Assert.Contains("Broken 20.00 points are there again.", PageText.Of((await self.GetAsync("/shop")).Text), StringComparison.Ordinal);
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Single(PageText.Parts((await manager.GetAsync("/manage/audit?Text=" + Id("r"))).Text, "<td>Reward came back</td>"));
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("====")]
    public async Task A_code_that_nobody_gave_out_finds_nothing(string code)
    {
        using var store = await Floor.JoinAsync(Server, "Storekeeper", Id("p-store"));

        Assert.Contains("none of ours", PageText.Of((await store.GetAsync($"{Path}?pickUp={code}")).Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_alone_is_shown_the_code_and_only_while_there_is_something_to_pick_up()
    {
        await ApproveAsync("r");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        Assert.Contains("id=\"pick-up-" + Id("r"), (await self.GetAsync("/shop")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("pick-up-", (await mate.GetAsync("/shop")).Text, StringComparison.Ordinal);

        await SendAsync(HttpMethod.Post, $"redemptions/{Id("r")}/fulfil");
        Assert.DoesNotContain("pick-up-", (await self.GetAsync("/shop")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_something_to_pick_up_or_to_decide_is_told_so_where_they_land()
    {
        await ApproveAsync("r");
        await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{Id("open")}}","collectorId":"{{Id("self")}}","rewardId":"{{Id("mug")}}"}""");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Single(PageText.Parts((await self.GetAsync("/me")).Text, "Mug is waiting for you at the counter, until "));
        Assert.DoesNotContain("at the counter", (await mate.GetAsync("/me")).Text, StringComparison.Ordinal);
        Assert.Matches("(requests wait|A request waits) for you; ", PageText.Of((await manager.GetAsync("/team?team=" + Id("own"))).Text));
        Assert.DoesNotContain("for you; ", (await lead.GetAsync("/team?team=" + Id("own"))).Text, StringComparison.Ordinal);

        await SendAsync(HttpMethod.Post, $"redemptions/{Id("r")}/fulfil");
        Assert.DoesNotContain("at the counter", (await self.GetAsync("/me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storekeeper_approves_nothing_and_hands_over_nothing_that_is_not_there()
    {
        await ApproveAsync("r");
        using var store = await Floor.JoinAsync(Server, "Storekeeper", Id("p-store"));
        Assert.Equal(HttpStatusCode.Forbidden, (await store.ForgeAsync("/account", "/manage/redemptions", "Approve", ("ids", Id("r")))).Status);
        Assert.Contains("role=\"alert\"", (await store.SendAsync(Path, "Fulfil", ("id", Id("none")))).Text, StringComparison.Ordinal);
        Assert.Contains("\"value\":null", (await store.GetAsync("/api/v1/rewards")).Text.Split($"\"id\":\"{Id("mug")}\"")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_the_API_it_comes_back_once_and_with_a_reason()
    {
        await ApproveAsync("r");
        Assert.Equal((HttpStatusCode.Conflict, "illegalMove"), await ReturnAsync("""{"reason":"Broken."}"""));
        await SendAsync(HttpMethod.Post, $"redemptions/{Id("r")}/fulfil");
        Assert.Equal((HttpStatusCode.BadRequest, "invalidReason"), await ReturnAsync("""{"restock":true}"""));
        Assert.Equal((HttpStatusCode.BadRequest, "invalidField"), await ReturnAsync("""{"reason":"Broken.","restock":"yes"}"""));
        Assert.Equal(HttpStatusCode.OK, (await ReturnAsync("""{"reason":"Broken."}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ReturnAsync("""{"reason":"Broken."}""")).Status);
        Assert.Equal(5, (await GetAsync("rewards")).EnumerateArray().Single(r => Text(r, "id") == Id("mug")).GetProperty("stock").GetInt32());
    }

    private async Task<(HttpStatusCode Status, string? Code)> ReturnAsync(string body)
    {
        var answer = await SendAsync(HttpMethod.Post, $"redemptions/{Id("r")}/return", body);
        return (answer.Status, answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    /// <summary>Self has 50 points, and a mug for 20 of them is approved; five are on the shelf.</summary>
    private async Task ApproveAsync(string id)
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        await AcceptAsync("recoveries", Receipt("earned", "self", "5000", Noon, ",\"channel\":\"cash\""));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"stock":5}""");
        await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{Id(id)}}","collectorId":"{{Id("self")}}","rewardId":"{{Id("mug")}}"}""");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"redemptions/{Id(id)}/approve")).Status);
    }

    private async Task<string> StateAsync(string id) => Text(await GetAsync("redemptions/" + Id(id)), "state");
}
