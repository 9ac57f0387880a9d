using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Me;

public sealed class KudosPageTests(SharedServer shared) : ApiTests(shared)
{
    private const string Path = "/me/kudos";

    [Fact]
    public async Task Who_is_thanked_reads_it_on_the_own_page_and_nobody_else_does()
    {
        await PutFloorAsync(("own", ["self", "mate", "third"]));
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        using var third = await Floor.JoinAsync(Server, "Collector", Id("p-third"), Id("third"));
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Contains("5 of 5 left this month", (await self.GetAsync(Path)).Text, StringComparison.Ordinal);

        var given = await self.SendAsync(Path, "", ("id", Id("k")), ("to", Id("mate")), ("text", "For the <b>hard</b> call"));

        Assert.Contains("They read it on their page now", given.Text, StringComparison.Ordinal);
        Assert.Contains("4 of 5 left this month", given.Text, StringComparison.Ordinal);
        Assert.Contains("self thanks you: “For the &lt;b&gt;hard&lt;/b&gt; call”", (await mate.GetAsync("/me")).Text, StringComparison.Ordinal);
        Assert.Contains("hard", (await mate.GetAsync(Path)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hard", (await third.GetAsync(Path)).Text, StringComparison.Ordinal);
        Assert.Single(PageText.Parts((await manager.GetAsync("/manage/audit?Text=" + Id("mate"))).Text, "<td>Thanked a colleague</td>"));
    }

    [Fact]
    public async Task What_is_no_thanks_is_refused()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));

        foreach (var (to, text, why) in new[] { ("mate", "", "1 to 140 characters"), ("mate", new string('x', 141), "1 to 140 characters"), ("mate", "a\u0007b", "1 to 140 characters"), ("self", "Me", "nobody thanks themselves"), ("none", "Who", "nobody thanks themselves") })
            Assert.Contains(why, (await self.SendAsync(Path, "", ("id", Id("k")), ("to", Id(to)), ("text", text))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync("/account", Path, "", ("id", Id("k")), ("to", Id("mate")), ("text", "Thanks"))).Status);
        Assert.Contains("5 of 5 left this month", (await self.GetAsync(Path)).Text, StringComparison.Ordinal);
    }
}
