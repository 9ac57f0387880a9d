using System.Net;
using System.Text;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Codes of rewards: managers put them in, and their owners alone see theirs, once.</summary>
public sealed class CodePageTests(SharedServer shared) : ApiTests(shared)
{
    private const string Keep = "/manage/rewards";

    [Fact]
    public async Task A_manager_puts_codes_in_and_is_told_which_were_there_without_seeing_one()
    {
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Contains("New codes: 3. There already: 0. Repeated in the file: 1.", await PutInAsync(manager, "\uFEFFcode\nSECRET-1\nSECRET-2\nSECRET-1\nSECRET-3\n"), StringComparison.Ordinal);
        Assert.Contains("New codes: 1. There already: 2. Repeated in the file: 0.", await PutInAsync(manager, "", "SECRET-2\r\nSECRET-3\r\nSECRET-4"), StringComparison.Ordinal);

        var page = (await manager.GetAsync(Keep)).Text;
        Assert.DoesNotContain("SECRET", page, StringComparison.Ordinal);
        Assert.Contains("Codes left 4 Set aside 0 Available 4 Codes given 0", PageText.Of(PanelOf(page)), StringComparison.Ordinal);
        var audit = (await manager.GetAsync("/manage/audit?Text=" + Id("card"))).Text;
        Assert.Equal(2, audit.Split("<td>Codes put into a reward</td>").Length - 1);
        Assert.DoesNotContain("SECRET", audit, StringComparison.Ordinal);
        Assert.Equal(4, (await RewardAsync()).GetProperty("stock").GetInt32());
    }

    [Theory]
    [InlineData("", "There is no code in it.")]
    [InlineData("A\nB\u0007", "Line 2 has characters that nobody can see or type")]
    [InlineData("Voucher code\nA-1\nA-2", "Line 1 looks like a heading")]
    [InlineData("A\n\"B", "Line 2 has a quotation mark that is not closed")]
    [InlineData("A\n{long}", "Line 2 is longer than 200 characters")]
    public async Task What_cannot_be_read_puts_nothing_in(string text, string said)
    {
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);

        var answer = await PutInAsync(manager, text.Replace("{long}", new string('x', CodeFile.MaxLength + 1), StringComparison.Ordinal));

