using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>The shop as its visitors find it.</summary>
public sealed partial class ShopPageTests(SharedServer shared) : ApiTests(shared)
{
    private static readonly string Now = DateTimeOffset.UtcNow.ToString("O");

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_redemption()
    {
        using var self = await ArriveAsync();
        await OfferAsync("mug", """{"name":"Mug","price":20.25,"stock":3,"lowStockAt":3,"to":"9000-02-01"}""");
        var card = await CardAsync(self, "mug");
        Assert.Contains("20.25 points Yours now 3 left Until 31 Jan", PageText.Of(card), StringComparison.Ordinal);
        Assert.Contains("20.25 points are held until a manager has decided. 29.75 are left to spend.", PageText.Of(card), StringComparison.Ordinal);
        var id = FormId().Match(card).Groups["id"].Value;

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var sent = await self.SendAsync("/shop", "Ask", ("id", id), ("reward", Id("mug")));
            Assert.Equal((HttpStatusCode.Redirect, "/shop?about=" + id), (sent.Status, sent.Location));
        }

        Assert.Equal([id], await OwnAsync());
        var page = PageText.Of((await self.GetAsync("/shop?about=" + id)).Text);
        Assert.Contains("Asked for: Mug. 20.25 points are held", page, StringComparison.Ordinal);
        Assert.Contains("29.75 points 20.25 are held for what you asked for.", page, StringComparison.Ordinal);
        Assert.Contains("Mug requested A manager decides next. Until then 20.25 points are held.", page, StringComparison.Ordinal);
        Assert.NotEqual(id, FormId().Match(await CardAsync(self, "mug")).Groups["id"].Value);

