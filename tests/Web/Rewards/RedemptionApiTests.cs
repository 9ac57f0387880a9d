using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using Leaderboard.Rewards;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Rewards and redemptions as programs and people use them over HTTP.</summary>
public sealed class RedemptionApiTests(SharedServer shared) : ApiTests(shared)
{
    // 5,000 in cash of an account that nobody knows: 50.00 points, at once. A mug is 20.25: one is asked for, one more fits no longer at 2 × 20.25.
    [Fact]
    public async Task A_redemption_goes_from_request_to_reward_and_the_ledger_says_so()
    {
        await EarnAsync();
        var offered = await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20.25,"stock":3,"value":8.50}""");
        Assert.Equal((HttpStatusCode.OK, 20.25m, 3, 3, true), (offered.Status, offered.Body.GetProperty("price").GetDecimal(), offered.Body.GetProperty("stock").GetInt32(), offered.Body.GetProperty("available").GetInt32(), offered.Body.GetProperty("active").GetBoolean()));

        var made = await AskAsync("r1");
        Assert.Equal((HttpStatusCode.Created, "requested", 20.25m), (made.Status, Text(made.Body, "state"), made.Body.GetProperty("price").GetDecimal()));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("r1")).Status);
        var other = await AskAsync("r1", quantity: 2);
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (other.Status, other.Code));
        var dear = await AskAsync("r2", quantity: 2);
        Assert.Equal((HttpStatusCode.Conflict, "insufficientPoints"), (dear.Status, dear.Code));
        Assert.Equal("balance 50.00 held 20.25 available 29.75", await PointsAsync());

        var early = await SendAsync(HttpMethod.Post, $"redemptions/{Id("r1")}/fulfil");
        Assert.Equal((HttpStatusCode.Conflict, "illegalMove", "requested"), (early.Status, early.Code, Text(early.Body, "state")));
        Assert.Contains(Id("r1"), (await GetAsync("redemptions?state=requested&limit=1000")).EnumerateArray().Select(r => Text(r, "id")));
        Assert.Equal("approved", Text((await SendAsync(HttpMethod.Post, $"redemptions/{Id("r1")}/approve")).Body, "state"));
        Assert.Equal("fulfilled", Text((await SendAsync(HttpMethod.Post, $"redemptions/{Id("r1")}/fulfil")).Body, "state"));
        Assert.Equal("balance 29.75 held 0.00 available 29.75", await PointsAsync());

        var entries = (await GetAsync($"collectors/{Id("self")}/ledger")).GetProperty("entries").EnumerateArray()
            .Select(e => string.Create(CultureInfo.InvariantCulture, $"{Text(e, "kind")} {e.GetProperty("points").GetDecimal()} {e.GetProperty("held").GetDecimal()}"));
        Assert.Equal(["recovery 50.00 0.00", "hold 0.00 20.25", "capture -20.25 -20.25"], entries);
        Assert.Equal(2, (await GetAsync("rewards")).EnumerateArray().Single(r => Text(r, "id") == Id("mug")).GetProperty("stock").GetInt32());
    }

    [Fact]
    public async Task What_is_rejected_or_cancelled_is_free_again_and_says_why()
    {
        await EarnAsync();
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"stock":1}""");
        await AskAsync("r1");
        var gone = await AskAsync("r2");
        Assert.Equal((HttpStatusCode.Conflict, "outOfStock"), (gone.Status, gone.Code));

        var silent = await SendAsync(HttpMethod.Post, $"redemptions/{Id("r1")}/reject", "{}");
        Assert.Equal((HttpStatusCode.BadRequest, "invalidReason", "reason"), (silent.Status, silent.Code, Text(silent.Body, "field")));
        foreach (var garbage in new[] { "[]", "\"no\"", "1", "{\"reason\":7}" })
            Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, $"redemptions/{Id("r1")}/reject", garbage)).Status);
        var rejected = await SendAsync(HttpMethod.Post, $"redemptions/{Id("r1")}/reject", """{"reason":"Out of season."}""");
        Assert.Equal(("rejected", "Out of season."), (Text(rejected.Body, "state"), Text(rejected.Body.GetProperty("decisions")[0], "reason")));
        Assert.Equal("balance 50.00 held 0.00 available 50.00", await PointsAsync());

        Assert.Equal(HttpStatusCode.Created, (await AskAsync("r2")).Status);
        Assert.Equal("cancelled", Text((await SendAsync(HttpMethod.Post, $"redemptions/{Id("r2")}/cancel")).Body, "state"));
        Assert.Equal("cancelled", Text((await SendAsync(HttpMethod.Post, $"redemptions/{Id("r2")}/cancel")).Body, "state"));
        Assert.Equal("balance 50.00 held 0.00 available 50.00", await PointsAsync());

        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"stock":1,"active":false}""");
        var retired = await AskAsync("r3");
        Assert.Equal((HttpStatusCode.Conflict, "rewardInactive"), (retired.Status, retired.Code));
        await SendAsync(HttpMethod.Put, "budgets/" + Id("b"), """{"name":"Now","unit":"money","amount":7.99,"period":"month"}""");
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), $$"""{"name":"Mug","price":20,"value":8,"budget":"{{Id("b")}}"}""");
        var poor = await AskAsync("r4");
        Assert.Equal((HttpStatusCode.Conflict, "budgetExhausted"), (poor.Status, poor.Code));
    }

    [Theory]
    [InlineData("{\"price\":1}", "name")]
    [InlineData("{\"name\":\"A\"}", "price")]
    [InlineData("{\"name\":\"A\",\"price\":0}", "price")]
    [InlineData("{\"name\":\"A\",\"price\":-1}", "price")]
    [InlineData("{\"name\":\"A\",\"price\":0.001}", "price")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"stock\":-1}", "stock")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"stock\":1.5}", "stock")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"value\":-1}", "value")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"kind\":\"cash\"}", "value")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"budget\":\"none-such\"}", "budget")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"active\":\"yes\"}", "active")]
    [InlineData("{\"name\":\"  \",\"price\":1}", "name")]
    [InlineData("{\"name\":\"A\",\"price\":10000000000001}", "price")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"kind\":\"gift\"}", "kind")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"description\":7}", "description")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"from\":\"2024-02-30\"}", "from")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"to\":\"soon\"}", "to")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"from\":\"2024-03-05\",\"to\":\"2024-03-05\"}", "to")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"from\":\"2024-03-05T12:00:00+08:00\",\"to\":\"2024-03-05\"}", "to")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"teams\":\"t-1\"}", "teams")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"teams\":[\"no blanks\"]}", "teams")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"teams\":[\"none-such\"]}", "teams")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"lowStockAt\":-1}", "lowStockAt")]
    public async Task What_cannot_be_a_reward_is_refused_by_its_field(string body, string field)
    {
        var refused = await SendAsync(HttpMethod.Put, "rewards/" + Id("bad"), body);
        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status, Text(refused.Body, "field")));
        Assert.DoesNotContain((await GetAsync("rewards")).EnumerateArray(), r => Text(r, "id") == Id("bad"));
    }

    [Fact]
    public async Task A_description_has_an_end()
    {
        string Body(int length) => $$"""{"name":"A","price":1,"description":"{{new string('x', length)}}"}""";

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "rewards/" + Id("told"), Body(RewardChecks.MaxDescriptionLength))).Status);
        var refused = await SendAsync(HttpMethod.Put, "rewards/" + Id("told"), Body(RewardChecks.MaxDescriptionLength + 1));
        Assert.Equal((HttpStatusCode.BadRequest, "description"), (refused.Status, Text(refused.Body, "field")));
    }

    /// <summary>A day stands for its first moment; what is left out is goods, for everybody, at any time.</summary>
    [Fact]
    public async Task A_reward_says_what_it_is_for_whom_and_when()
    {
        await PutFloorAsync(("own", ["self"]), ("other", ["else"]));
        var full = $$"""
            {"name":"Day off","kind":"leave","description":"  A whole one.  ","price":300,"stock":2,"lowStockAt":2,"teams":["{{Id("own")}}","{{Id("other")}}","{{Id("own")}}"],
             "from":"2024-03-01","to":"2024-04-01T12:30:00+08:00"}
            """;
        var made = (await SendAsync(HttpMethod.Put, "rewards/" + Id("off"), full)).Body;
        Assert.Equal(("leave", "A whole one.", 2, true), (Text(made, "kind"), Text(made, "description"), made.GetProperty("lowStockAt").GetInt32(), made.GetProperty("low").GetBoolean()));
        Assert.Equal(("2024-03-01T00:00:00+08:00", "2024-04-01T12:30:00+08:00"), (Text(made, "from"), Text(made, "to")));
        Assert.Equal([Id("other"), Id("own")], made.GetProperty("teams").EnumerateArray().Select(t => t.GetString()));

        // The same again, in another order: nothing to write down.
        await SendAsync(HttpMethod.Put, "rewards/" + Id("off"), full.Replace($"\"{Id("own")}\",\"{Id("other")}\",", $"\"{Id("other")}\",", StringComparison.Ordinal));
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Single(PageText.Parts((await manager.GetAsync("/manage/audit?Text=" + Id("off"))).Text, "<td>Reward set</td>"));

        var plain = (await SendAsync(HttpMethod.Put, "rewards/" + Id("off"), """{"name":"Day off","price":300}""")).Body;
        Assert.Equal(("goods", 0, false), (Text(plain, "kind"), plain.GetProperty("teams").GetArrayLength(), plain.GetProperty("low").GetBoolean()));
        Assert.All(["description", "from", "to", "lowStockAt"], name => Assert.Equal(System.Text.Json.JsonValueKind.Null, plain.GetProperty(name).ValueKind));
    }

    // Who asks for rewards sees what is offered, and not what it costs; whoever sees all redemptions sees all of it.
    [Fact]
    public async Task What_a_reward_costs_is_not_for_who_asks_for_it()
    {
        await PutFloorAsync(("own", ["self"]));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"value":12.5}""");
        await SendAsync(HttpMethod.Put, "rewards/" + Id("draft"), """{"name":"Draft","price":20,"active":false}""");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var manager = await Floor.ManagerAsync(Server);

        var theirs = (await self.GetAsync("/api/v1/rewards")).Text;
        Assert.DoesNotContain(Id("draft"), theirs, StringComparison.Ordinal);
        Assert.Contains("\"value\":null,\"budget\":null", theirs.Split($"\"id\":\"{Id("mug")}\"")[1], StringComparison.Ordinal);
        var all = (await manager.GetAsync("/api/v1/rewards")).Text;
        Assert.Contains(Id("draft"), all, StringComparison.Ordinal);
        Assert.Contains("\"value\":12.50", all.Split($"\"id\":\"{Id("mug")}\"")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_over_is_not_offered_and_what_is_others_is_not_for_them()
    {
        await EarnAsync();
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"to":"2024-03-05"}""");
        var late = await AskAsync("r1");
        Assert.Equal((HttpStatusCode.Conflict, "rewardInactive"), (late.Status, late.Code));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"from":"9000-01-01"}""");
        var early = await AskAsync("r1");
        Assert.Equal((HttpStatusCode.Conflict, "rewardInactive"), (early.Status, early.Code));

        await PutFloorAsync(("other", ["else"]));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), $$"""{"name":"Mug","price":20,"teams":["{{Id("other")}}"]}""");
        var foreign = await AskAsync("r1");
        Assert.Equal((HttpStatusCode.Conflict, "notEligible", "rewardId"), (foreign.Status, foreign.Code, Text(foreign.Body, "field")));
        Assert.Equal("balance 50.00 held 0.00 available 50.00", await PointsAsync());
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), $$"""{"name":"Mug","price":20,"from":"2024-03-05","to":"9000-01-01","teams":["{{Id("own")}}"]}""");
        Assert.Equal(HttpStatusCode.Created, (await AskAsync("r1")).Status);
    }

    [Theory]
    [InlineData("0", "quantity")]
    [InlineData("-1", "quantity")]
    [InlineData("1001", "quantity")]
    [InlineData("1.5", "quantity")]
    [InlineData("1e300", "quantity")]
    [InlineData("\"many\"", "quantity")]
    public async Task A_quantity_that_is_none_is_refused_and_nothing_is_held(string quantity, string field)
    {
        await EarnAsync();
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":0.01}""");
        var refused = await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{Id("r")}}","collectorId":"{{Id("self")}}","rewardId":"{{Id("mug")}}","quantity":{{quantity}}}""");
        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status, Text(refused.Body, "field")));
        Assert.Equal("balance 50.00 held 0.00 available 50.00", await PointsAsync());
    }

    // A collector asks with their own points alone, and decides nothing; a manager does.
    [Fact]
    public async Task People_ask_for_themselves_and_managers_decide()
    {
        await EarnAsync();
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20}""");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("asker"), Id("self"));
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Equal(HttpStatusCode.Created, await PostAsync(self, "/account", "redemptions", Request("r1", "self")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(self, "/account", "redemptions", Request("r2", "mate")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(self, "/account", $"redemptions/{Id("r1")}/approve", "{}"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(manager, "/manage/budgets", $"redemptions/{Id("r1")}/approve", "{}"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(self, "/account", $"redemptions/{Id("r1")}/cancel", "{}"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(manager, "/manage/budgets", $"redemptions/{Id("r1")}/fulfil", "{}"));
        Assert.Contains("Redemption approved", (await manager.GetAsync("/manage/audit?Text=" + Id("r1"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, await PostAsync(self, "/account", "redemptions", Request("r3", "self")));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(self, "/account", $"redemptions/{Id("r3")}/cancel", "{}"));
    }

    /// <summary>Who collected, and leads by now: neither what they are to have nor what they asked for is theirs to decide.</summary>
    [Theory]
    [InlineData("p-1", null, true)]
    [InlineData("p-2", "c-1", true)]
    [InlineData("p-2", "c-2", false)]
    [InlineData("p-2", null, false)]
    [InlineData("p-2", null, true, "p-1")]
    [InlineData("p-2", null, false, "p-3")]
    [InlineData("p-2", null, true, "p-3", true)]
    [InlineData("p-2", null, false, null, true)]
    public void Nobody_decides_about_the_own_request_nor_a_deputy_about_their_managers(string person, string? collector, bool isOwn, string? decidesFor = null, bool needsTwo = false)
    {
        var caller = new Caller { SessionId = "s", PersonId = person, Name = "Qin", Role = Role.Manager, Collector = collector is null ? null : new CollectorId(collector), DecidesFor = decidesFor };
        var redemption = new RedemptionView
        {
            Id = "r",
            Collector = new CollectorId("c-1"),
            Reward = "mug",
            RewardName = "Mug",
            Quantity = 1,
            PriceHundredths = 20_00,
            ValueMinor = 0,
            State = RedemptionState.Requested,
            RequestedAt = Moment.MinValue,
            RequestedBy = "p-1",
            NeedsTwo = needsTwo,
        };

        Assert.Equal(isOwn, RedemptionDesk.IsOwn(new ClaimsPrincipal(caller.ToIdentity("test")), redemption));
    }

    /// <summary>As a page's script does, with the token of a page.</summary>
    private static async Task<HttpStatusCode> PostAsync(Visitor visitor, string page, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/" + path, UriKind.Relative)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync(page));
        using var response = await visitor.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private string Request(string id, string collector, int quantity = 1) =>
        $$"""{"id":"{{Id(id)}}","collectorId":"{{Id(collector)}}","rewardId":"{{Id("mug")}}","quantity":{{quantity}}}""";

    private async Task EarnAsync()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        await AcceptAsync("recoveries", $$"""{"id":"{{Id("earned")}}","collectorId":"{{Id("self")}}","amount":5000,"channel":"cash","receivedAt":"2024-03-05T10:00:00+08:00"}""");
    }

    private Task<Answer> AskAsync(string id, int quantity = 1) => SendAsync(HttpMethod.Post, "redemptions", Request(id, "self", quantity));

    private async Task<string> PointsAsync()
    {
        var points = await GetAsync($"collectors/{Id("self")}/points");
        return string.Create(CultureInfo.InvariantCulture, $"balance {points.GetProperty("balance").GetDecimal()} held {points.GetProperty("held").GetDecimal()} available {points.GetProperty("available").GetDecimal()}");
    }
}
