using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Budgets;

public sealed class BudgetsTests(SharedServer shared) : ApiTests(shared)
{
    private const string March = "\"name\":\"March\",\"from\":\"2024-03-01\",\"to\":\"2024-03-31\"";

    /// <summary>Of 1,000: 900 reserved when it is scheduled; one has taken part: 500 spent, 500 left.</summary>
    [Fact]
    public async Task A_contest_reserves_when_it_is_scheduled_and_spends_what_is_paid()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("recoveries", Receipt("1", "self", "300"));
        await PutAsync($"{{{March},\"amount\":1000}}");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (await DraftAsync("k"), await MoveAsync("k", "schedule")));
        Assert.Equal("1000.00 reserved 900.00 spent 0.00 left 100.00", await FiguresAsync());
        Assert.Equal(Id("b"), Text(await GetAsync("contests/" + Id("k")), "budget"));

        await DraftAsync("l");
        var refused = await SendAsync(HttpMethod.Post, $"contests/{Id("l")}/schedule");
        Assert.Equal((HttpStatusCode.Conflict, "budgetExhausted", "draft"), (refused.Status, refused.Code, Text(refused.Body, "state")));
        Assert.Equal(HttpStatusCode.OK, await MoveAsync("k", "certify"));
        Assert.Equal("1000.00 reserved 0.00 spent 500.00 left 500.00", await FiguresAsync());
        await PutAsync($"{{{March},\"amount\":1400}}");
        Assert.Equal(HttpStatusCode.OK, await MoveAsync("l", "schedule"));
        Assert.Equal(HttpStatusCode.OK, await MoveAsync("l", "cancel"));
        Assert.Equal("1400.00 reserved 0.00 spent 500.00 left 900.00", await FiguresAsync());

        var below = await SendAsync(HttpMethod.Put, "budgets/" + Id("b"), $"{{{March},\"amount\":499.99}}");
        Assert.Equal((HttpStatusCode.Conflict, "belowUsed"), (below.Status, below.Code));
        var other = await SendAsync(HttpMethod.Put, "budgets/" + Id("b"), "{\"name\":\"April\",\"from\":\"2024-04-01\",\"to\":\"2024-04-30\",\"amount\":1400}");
        Assert.Equal((HttpStatusCode.Conflict, "inUse"), (other.Status, other.Code));
    }

    [Theory]
    [InlineData("{\"name\":\"A\",\"amount\":1000,\"unit\":\"money\",\"from\":\"2024-03-01\",\"to\":\"2024-03-31\"}", "budgetUnit", "budget")]
    [InlineData("{\"name\":\"A\",\"amount\":1000,\"from\":\"2024-04-01\",\"to\":\"2024-04-30\"}", "budgetPeriod", "budget")]
    [InlineData("{\"name\":\"A\",\"amount\":1000,\"from\":\"2024-03-01\",\"to\":\"2024-03-31\",\"teamId\":\"TEAM\"}", "budgetTeam", "budget")]
    [InlineData(null, "unknownBudget", "budget")]
    public async Task What_prizes_cannot_be_paid_from_is_refused_by_its_field(string? budget, string code, string field)
    {
        await PutFloorAsync(("own", ["self"]), ("other", ["else"]));
        if (budget is not null)
            await PutAsync(budget.Replace("TEAM", Id("other"), StringComparison.Ordinal));
        await DraftAsync("k");
        var refused = await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        Assert.Equal((HttpStatusCode.BadRequest, code, field), (refused.Status, refused.Code, Text(refused.Body, "field")));
    }

    [Theory]
    [InlineData("{\"amount\":1000,\"from\":\"2024-03-01\",\"to\":\"2024-03-31\"}", "name")]
    [InlineData("{\"name\":\"A\",\"from\":\"2024-03-01\",\"to\":\"2024-03-31\"}", "amount")]
    [InlineData("{\"name\":\"A\",\"amount\":-1,\"from\":\"2024-03-01\",\"to\":\"2024-03-31\"}", "amount")]
    [InlineData("{\"name\":\"A\",\"amount\":1,\"from\":\"2024-03-31\",\"to\":\"2024-03-01\"}", "to")]
    [InlineData("{\"name\":\"A\",\"amount\":1,\"period\":\"week\"}", "period")]
    [InlineData("{\"name\":\"A\",\"amount\":1,\"unit\":\"apples\",\"period\":\"month\"}", "unit")]
    [InlineData("{\"name\":\"A\",\"amount\":1,\"period\":\"month\",\"teamId\":\"t-nowhere\"}", "teamId")]
    public async Task What_cannot_be_a_budget_is_refused_by_its_field(string body, string field)
    {
        var answer = await SendAsync(HttpMethod.Put, "budgets/" + Id("b"), body);
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, Text(answer.Body, "field")));
    }

    [Fact]
    public async Task A_quarter_is_named_by_any_day_in_it()
    {
        await PutAsync("{\"name\":\"Q4\",\"amount\":1,\"period\":\"quarter\",\"date\":\"2024-11-02\"}");
        var budget = await GetAsync("budgets/" + Id("b"));
        Assert.Equal(("2024-10-01T00:00:00+08:00", "2025-01-01T00:00:00+08:00"), (Text(budget, "from"), Text(budget, "to")));
    }

    [Fact]
    public async Task A_manager_makes_one_on_the_page_and_a_lead_sees_those_of_the_own_teams()
    {
        await PutFloorAsync(("own", ["self"]), ("other", ["else"]));
        using var manager = await Floor.ManagerAsync(Server);
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        foreach (var team in new[] { "own", "other" })
        {
            Assert.Contains("Kept.", (await manager.SendAsync(
                "/manage/budgets", "", ("name", Id("of-" + team)), ("team", Id(team)), ("unit", "Points"), ("amount", "1,000"), ("period", "Month"))).Text, StringComparison.Ordinal);
        }

        Assert.Contains("Give it a name", (await manager.SendAsync("/manage/budgets", "", ("name", ""), ("unit", "Points"), ("amount", "5"), ("period", "Month"))).Text, StringComparison.Ordinal);
        var seen = (await lead.GetAsync("/manage/budgets")).Text;
        Assert.Contains(Id("of-own"), seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Id("of-other"), seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync("/contests/new", "/manage/budgets", "", ("name", "X"), ("unit", "Points"), ("amount", "5"), ("period", "Month"))).Status);
    }

    private async Task PutAsync(string body)
    {
        var answer = await SendAsync(HttpMethod.Put, "budgets/" + Id("b"), body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private async Task<HttpStatusCode> DraftAsync(string id) => (await SendAsync(HttpMethod.Post, "contests", $$"""
        {"id":"{{Id(id)}}","name":"Sprint","measure":"amount","format":"best","startsAt":"2024-03-05T00:00:00+08:00","endsAt":"2024-03-06T00:00:00+08:00",
         "entrants":{"teams":["{{Id("own")}}"]},"prizes":[{"points":500},{"points":200,"fromRank":2,"toRank":3}],"budget":"{{Id("b")}}"}
        """)).Status;

    private async Task<HttpStatusCode> MoveAsync(string id, string move) => (await SendAsync(HttpMethod.Post, $"contests/{Id(id)}/{move}")).Status;

    private async Task<string> FiguresAsync()
    {
        var budget = await GetAsync("budgets/" + Id("b"));
        return $"{Raw("amount")} reserved {Raw("reserved")} spent {Raw("spent")} left {Raw("left")}";

        string Raw(string name) => budget.GetProperty(name).GetRawText();
    }
}
