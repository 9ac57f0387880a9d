using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>People say what they would like, vote, and save for what they cannot pay yet; managers answer.</summary>
public sealed class SuggestionsPageTests(SharedServer shared) : ApiTests(shared)
{
    private const string Path = "/shop/suggestions";

    [Fact]
    public async Task An_idea_is_made_voted_on_and_answered()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var manager = await Floor.ManagerAsync(Server);
        var idea = Id("Massage chair");

        Assert.Contains("Your idea is there", (await self.SendAsync(Path, "", ("id", Id("i")), ("text", idea))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await mate.SendAsync(Path, "Vote", ("id", Id("i")), ("isFor", "true"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await mate.SendAsync(Path, "Vote", ("id", Id("i")), ("isFor", "true"))).Status);
        Assert.Equal(2, await VotesAsync(mate));

        // Who leads has no vote, and answers nothing; whose idea it is, managers alone are told.
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync("/account", Path, "Vote", ("id", Id("i")), ("isFor", "true"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync("/account", Path, "Answer", ("id", Id("i")), ("state", "Taken"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await self.ForgeAsync("/account", Path, "Answer", ("id", Id("i")), ("state", "Taken"))).Status);
        Assert.DoesNotContain("· self", PageText.Of((await mate.GetAsync(Path)).Text), StringComparison.Ordinal);
        Assert.Contains("· self", PageText.Of((await manager.GetAsync(Path)).Text), StringComparison.Ordinal);

        Assert.Contains("Answered.", (await manager.SendAsync(Path, "Answer", ("id", Id("i")), ("state", "Taken"), ("note", "From January on."))).Text, StringComparison.Ordinal);
        Assert.Contains("From January on.", (await self.GetAsync(Path)).Text, StringComparison.Ordinal);
        Assert.Contains("It is answered already", (await self.SendAsync(Path, "Vote", ("id", Id("i")), ("isFor", "false"))).Text, StringComparison.Ordinal);
        Assert.Single(PageText.Parts((await manager.GetAsync("/manage/audit?Text=" + Id("i"))).Text, "<td>Answered a suggestion for the shop</td>"));

        async Task<int> VotesAsync(Visitor visitor)
        {
            var text = (await visitor.GetAsync(Path)).Text;
            var row = text[text.IndexOf($"idea-{Id("i")}", StringComparison.Ordinal)..];
            var start = row.IndexOf("<strong>", StringComparison.Ordinal) + "<strong>".Length;
            return int.Parse(row[start..row.IndexOf('<', start)], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task What_is_no_idea_is_refused_and_nobody_has_more_than_three()
    {
        await PutFloorAsync(("own", ["self"]));
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        foreach (var bad in new[] { "", "  ", new string('x', 121), "a\u0007b" })
            Assert.Contains("Write 1 to 120 characters", (await self.SendAsync(Path, "", ("id", Id("bad")), ("text", bad))).Text, StringComparison.Ordinal);
        Assert.Contains("Write 1 to 120 characters", (await self.SendAsync(Path, "", ("id", "no id!"), ("text", "Tea"))).Text, StringComparison.Ordinal);

        foreach (var n in Enumerable.Range(0, 3))
            Assert.Contains("Your idea is there", (await self.SendAsync(Path, "", ("id", Id($"i{n}")), ("text", $"Tea {n}"))).Text, StringComparison.Ordinal);
        Assert.Contains("Your idea is there", (await self.SendAsync(Path, "", ("id", Id("i1")), ("text", "Tea 1"))).Text, StringComparison.Ordinal);
        Assert.Contains("You have 3 open ideas", (await self.SendAsync(Path, "", ("id", Id("i3")), ("text", "<script>alert(1)</script>"))).Text, StringComparison.Ordinal);
    }

    // 50 points there, all of them of long ago: a phone for 80 takes 30 more, and at no pace no number of days. It is on the own page until it is taken off.
    [Fact]
    public async Task What_one_saves_for_stands_on_the_own_page()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        await AcceptAsync("recoveries", Receipt("earned", "self", "5000", Noon, ",\"channel\":\"cash\""));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("phone"), $$"""{"name":"{{Id("Phone")}}","price":80,"teams":["{{Id("own")}}"]}""");
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("p-mate"), Id("mate"));
        using var manager = await Floor.ManagerAsync(Server);
        Assert.DoesNotContain("id=\"wishes\"", (await self.GetAsync("/me")).Text, StringComparison.Ordinal);

        Assert.Equal("/shop#offer-" + Id("phone"), (await self.SendAsync("/shop", "Wish", ("reward", Id("phone")), ("wished", "true"))).Location);
        Assert.Contains(Id("Phone"), Wishes(await self.GetAsync("/me")), StringComparison.Ordinal);
        Assert.Contains("value=\"62\"", Wishes(await self.GetAsync("/me")), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"wishes\"", (await mate.GetAsync("/me")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await manager.ForgeAsync("/account", "/shop", "Wish", ("reward", Id("phone")), ("wished", "true"))).Status);
        Assert.Contains("role=\"alert\"", (await self.SendAsync("/shop", "Wish", ("reward", Id("none")), ("wished", "true"))).Text, StringComparison.Ordinal);
        await self.SendAsync("/shop", "Wish", ("reward", Id("phone")), ("wished", "false"));
        Assert.DoesNotContain("id=\"wishes\"", (await self.GetAsync("/me")).Text, StringComparison.Ordinal);

        // What was withdrawn makes room.
        foreach (var n in Enumerable.Range(0, 10))
        {
            await SendAsync(HttpMethod.Put, "rewards/" + Id($"r{n}"), $$"""{"name":"R","price":80,"teams":["{{Id("own")}}"]}""");
            await self.SendAsync("/shop", "Wish", ("reward", Id($"r{n}")), ("wished", "true"));
        }

        Assert.Contains("You can save for 10 rewards at a time", (await self.SendAsync("/shop", "Wish", ("reward", Id("phone")), ("wished", "true"))).Text, StringComparison.Ordinal);
        await SendAsync(HttpMethod.Put, "rewards/" + Id("r4"), """{"name":"R","price":80,"active":false}""");
        Assert.Equal(HttpStatusCode.Redirect, (await self.SendAsync("/shop", "Wish", ("reward", Id("phone")), ("wished", "true"))).Status);
        Assert.Contains(Id("Phone"), Wishes(await self.GetAsync("/me")), StringComparison.Ordinal);

        static string Wishes((HttpStatusCode Status, string Text) page) => page.Text[page.Text.IndexOf("id=\"wishes\"", StringComparison.Ordinal)..];
    }
}