        Assert.Contains(said, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Codes left", PageText.Of(PanelOf((await manager.GetAsync(Keep)).Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_stock_is_its_codes_and_its_kind_stays_one_that_has_codes()
    {
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);
        await PutInAsync(manager, "SECRET-1\nSECRET-2");

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "rewards/" + Id("card"), """{"name":"Card","price":20,"stock":40}""")).Status);
        Assert.Equal(2, (await RewardAsync()).GetProperty("stock").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Put, "rewards/" + Id("card"), """{"name":"Card","price":20,"kind":"leave"}""")).Status);

        await SendAsync(HttpMethod.Put, "rewards/" + Id("day"), """{"name":"Day","price":20,"kind":"leave"}""");
        Assert.Contains("Only goods and services have codes.", PageText.Of((await manager.UploadAsync(Keep, "Codes", "file", "SECRET-1", ("id", Id("day")))).Text), StringComparison.Ordinal);
    }

    // Three codes, one of them asked for: two go out.
    [Fact]
    public async Task A_manager_takes_out_what_nobody_was_given_and_can_put_it_in_again()
    {
        await ArriveAsync();
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        Assert.DoesNotContain("handler=TakeOut", PanelOf((await manager.GetAsync(Keep)).Text), StringComparison.Ordinal);
        await PutInAsync(manager, "SECRET-1\nSECRET-2\nSECRET-3");
        await AskAsync("r");

        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync("/account", Keep, "TakeOut", ("id", Id("card")))).Status);
        Assert.Contains("they lapse: 2.", PageText.Of(PanelOf((await manager.GetAsync(Keep)).Text)), StringComparison.Ordinal);
        Assert.Contains("Taken out: 2.", PageText.Of((await manager.SendAsync(Keep, "TakeOut", ("id", Id("card")))).Text), StringComparison.Ordinal);
        Assert.Contains("There was no code to take out", PageText.Of((await manager.ForgeAsync("/account", Keep, "TakeOut", ("id", Id("card")))).Text), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.ForgeAsync("/account", Keep, "TakeOut", ("id", Id("none")))).Status);

        var panel = PanelOf((await manager.GetAsync(Keep)).Text);
        Assert.Contains("Codes left 1 Set aside 1 Available 0 Codes given 0", PageText.Of(panel), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=TakeOut", panel, StringComparison.Ordinal);
        var audit = (await manager.GetAsync("/manage/audit?Text=" + Id("card"))).Text;
        Assert.Single(PageText.Parts(audit, "<td>Codes taken out of a reward</td>"));
        Assert.Matches("takenOut\\W+2\\b", System.Net.WebUtility.HtmlDecode(audit));

        Assert.Contains("New codes: 2. There already: 1.", await PutInAsync(manager, "SECRET-1\nSECRET-2\nSECRET-3"), StringComparison.Ordinal);
        await MoveAsync("r", "approve");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        Assert.Contains(">SECRET-1</textarea>", (await self.SendAsync("/shop", "ShowCode", ("id", Id("r")))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_for_before_there_were_codes_has_to_be_through_first()
    {
        await ArriveAsync();
        await OfferAsync();
        await AskAsync("r");
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Contains("There are open requests for it from before it had codes.", await PutInAsync(manager, "SECRET-1"), StringComparison.Ordinal);
        await MoveAsync("r", "approve");
        await MoveAsync("r", "fulfil");
        Assert.Contains("New codes: 1.", await PutInAsync(manager, "SECRET-1"), StringComparison.Ordinal);
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        Assert.DoesNotContain("SECRET", (await self.ForgeAsync("/account", "/shop", "ShowCode", ("id", Id("r")))).Text, StringComparison.Ordinal);
    }

    // 50 points, 20 of them for a card: held until it is shown, then spent.
    [Fact]
    public async Task Its_owner_is_shown_the_code_once_as_soon_as_it_is_approved()
    {
        await StockAsync("SECRET-1");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        Assert.DoesNotContain("ShowCode", (await self.GetAsync("/shop")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", (await self.ForgeAsync("/shop", "/shop", "ShowCode", ("id", Id("r")))).Text, StringComparison.Ordinal);
        Assert.Equal("requested", await StateAsync("r"));
        await MoveAsync("r", "approve");
        var before = (await self.GetAsync("/shop")).Text;
        Assert.Contains("Its code is yours; 20.00 points are spent when you have it shown.", PageText.Of(before), StringComparison.Ordinal);
        Assert.Matches("<form[^>]* data-once[^>]*handler=ShowCode", before);
        Assert.Contains("/js/once.js", before, StringComparison.Ordinal);
        Assert.DoesNotContain("pick-up-", before, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", before, StringComparison.Ordinal);

        using (var shown = await PostAsync(self, "r"))
        {
            Assert.True(shown.Headers.CacheControl?.NoStore);
            Assert.Contains(">SECRET-1</textarea>", await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        Assert.Equal("fulfilled", await StateAsync("r"));
        Assert.Equal(30.00m, (await GetAsync($"collectors/{Id("self")}/points")).GetProperty("available").GetDecimal());
        var again = (await self.SendAsync("/shop", "ShowCode", ("id", Id("r")))).Text;
        Assert.Matches(@"Its code was shown on .*, and is not shown again\. If it is lost, a manager can help\.", PageText.Of(again));
        Assert.DoesNotContain("SECRET", again, StringComparison.Ordinal);
        var after = (await self.GetAsync("/shop")).Text;
        Assert.Matches(@"Its code was shown on .*; 20\.00 points were spent\. If it is lost, a manager can help\.", PageText.Of(after));
        Assert.DoesNotContain("handler=ShowCode", after, StringComparison.Ordinal);
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Single(PageText.Parts((await manager.GetAsync("/manage/audit?Text=" + Id("r"))).Text, "<td>Code shown to its owner</td>"));
    }

    [Fact]
    public async Task What_was_handed_over_at_the_counter_waits_to_be_shown()
    {
        await StockAsync("SECRET-1");
        await MoveAsync("r", "approve");
        await MoveAsync("r", "fulfil");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));

        Assert.Contains("Nobody has seen its code yet.", PageText.Of((await self.GetAsync("/shop")).Text), StringComparison.Ordinal);
        Assert.Contains("SECRET-1", (await self.SendAsync("/shop", "ShowCode", ("id", Id("r")))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_taps_at_once_show_it_once()
    {
        await StockAsync("SECRET-1");
        await MoveAsync("r", "approve");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => self.SendAsync("/shop", "ShowCode", ("id", Id("r")))));

        Assert.Single(answers, a => a.Text.Contains("SECRET-1", StringComparison.Ordinal));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal((30.00m, 0), ((await GetAsync($"collectors/{Id("self")}/points")).GetProperty("available").GetDecimal(), (await RewardAsync()).GetProperty("stock").GetInt32()));
    }

    [Theory]
    [InlineData("Manager", HttpStatusCode.Forbidden)]
    [InlineData("Lead", HttpStatusCode.Forbidden)]
    [InlineData("Storekeeper", HttpStatusCode.Forbidden)]
    [InlineData("Compliance", HttpStatusCode.Forbidden)]
    [InlineData("Admin", HttpStatusCode.Forbidden)]
    [InlineData("Collector", HttpStatusCode.NotFound)]
    public async Task Nobody_else_is_shown_it_however_they_ask(string role, HttpStatusCode refused)
    {
        await StockAsync("SECRET-1");
        await MoveAsync("r", "approve");
        await MoveAsync("r", "fulfil");
        using var other = await Floor.JoinAsync(Server, role, Id("p-other"), role == "Collector" ? Id("mate") : null, role == "Lead" ? [Id("own")] : []);

        var answer = await other.ForgeAsync("/account", "/shop", "ShowCode", ("id", Id("r")));

        Assert.Equal(refused, answer.Status);
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        Assert.Contains("SECRET-1", (await self.SendAsync("/shop", "ShowCode", ("id", Id("r")))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_shown_nothing_and_puts_nothing_in()
    {
        await StockAsync("SECRET-1");
        await MoveAsync("r", "approve");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("id", Id("r"))]);
        using var shown = await Admin.PostAsync(new Uri("/shop?handler=ShowCode", UriKind.Relative), form, Cancel);
        using var codes = new FormUrlEncodedContent([KeyValuePair.Create("id", Id("card")), KeyValuePair.Create("lines", "SECRET-2")]);
        using var put = await Admin.PostAsync(new Uri(Keep + "?handler=Codes", UriKind.Relative), codes, Cancel);

        Assert.False(shown.IsSuccessStatusCode || put.IsSuccessStatusCode);
        Assert.DoesNotContain("SECRET", await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(("approved", 1), (await StateAsync("r"), (await RewardAsync()).GetProperty("stock").GetInt32()));
        foreach (var role in new[] { "Lead", "Storekeeper" })
        {
            using var other = await Floor.JoinAsync(Server, role, Id("p-" + role), null, role == "Lead" ? [Id("own")] : []);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.ForgeAsync("/account", Keep, "Codes", ("id", Id("card")), ("lines", "SECRET-2"))).Status);
        }
    }

    [Fact]
    public async Task A_file_that_is_far_too_large_is_refused_and_puts_nothing_in()
    {
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);
        var token = await manager.TokenAsync(Keep);
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(Id("card")), "id" }, { new ByteArrayContent(new byte[12 << 20]), "file", "codes.csv" } };

        using var answer = await manager.Http.PostAsync(new Uri(Keep + "?handler=Codes", UriKind.Relative), form, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("That file is too large", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("Codes left", PageText.Of(PanelOf((await manager.GetAsync(Keep)).Text)), StringComparison.Ordinal);
    }

    /// <summary>50 points of self, and as many cards at 20 as there are codes; one is asked for.</summary>
    private async Task StockAsync(string codes)
    {
        await ArriveAsync();
        await OfferAsync();
        using (var manager = await Floor.ManagerAsync(Server))
            await PutInAsync(manager, codes);
        await AskAsync("r");
    }

    private async Task ArriveAsync()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        await AcceptAsync("recoveries", Receipt("earned", "self", "5000", Noon, ",\"channel\":\"cash\""));
    }

    private async Task OfferAsync() => Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "rewards/" + Id("card"), """{"name":"Card","price":20}""")).Status);

    private async Task AskAsync(string id) => Assert.Equal(
        HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{Id(id)}}","collectorId":"{{Id("self")}}","rewardId":"{{Id("card")}}"}""")).Status);

    private async Task MoveAsync(string id, string move) => Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"redemptions/{Id(id)}/{move}")).Status);

    /// <summary>What the page says then, as a person reads it.</summary>
    private async Task<string> PutInAsync(Visitor manager, string file, string lines = "") =>
        PageText.Of((await manager.UploadAsync(Keep, "Codes", "file", file, ("id", Id("card")), ("lines", lines))).Text);

    private async Task<HttpResponseMessage> PostAsync(Visitor self, string id)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("id", Id(id)), KeyValuePair.Create("__RequestVerificationToken", await self.TokenAsync("/shop"))]);
        return await self.Http.PostAsync(new Uri("/shop?handler=ShowCode", UriKind.Relative), form, Cancel);
    }

    private async Task<System.Text.Json.JsonElement> RewardAsync() => (await GetAsync("rewards")).EnumerateArray().Single(r => Text(r, "id") == Id("card"));

    private async Task<string> StateAsync(string id) => Text(await GetAsync("redemptions/" + Id(id)), "state");

    private string PanelOf(string page) => page.Split($"id=\"reward-{Id("card")}\"")[1].Split("</section>")[0];
}
