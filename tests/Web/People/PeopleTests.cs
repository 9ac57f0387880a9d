using System.Diagnostics;
using System.Net;

namespace Leaderboard.Web.People;

public sealed class PeopleTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task An_invitation_works_once_however_many_try_at_once()
    {
        using var manager = await Floor.ManagerAsync(Server);
        var link = await Floor.InviteAsync(manager, "Compliance", Id("once"));
        Visitor[] visitors = [.. Enumerable.Range(0, 4).Select(_ => new Visitor(Server.Address))];

        var answers = await Task.WhenAll(visitors.Select((v, i) => v.SendAsync(link, "", ("userName", Id("once" + i)), ("password", Floor.Password))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.Contains("This invitation is over", (await visitors[0].GetAsync(link)).Text, StringComparison.Ordinal);
        Array.ForEach(visitors, v => v.Dispose());
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_or_mistyped_opens_nothing()
    {
        using var manager = await Floor.ManagerAsync(Server);
        var link = await Floor.InviteAsync(manager, "Compliance", Id("back"));
        var page = (await manager.GetAsync("/manage/people?search=" + Id("back"))).Text;
        var row = page[page.IndexOf($">{Id("back")}</strong>", StringComparison.Ordinal)..];
        var start = row.IndexOf("value=\"i-", StringComparison.Ordinal) + "value=\"".Length;
        await manager.SendAsync("/manage/people", "TakeBack", ("id", row[start..row.IndexOf('"', start)]));

        using var visitor = new Visitor(Server.Address);
        Assert.Contains("This invitation is over", (await visitor.GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.Contains("This invitation is over", (await visitor.GetAsync("/join/nobody-has-made-this")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "at least 10 characters")]
    [InlineData("", "at least 10 characters")]
    public async Task A_weak_password_is_refused_and_the_invitation_stays_open(string password, string says)
    {
        using var manager = await Floor.ManagerAsync(Server);
        var link = await Floor.InviteAsync(manager, "Compliance", Id("weak"));
        using var visitor = new Visitor(Server.Address);

        var refused = await visitor.SendAsync(link, "", ("userName", Id("weak")), ("password", password));
        var taken = await visitor.SendAsync(link, "", ("userName", Id("weak")), ("password", Floor.Password));

        Assert.Contains(says, refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, taken.Status);
    }

    [Fact]
    public async Task A_collector_is_one_person_and_a_user_name_too()
    {
        await PutFloorAsync(("t", ["c"]));
        using var first = await Floor.JoinAsync(Server, "Collector", Id("one"), Id("c"));
        using var manager = await Floor.ManagerAsync(Server);

        var again = await manager.SendAsync("/manage/people", "Invite", ("DisplayName", "Two"), ("Role", "Collector"), ("CollectorId", Id("c")));
        var link = await Floor.InviteAsync(manager, "Compliance", Id("other"));
        using var visitor = new Visitor(Server.Address);
        var named = await visitor.SendAsync(link, "", ("userName", Id("one").ToUpperInvariant()), ("password", Floor.Password));

        Assert.Contains("Somebody else is that collector already", again.Text, StringComparison.Ordinal);
        Assert.Contains("That user name is taken", named.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_role_counts_within_5_seconds_where_one_is_signed_in()
    {
        await PutFloorAsync(("t", ["c"]));
        using var person = await Floor.JoinAsync(Server, "Compliance", Id("mover"));
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/manage/people")).Status);
        using var manager = await Floor.ManagerAsync(Server);
        var page = (await manager.GetAsync("/manage/people?search=" + Id("mover"))).Text;
        var row = page[page.IndexOf($">{Id("mover")} ", StringComparison.Ordinal)..];
        var start = row.IndexOf("edit=", StringComparison.Ordinal) + "edit=".Length;

        var changed = await manager.SendAsync("/manage/people", "Change", ("id", row[start..row.IndexOf('#', start)]), ("DisplayName", Id("mover")), ("Role", "Manager"));

        Assert.Contains("Saved", changed.Text, StringComparison.Ordinal);
        var began = Stopwatch.GetTimestamp();
        while ((await person.GetAsync("/manage/people")).Status != HttpStatusCode.OK)
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task The_last_who_manages_people_cannot_be_made_something_else()
    {
        await using var server = await LeaderboardServer.StartAsync();
        using var only = new Visitor(server.Address);
        await only.SendAsync("/welcome", "", ("userName", "one"), ("displayName", "One"), ("password", Floor.Password));
        var page = (await only.GetAsync("/manage/people")).Text;
        var start = page.IndexOf("edit=", StringComparison.Ordinal) + "edit=".Length;

        var changed = await only.SendAsync("/manage/people", "Change", ("id", page[start..page.IndexOf('#', start)]), ("DisplayName", "One"), ("Role", "Compliance"));

        Assert.Contains("Somebody must be left who manages people", changed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_invites_many_and_comes_back_with_their_links_and_faults()
    {
        await PutFloorAsync(("t", ["c"]));
        using var manager = await Floor.ManagerAsync(Server);
        var file = $"name,role,collector,teams\n李伟,collector,{Id("c")},\nLead,Lead,,{Id("t")}\nNobody,Boss,,\nCollector without,collector,,\n";

        var answer = await manager.UploadAsync("/manage/people", "InviteMany", "file", file);

        var lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(5, lines.Length);
        Assert.All(lines[1..3], line => Assert.Contains("/join/", line, StringComparison.Ordinal));
        Assert.All(lines[3..], line => Assert.Contains("A collector needs to be one on the roster", line, StringComparison.Ordinal));
        using var visitor = new Visitor(Server.Address);
        var link = lines[1][lines[1].IndexOf("/join/", StringComparison.Ordinal)..].Split(',')[0];
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SendAsync(link, "", ("userName", Id("li")), ("password", Floor.Password))).Status);
    }
}
