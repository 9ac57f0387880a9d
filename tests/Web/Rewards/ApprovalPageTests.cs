using System.Globalization;
using System.Net;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Requests that wait, twenty to a page, found by name; what cannot be decided hides nothing.</summary>
public sealed class ApprovalPageTests(SharedServer shared) : ApiTests(shared)
{
    private const string Approvals = "/manage/redemptions";
    private const int PageRows = 20;

    // 43 of one reward: 20, 20 and 3. Who has no scripts stays on the page on which they decide; beyond the last is the last.
    [Fact]
    public async Task Every_request_is_on_a_page()
    {
        await EarnAsync("self");
        for (var i = 0; i < 43; i++)
            await AskAsync(Number(i), "self");
        using var manager = await Floor.ManagerAsync(Server);
        var search = Approvals + "?search=" + Id("mug");

        var first = (await manager.GetAsync(search)).Text;
        Assert.Equal(Names(0, 20), Shown(first));
        Assert.Contains("43 waiting", PageText.Of(first), StringComparison.Ordinal);
        Assert.Contains("23 more move up as these are decided.", PageText.Of(first), StringComparison.Ordinal);
        Assert.Contains($"?search={Id("mug")}&amp;from=20\" rel=\"next\"", first, StringComparison.Ordinal);
        var second = (await manager.GetAsync(search + "&from=20")).Text;
        Assert.Equal(Names(20, 20), Shown(second));
        Assert.All(["next", "prev"], to => Assert.Contains($"rel=\"{to}\"", second, StringComparison.Ordinal));
        foreach (var from in new[] { "40", "60", "1000", "2147483647" })
            Assert.Equal(Names(40, 3), Shown((await manager.GetAsync($"{search}&from={from}")).Text));
        foreach (var from in new[] { "-1", "any", "" })
            Assert.Equal(Names(0, 20), Shown((await manager.GetAsync($"{search}&from={from}")).Text));

        var decided = (await manager.SendAsync(search + "&from=20", "Approve", ("ids", Id(Number(20))))).Text;
        Assert.Equal(Names(21, 20), Shown(decided));
        Assert.Matches($"action=\"{Approvals}\\?from=20&amp;search={Id("mug")}&amp;handler=Approve\"", decided);
    }

    [Theory]
    [InlineData("mug", "mates mine")]
    [InlineData("self", "mine")]
    [InlineData("mATe", "mates")]
    [InlineData("team", "mates mine")]
    public async Task A_request_is_found_by_the_names_of_the_person_the_team_and_the_reward(string what, string found)
    {
        await EarnAsync("self", "mate");
        await AskAsync("mine", "self");
        await AskAsync("mates", "mate");
        using var manager = await Floor.ManagerAsync(Server);

        var page = (await manager.GetAsync($"{Approvals}?search={Id(what)}")).Text;

        Assert.Equal(found.Split(' '), Shown(page).Order(StringComparer.Ordinal));
        var none = PageText.Of((await manager.GetAsync($"{Approvals}?search={Id("nothing")}")).Text);
        Assert.Contains("Nothing that waits has this name", none, StringComparison.Ordinal);
        Assert.Contains("Show all", none, StringComparison.Ordinal);
    }

    // Twenty of a person whose money bounced came first; what can be approved is shown before them all the same.
    [Fact]
    public async Task What_cannot_be_approved_now_hides_nothing()
    {
        await EarnAsync("self", "mate");
        for (var i = 0; i < PageRows; i++)
            await AskAsync(Number(i), "self");
        await AskAsync("mates", "mate");
        await AcceptAsync("reversals", Reversal("back", "earned-self"));
        using var manager = await Floor.ManagerAsync(Server);
        var search = Approvals + "?search=" + Id("mug");

        string[] first = ["mates", .. Names(0, 19)];
        Assert.Equal(first, Shown((await manager.GetAsync(search)).Text));
        Assert.Equal(Names(19, 1), Shown((await manager.GetAsync(search + "&from=20")).Text));
    }

    // Asked as a collector by who is a manager now: for others to decide, and on a page of its own.
    [Fact]
    public async Task What_others_decide_is_apart_and_said()
    {
        await EarnAsync("self", "mate");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        await self.SendAsync("/shop", "Ask", ("id", Id("mine")), ("reward", Id("mug")), ("price", "100"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "redemptions/" + Id("mine"))).Status);
        using var manager = await Floor.ManagerAsync(Server);
        await Floor.PromoteAsync(Server, self, Id("p-self"));
        var search = Approvals + "?search=" + Id("mug");

        var own = (await self.GetAsync(search)).Text;
        Assert.Empty(Shown(own));
        Assert.Contains("For others: 1", PageText.Of(own), StringComparison.Ordinal);
        await AskAsync("mates", "mate");
        Assert.Equal(["mates"], Shown((await self.GetAsync(search)).Text));
        var others = (await self.GetAsync(search + "&show=others")).Text;
        Assert.Equal(["mine"], Shown(others));
        Assert.Contains("1 waiting for somebody else", PageText.Of(others), StringComparison.Ordinal);
        Assert.Equal(["mates", "mine"], Shown((await manager.GetAsync(search)).Text).Order(StringComparer.Ordinal));
    }

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"r{number:00}");

    private static string[] Names(int from, int count) => [.. Enumerable.Range(from, count).Select(Number)];

    /// <summary>Short names of the requests on a page, in its order.</summary>
    private string[] Shown(string page) =>
        [.. PageText.Parts(page, "id=\"case-").Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)].Replace(Id(""), "", StringComparison.Ordinal))];

    /// <summary>Each has fifty points, a team is called as it is, and a mug costs one.</summary>
    private async Task EarnAsync(params string[] people)
    {
        var roster = new
        {
            teams = new[] { new { id = Id("t"), name = Id("team"), region = Id("region"), branch = Id("branch") } },
            collectors = people.Select(p => new { id = Id(p), name = Id(p), teamId = Id("t") }),
        };
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "roster", JsonSerializer.Serialize(roster))).Status);
        foreach (var name in people)
            await AcceptAsync("recoveries", Receipt("earned-" + name, name, "5000", Noon, ",\"channel\":\"cash\""));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), $$"""{"name":"{{Id("mug")}}","price":1}""");
    }

    private async Task AskAsync(string id, string collector) => Assert.Equal(
        HttpStatusCode.Created,
        (await SendAsync(HttpMethod.Post, "redemptions", JsonSerializer.Serialize(new { id = Id(id), collectorId = Id(collector), rewardId = Id("mug") }))).Status);
}
