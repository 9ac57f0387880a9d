using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Roster;

/// <summary>The pages of a collector and of a team.</summary>
public sealed class RosterPageTests(SharedServer shared) : ApiTests(shared)
{
    private static readonly string Now = DateTimeOffset.UtcNow.ToString("O");

    [Fact]
    public async Task A_lead_reads_a_members_month_history_and_entries()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("1", "c", "1250.50", Now), Receipt("old", "c", "99"));
        await AcceptAsync("reversals", Reversal("v", "1", ",\"amount\":50.50"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("reads"), null, Id("t"));

        var (status, page) = await lead.GetAsync($"/collectors/{Id("c")}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["¥1,200.00"], PageText.OfClass(page, "hero"));
        Assert.Equal(3, PageText.Parts(page, "<li class=\"receipt ").Count);
        Assert.Contains("data-value=\"1200.00\"", page, StringComparison.Ordinal);
        Assert.Equal(30 + 12, PageText.Parts(page, "<tr data-value=").Count);
        Assert.Contains($"Takes back from receipt {Id("1")}", PageText.Of(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_shows_each_member_its_history_and_all_it_ever_recovered()
    {
        await PutFloorAsync(("t", ["a", "b", "idle"]), ("next", ["x"]));
        await AcceptAsync("recoveries", Receipt("1", "a", "700", Now), Receipt("2", "b", "300", Now), Receipt("old", "a", "99"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("team"), null, Id("t"));

        var (status, page) = await lead.GetAsync($"/teams/{Id("t")}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["¥1,000.00"], PageText.OfClass(page, "hero"));
        var text = PageText.Of(page);
        Assert.Contains("1 a ¥700.00 ¥700.00 today ¥700.00 7.00", text, StringComparison.Ordinal);
        Assert.Contains("– idle ¥0.00 ¥0.00 today ¥0.00 0.00", text, StringComparison.Ordinal);
        Assert.Contains("<dd>¥1,099.00</dd>", page, StringComparison.Ordinal);
        Assert.Equal(2, PageText.Parts(page, "data-value=\"1000.00\"").Count);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync($"/teams/{Id("next")}")).Status);
    }

    [Fact]
    public async Task Who_moved_on_stays_with_what_the_team_was_credited()
    {
        await PutFloorAsync(("t", ["a", "b"]), ("next", ["x"]));
        await AcceptAsync("recoveries", Receipt("1", "a", "700", Now), Receipt("2", "b", "300", Now));
        await SendAsync(HttpMethod.Put, "roster", $$"""{"collectors":[{"id":"{{Id("a")}}","teamId":"{{Id("next")}}"}]}""");
        using var manager = await Floor.ManagerAsync(Server);

        var text = PageText.Of((await manager.GetAsync($"/teams/{Id("t")}")).Text);

        Assert.Contains("1 a has moved on ¥700.00", text, StringComparison.Ordinal);
        Assert.Contains("Members: 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_one_page_it_goes_to_another_that_is_open_to_the_reader()
    {
        await PutFloorAsync(("t", ["a", "b"]), ("next", ["x"]), ("closed", ["y"]));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("switches"), null, Id("t"), Id("next"));

        var team = (await lead.GetAsync($"/teams/{Id("t")}")).Text;
        Assert.Contains($"<option value=\"{Id("next")}\"", team, StringComparison.Ordinal);
        Assert.DoesNotContain(Id("closed"), team, StringComparison.Ordinal);
        Assert.Equal($"/teams/{Id("next")}", await lead.RedirectOfAsync($"/teams/{Id("t")}?to={Id("next")}"));

        var collector = (await lead.GetAsync($"/collectors/{Id("a")}")).Text;
        Assert.Contains($"<option value=\"{Id("b")}\"", collector, StringComparison.Ordinal);
        Assert.DoesNotContain(Id("x"), collector, StringComparison.Ordinal);
        Assert.Equal($"/collectors/{Id("b")}", await lead.RedirectOfAsync($"/collectors/{Id("a")}?to={Id("b")}"));
    }

    [Fact]
    public async Task Nobody_and_no_team_have_no_page()
    {
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/collectors/{Id("nobody")}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/teams/{Id("none")}")).Status);
    }
}
