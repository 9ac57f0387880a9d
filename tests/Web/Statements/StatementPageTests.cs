using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Statements;

/// <summary>My month and its managers' page, as their visitors find them.</summary>
public sealed partial class StatementPageTests(SharedServer shared) : ApiTests(shared)
{
    private const string Mine = "/me/month/2024-03";
    private const string Theirs = "/manage/statements/2024-03";

    // 1,250.50 in cash and 300.00 that bounced on the seventh: 1,250.50 left, 15.51 − 3.00 = 12.51 points.
    [Fact]
    public async Task A_month_says_what_it_came_to_and_how_the_points_follow_and_is_signed()
    {
        using var self = await ArriveAsync();
        await AcceptAsync("recoveries", Receipt("a", "self", "1250.50", more: ""","channel":"cash" """), Receipt("b", "self", "300", "2024-03-06T12:00:00+08:00"));
        await AcceptAsync("reversals", Reversal("x", "b", ""","reversedAt":"2024-03-07T09:00:00+08:00" """));

        var page = (await self.GetAsync(Mine)).Text;
        var text = PageText.Of(page);

        Assert.Equal("¥1,250.50", PageText.OfId(page, "net"));
        Assert.StartsWith("12.51 points earned · No. ", PageText.OfId(page, "lead"), StringComparison.Ordinal);
        Assert.Contains("receipts +15.51, taken back −3.00, awards 0.00", text, StringComparison.Ordinal);
        Assert.Contains("Tue 5 Mar 1 receipt ¥1,250.50 +12.51", text, StringComparison.Ordinal);
        Assert.Contains($"Taken back: bounced 7 Mar 2024, from receipt {Id("b")} of 6 Mar 2024 −¥300.00 −3.00 points", text, StringComparison.Ordinal);
        Assert.Contains("Balance after 12.51", text, StringComparison.Ordinal);
        Assert.Contains("waits for the signature", PageText.OfId(page, "state"), StringComparison.Ordinal);
        Assert.Contains("href=\"/me/month/2024-02\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/me/month/2024-04\"", page, StringComparison.Ordinal);

        var shown = Shown().Match(page).Groups["shown"].Value;
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(Mine + "?done=signed", (await self.ForgeAsync("/account", Mine, "Sign", ("shown", shown))).Location);
        var signed = (await self.GetAsync(Mine + "?done=signed")).Text;
        Assert.Contains("Signed. This copy stays as it is.", signed, StringComparison.Ordinal);
        Assert.Matches("Signed by user-self-.* Nothing in it changes any more.", PageText.OfId(signed, "state")!);
        Assert.DoesNotContain("handler=Sign", signed, StringComparison.Ordinal);

        await AcceptAsync("recoveries", Receipt("late", "self", "100", more: ""","channel":"cash" """));
        var later = (await self.GetAsync(Mine)).Text;
        Assert.Equal("¥1,250.50", PageText.OfId(later, "net"));
        Assert.Contains("Net recovered ¥1,250.50 ¥1,350.50", PageText.Of(later), StringComparison.Ordinal);
        Assert.Contains("Points earned 12.51 13.51", PageText.Of(later), StringComparison.Ordinal);
        Assert.Contains(Id("late"), later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_that_have_changed_since_are_not_signed_unseen()
    {
        using var self = await ArriveAsync();
        var shown = Shown().Match((await self.GetAsync(Mine)).Text).Groups["shown"].Value;
        await AcceptAsync("recoveries", Receipt("a", "self", "100"));

        foreach (var old in new[] { shown, "", "7" })
            Assert.Contains("have changed since you opened the page", (await self.SendAsync(Mine, "Sign", ("shown", old))).Text, StringComparison.Ordinal);

        Assert.Equal("open", Text(await GetAsync($"collectors/{Id("self")}/statements/2024-03"), "state"));
    }

    [Fact]
    public async Task An_appeal_goes_to_the_managers_who_answer_it_and_then_it_is_signed()
    {
        using var self = await ArriveAsync();
        using var manager = await Floor.ManagerAsync(Server);
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));
        Assert.Contains("Say what is wrong", (await self.SendAsync(Mine, "Appeal", ("reason", " "))).Text, StringComparison.Ordinal);
        Assert.Equal(Mine + "?done=appealed", (await self.SendAsync(Mine, "Appeal", ("reason", "Mine is <missing>."))).Location);
        var appealed = (await self.GetAsync(Mine)).Text;
        Assert.DoesNotContain("handler=Sign", appealed, StringComparison.Ordinal);
        Assert.Contains("Mine is &lt;missing&gt;.", appealed, StringComparison.Ordinal);
        Assert.Contains("not possible any more", (await self.ForgeAsync("/account", Mine, "Sign", ("shown", Shown().Match((await self.GetAsync("/me/month/2024-02")).Text).Groups["shown"].Value))).Text, StringComparison.Ordinal);

        var row = RowOf((await manager.GetAsync(Found)).Text);
        Assert.Contains("appealed", PageText.Of(row), StringComparison.Ordinal);
        Assert.Contains("name=\"verdict\"", row, StringComparison.Ordinal);
        Assert.Matches("appeals? waits? in March 2024|An appeal waits in March 2024", PageText.Of((await manager.GetAsync("/manage/statements")).Text));
        Assert.Matches("against (a )?monthly statements? waits? for you", PageText.Of((await manager.GetAsync("/team")).Text));
        var read = RowOf((await compliance.GetAsync(Found)).Text);
        Assert.Contains("Mine is &lt;missing&gt;.", read, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"verdict\"", read, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await compliance.ForgeAsync("/account", Theirs, "Answer", Answer("upheld", "Yes."))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await self.ForgeAsync("/account", Theirs, "Answer", Answer("upheld", "Yes."))).Status);