        await OfferAsync("cup", """{"name":"Cup","price":1}""");
        Assert.Contains("used for something else", (await self.SendAsync("/shop", "Ask", ("id", id), ("reward", Id("cup")))).Text, StringComparison.Ordinal);
        Assert.Equal([id], await OwnAsync());
    }

    // Two tabs, one of yesterday: what it shows is not what it costs.
    [Fact]
    public async Task Nobody_pays_another_price_than_they_have_seen()
    {
        using var self = await ArriveAsync();
        await OfferAsync("mug", """{"name":"Mug","price":20.25}""");
        Assert.Contains("name=\"price\" value=\"2025\"", await CardAsync(self, "mug"), StringComparison.Ordinal);
        await OfferAsync("mug", """{"name":"Mug","price":20.26}""");

        var refused = await self.SendAsync("/shop", "Ask", ("id", Id("r")), ("reward", Id("mug")), ("price", "2025"));

        Assert.Contains("Its price has just changed.", refused.Text, StringComparison.Ordinal);
        Assert.Empty(await OwnAsync());
    }

    [Fact]
    public async Task What_is_not_decided_can_be_taken_back_and_what_is_decided_cannot()
    {
        using var self = await ArriveAsync();
        await OfferAsync("mug", """{"name":"Mug","price":20}""");
        await AskAsync(self, "first");
        await AskAsync(self, "second");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"redemptions/{Id("second")}/approve")).Status);

        Assert.Equal("/shop?about=" + Id("first"), (await self.SendAsync("/shop", "TakeBack", ("id", Id("first")))).Location);
        var page = PageText.Of((await self.GetAsync("/shop?about=" + Id("first"))).Text);
        Assert.Contains("Taken back: Mug. 20.00 points are free again.", page, StringComparison.Ordinal);
        Assert.Matches("Mug approved Approved on .* It is handed over next, and 20.00 points are spent then.", page);

        Assert.Contains("It is decided by now", (await self.SendAsync("/shop", "TakeBack", ("id", Id("second")))).Text, StringComparison.Ordinal);
        Assert.Equal("approved", await StateAsync("second"));
        await SendAsync(HttpMethod.Post, $"redemptions/{Id("second")}/reject", """{"reason":"Out of season."}""");
        Assert.Contains("Out of season. Your points are free again.", PageText.Of((await self.GetAsync("/shop")).Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_back_what_is_anothers()
    {
        using var self = await ArriveAsync();
        await OfferAsync("mug", """{"name":"Mug","price":20}""");
        await AskAsync(self, "r");
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));

        Assert.Equal(HttpStatusCode.NotFound, (await mate.ForgeAsync("/account", "/shop", "TakeBack", ("id", Id("r")))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync("/account", "/shop", "TakeBack", ("id", Id("r")))).Status);
        Assert.Equal("requested", await StateAsync("r"));
        Assert.DoesNotContain(Id("r"), (await mate.GetAsync("/shop?about=" + Id("r"))).Text.Split("id=\"shop\"")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_asks_for_nothing()
    {
        using var self = await ArriveAsync();
        await OfferAsync("mug", """{"name":"Mug","price":20}""");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("id", Id("r")), KeyValuePair.Create("reward", Id("mug"))]);

        using var answer = await self.Http.PostAsync(new Uri("/shop?handler=Ask", UriKind.Relative), form, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await OwnAsync());
    }

    // 50 there; 15 of a cheque come in a week: 65 on that day, a hundredth more at the pace: 65 in 30 days, so that 65 more take all 30.
    [Fact]
    public async Task What_is_too_dear_says_when_it_can_be_had()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("recoveries", Receipt("1", "self", "5000", Now, ",\"channel\":\"cash\""), Receipt("2", "self", "1500", Now, ",\"channel\":\"cheque\""));
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        foreach (var (name, price) in new[] { ("soon", 65.00m), ("later", 130.00m), ("far", 10_000.00m) })
            await OfferAsync(name, string.Create(CultureInfo.InvariantCulture, $$"""{"name":"{{name}}","price":{{price}}}"""));

        var page = PageText.Of((await self.GetAsync("/shop")).Text);
        Assert.Matches(@"50\.00 points To come: \+15\.00 on \d+ \w+ Your pace: 2\.16 a day \(65\.00 in 30 days\)\.", page);
        Assert.Matches(@"65\.00 points 76% Yours on \d+ \w+, when your points are cleared", PageText.Of(await CardAsync(self, "soon")));
        Assert.Contains("At your pace in about 30 days", await CardAsync(self, "later"), StringComparison.Ordinal);
        Assert.Contains("At your pace in more than a year", await CardAsync(self, "far"), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Ask", await CardAsync(self, "soon"), StringComparison.Ordinal);
        Assert.Contains("fewer points to spend", (await self.ForgeAsync("/account", "/shop", "Ask", ("id", Id("r")), ("reward", Id("soon")))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_offered_to_somebody_is_in_their_shop()
    {
        using var self = await ArriveAsync();
        await OfferAsync("mine", $$"""{"name":"Mine","price":1,"teams":["{{Id("own")}}"]}""");
        await OfferAsync("theirs", $$"""{"name":"Theirs","price":1,"teams":["{{Id("other")}}"]}""");
        await OfferAsync("draft", """{"name":"Draft","price":1,"active":false}""");
        await OfferAsync("over", """{"name":"Over","price":1,"to":"2024-03-05"}""");
        await OfferAsync("early", """{"name":"Early","price":1,"from":"9000-01-01"}""");
        await OfferAsync("gone", """{"name":"Gone","price":1,"stock":0}""");
        var page = (await self.GetAsync("/shop")).Text;

        Assert.Contains(Id("mine"), page, StringComparison.Ordinal);
        Assert.All(["theirs", "draft", "over", "early"], name => Assert.DoesNotContain(Id(name), page, StringComparison.Ordinal));
        var gone = await CardAsync(self, "gone");
        Assert.Contains("Sold out", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Ask", gone, StringComparison.Ordinal);
        foreach (var (reward, why) in new[] { ("theirs", "for other teams"), ("over", "not offered any more"), ("gone", "The last one has just gone"), ("none-such", "no such reward") })
            Assert.Contains(why, (await self.SendAsync("/shop", "Ask", ("id", Id("r")), ("reward", Id(reward)))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_points_of_their_own_looks_and_asks_for_nothing()
    {
        await OfferAsync("mug", """{"name":"Mug","price":20}""");
        using var manager = await Floor.ManagerAsync(Server);
        var page = (await manager.GetAsync("/shop")).Text;

        Assert.Contains("You are looking", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/manage/rewards\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", await CardAsync(manager, "mug"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.ForgeAsync("/manage/rewards", "/shop", "Ask", ("id", Id("r")), ("reward", Id("mug")))).Status);
    }

    /// <summary>50 points to spend.</summary>
    private async Task<Visitor> ArriveAsync()
    {
        await PutFloorAsync(("own", ["self", "mate"]), ("other", ["else"]));
        await AcceptAsync("recoveries", Receipt("earned", "self", "5000", Noon, ",\"channel\":\"cash\""));
        return await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
    }

    private async Task OfferAsync(string name, string body) => Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "rewards/" + Id(name), body)).Status);

    private async Task AskAsync(Visitor self, string id) =>
        Assert.Equal("/shop?about=" + Id(id), (await self.SendAsync("/shop", "Ask", ("id", Id(id)), ("reward", Id("mug")))).Location);

    /// <summary>One card of the shop.</summary>
    private async Task<string> CardAsync(Visitor visitor, string name) =>
        Assert.Single(PageText.Parts((await visitor.GetAsync("/shop")).Text, $"data-id=\"{Id(name)}\">")).Split("</li>")[0];

    private async Task<string[]> OwnAsync() =>
        [.. (await GetAsync("redemptions?limit=1000")).EnumerateArray().Where(r => Text(r, "collectorId") == Id("self")).Select(r => Text(r, "id"))];

    private async Task<string> StateAsync(string id) => Text(await GetAsync("redemptions/" + Id(id)), "state");

    [GeneratedRegex("name=\"id\" value=\"(?<id>s-[0-9a-f]{32})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormId();
}
