using System.Net;
using Leaderboard.Rewards;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;

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

    // 52 ideas of 18 people, on a server of their own: the second page has two, and says so; the third is none, and leads to the last.
    [Fact]
    public async Task The_second_page_knows_that_it_is_one_and_a_vote_stays_on_it()
    {
        await using var server = await LeaderboardServer.StartAsync();
        using var admin = server.Client();
        var people = string.Join(',', Enumerable.Range(0, 19).Select(n => $$"""{"id":"c{{n}}","name":"c{{n}}","teamId":"own"}"""));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "roster", $$"""{"teams":[{"id":"own","name":"own"}],"collectors":[{{people}}]}""", admin)).Status);
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        foreach (var n in Enumerable.Range(0, 52))
            Assert.Equal(SuggestionOutcome.Done, await grains.Suggester(new CollectorId($"c{n / 3}")).Suggest($"i{n}", $"Tea {n}"));
        using var self = await Floor.JoinAsync(server, "Collector", "p-self", "c18");
        using var manager = await Floor.ManagerAsync(server);

        var second = (await self.GetAsync(Path + "?from=50")).Text;
        Assert.Contains("Ideas 51 to 52 of 52, by votes.", PageText.Of(second), StringComparison.Ordinal);
        Assert.DoesNotContain("one person would like it", PageText.Of(second), StringComparison.Ordinal);
        Assert.Contains("from=50", Assert.Single(PageText.Parts(second, "action=\""), p => p.StartsWith(Path, StringComparison.Ordinal) && p.Contains($"value=\"{IdOf(second)}\"", StringComparison.Ordinal)).Split('"')[0], StringComparison.Ordinal);
        var voted = await self.SendAsync(Path + "?from=50", "Vote", ("id", IdOf(second)), ("isFor", "true"));
        Assert.Equal($"{Path}?from=50#idea-{IdOf(second)}", voted.Location);

        foreach (var beyond in new[] { "100", "5000", "2147483647" })
        {
            var last = (await self.GetAsync($"{Path}?from={beyond}")).Text;
            Assert.Contains("Ideas 51 to 52 of 52, by votes.", PageText.Of(last), StringComparison.Ordinal);
            Assert.Contains("rel=\"prev\"", last, StringComparison.Ordinal);
        }

        // Who answers stays there too, as long as there is something.
        var left = (await manager.SendAsync(Path + "?from=50", "Answer", ("id", IdOf((await manager.GetAsync(Path + "?from=50")).Text)), ("state", "Declined"))).Text;
        Assert.Contains("Ideas 51 to 51 of 51, by votes.", PageText.Of(left), StringComparison.Ordinal);
        var first = (await manager.SendAsync(Path + "?from=50", "Answer", ("id", IdOf(left)), ("state", "Declined"))).Text;
        Assert.Contains("2 people would like it.", PageText.Of(first), StringComparison.Ordinal);

        static string IdOf(string page) => PageText.Parts(page, "<li id=\"idea-")[^1].Split('"')[0];
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