        Assert.Contains("Say what was decided and why", (await manager.SendAsync(Theirs, "Answer", Answer("perhaps", "Yes."))).Text, StringComparison.Ordinal);
        Assert.Contains("Say what was decided and why", (await manager.SendAsync(Theirs, "Answer", Answer("upheld", ""))).Text, StringComparison.Ordinal);
        Assert.Equal($"{Theirs}?done={Id("self")}", (await manager.SendAsync(Theirs, "Answer", Answer("rejected", "It is the bank's."))).Location);
        Assert.Contains("in the meantime", (await manager.ForgeAsync("/account", Theirs, "Answer", Answer("upheld", "It is yours."))).Text, StringComparison.Ordinal);
        Assert.Contains("answered, not signed", PageText.Of(RowOf((await manager.GetAsync(Found)).Text)), StringComparison.Ordinal);

        var answered = (await self.GetAsync(Mine)).Text;
        Assert.Contains("Rejected: It is the bank", PageText.Of(answered), StringComparison.Ordinal);
        Assert.Equal(Mine + "?done=signed", (await self.SendAsync(Mine, "Sign", ("shown", Shown().Match(answered).Groups["shown"].Value))).Location);
        Assert.Contains("signed", PageText.Of(RowOf((await manager.GetAsync(Found)).Text)), StringComparison.Ordinal);
        var audit = (await manager.GetAsync($"/manage/audit?Text={Id("self")}/2024-03")).Text;
        foreach (var act in new[] { "Signed a monthly statement", "Appealed a monthly statement", "Answered an appeal" })
            Assert.Equal(1, Regex.Count(audit, $"<td>{act}</td>", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Nobody_signs_by_a_form_made_by_hand_for_another()
    {
        using var self = await ArriveAsync();
        using var manager = await Floor.ManagerAsync(Server);
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("user-mate"), Id("mate"));

        foreach (var handler in new[] { "Sign", "Appeal" })
        {
            foreach (var visitor in new[] { manager, mate })
                Assert.Equal(visitor == mate ? HttpStatusCode.Forbidden : HttpStatusCode.MethodNotAllowed, (await visitor.ForgeAsync("/account", $"/collectors/{Id("self")}/month/2024-03", handler, ("shown", new string('0', 64)), ("reason", "Mine."))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await manager.ForgeAsync("/account", Mine, handler, ("shown", new string('0', 64)), ("reason", "Mine."))).Status);
            await mate.ForgeAsync("/account", Mine, handler, ("collector", Id("self")), ("id", Id("self")), ("shown", new string('0', 64)), ("reason", "Mine."));
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await self.GetAsync($"/collectors/{Id("mate")}/month/2024-03")).Status);
        Assert.Equal("open", Text(await GetAsync($"collectors/{Id("self")}/statements/2024-03"), "state"));
        Assert.Equal("appealed", Text(await GetAsync($"collectors/{Id("mate")}/statements/2024-03"), "state"));
        Assert.DoesNotContain("monthly statement</td>", (await manager.GetAsync($"/manage/audit?Text={Id("self")}/2024-03")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_without_anything_says_so_and_the_running_one_cannot_be_signed()
    {
        using var self = await ArriveAsync();
        var running = DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM", CultureInfo.InvariantCulture);

        var empty = (await self.GetAsync("/me/month/2024-03")).Text;
        Assert.Equal("¥0.00", PageText.OfId(empty, "net"));
        Assert.Contains("Nothing came in this month", empty, StringComparison.Ordinal);
        var now = (await self.GetAsync("/me/month")).Text;
        Assert.Contains("still running", PageText.OfId(now, "state"), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Sign", now, StringComparison.Ordinal);
        Assert.Contains("when it is over", (await self.ForgeAsync("/account", "/me/month/" + running, "Sign", ("shown", new string('0', 64)))).Text, StringComparison.Ordinal);
        foreach (var none in new[] { "2024-13", "9000-01", "march" })
            Assert.Equal(HttpStatusCode.NotFound, (await self.GetAsync("/me/month/" + none)).Status);
        Assert.Contains("href=\"/me/month\"", (await self.GetAsync("/me")).Text, StringComparison.Ordinal);
    }

    private (string, string)[] Answer(string verdict, string text) => [("collector", Id("self")), ("verdict", verdict), ("text", text)];

    /// <summary>Where they are, however many there are.</summary>
    private string Found => $"{Theirs}?search={Id("self")}";

    private string RowOf(string page) => PageText.Parts(page, "<li data-id=").Single(p => p.StartsWith($"\"{Id("self")}\"", StringComparison.Ordinal));

    private async Task<Visitor> ArriveAsync()
    {
        await PutFloorAsync(("own", ["self", "mate"]));
        return await Floor.JoinAsync(Server, "Collector", Id("user-self"), Id("self"));
    }

    [GeneratedRegex("name=\"shown\" value=\"(?<shown>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shown();
}
