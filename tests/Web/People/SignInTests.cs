using System.Diagnostics;
using System.Net;

namespace Leaderboard.Web.People;

public sealed class SignInTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task The_first_visit_of_an_empty_installation_makes_the_first_manager_and_no_other()
    {
        await using var server = await LeaderboardServer.StartAsync();
        using var first = new Visitor(server.Address);
        using var late = new Visitor(server.Address);
        Assert.Equal("/welcome", await first.RedirectOfAsync("/sign-in"));

        // Both have the form open; one of them is first.
        var answers = await Task.WhenAll(
            first.SendAsync("/welcome", "", ("userName", "one"), ("displayName", "One"), ("password", Floor.Password)),
            late.SendAsync("/welcome", "", ("userName", "two"), ("displayName", "Two"), ("password", Floor.Password)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal(["/", "/sign-in"], answers.Select(a => a.Location).Order(StringComparer.Ordinal));
        var (winner, loser) = answers[0].Location == "/" ? (first, late) : (late, first);
        var (status, page) = await winner.GetAsync("/manage/people");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("1 can sign in", page, StringComparison.Ordinal);
        Assert.Equal("/sign-in", await loser.RedirectOfAsync("/welcome"));
        Assert.Equal("/", await winner.RedirectOfAsync("/welcome"));
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in_and_back()
    {
        using var manager = await Floor.ManagerAsync(Server);
        using var anybody = new Visitor(Server.Address);

        var door = await anybody.RedirectOfAsync("/manage/people");
        Assert.NotNull(door);
        Assert.Contains("/sign-in?ReturnUrl=%2Fmanage%2Fpeople", door, StringComparison.Ordinal);
        var back = await anybody.SendAsync(new Uri(door, UriKind.RelativeOrAbsolute).IsAbsoluteUri ? new Uri(door).PathAndQuery : door, "", ("userName", "first-manager"), ("password", Floor.Password));

        Assert.Equal("/manage/people", back.Location);
    }

    [Theory]
    [InlineData("first-manager", "not the password")]
    [InlineData("nobody-at-all", Floor.Password)]
    [InlineData("", "")]
    public async Task A_wrong_name_and_a_wrong_password_are_told_the_same(string name, string password)
    {
        using var manager = await Floor.ManagerAsync(Server);
        using var anybody = new Visitor(Server.Address);

        var answer = await anybody.SendAsync("/sign-in", "", ("userName", name), ("password", password));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("User name and password do not fit", answer.Text, StringComparison.Ordinal);
        Assert.Null(await RoleOfAsync(anybody));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_even_the_right_one_out()
    {
        using var person = await Floor.JoinAsync(Server, "Compliance", Id("locked"));
        using var guesser = new Visitor(Server.Address);
        for (var i = 0; i < 5; i++)
            Assert.False(await guesser.SignInAsync(Id("locked"), "guess number " + i));

        var answer = await guesser.SendAsync("/sign-in", "", ("userName", Id("locked")), ("password", Floor.Password));

        Assert.Contains("Too many tries", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_closes_within_5_seconds()
    {
        using var here = await Floor.JoinAsync(Server, "Compliance", Id("two-browsers"));
        using var there = new Visitor(Server.Address);
        Assert.True(await there.SignInAsync(Id("two-browsers"), Floor.Password));
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/account")).Status);

        // A new password ends every session but the one that chose it.
        var changed = await here.SendAsync("/account", "Password", ("current", Floor.Password), ("password", "another four plain words"));
        Assert.Contains("The password is changed", changed.Text, StringComparison.Ordinal);

        await EndsWithin5SecondsAsync(there);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Who_is_locked_out_is_out_within_5_seconds_and_stays_out()
    {
        using var person = await Floor.JoinAsync(Server, "Compliance", Id("leaver"));
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/account")).Status);

        await manager.SendAsync("/manage/people", "Disable", ("id", await IdOfAsync(manager, Id("leaver"))));

        await EndsWithin5SecondsAsync(person);
        Assert.False(await person.SignInAsync(Id("leaver"), Floor.Password));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        using var person = await Floor.JoinAsync(Server, "Compliance", Id("goer"));
        using var copy = new Visitor(Server.Address);
        copy.Take(person);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/account")).Status);

        Assert.Equal(HttpStatusCode.Redirect, (await person.SendAsync("/account", "SignOut")).Status);

        await EndsWithin5SecondsAsync(copy);
    }

    private static async Task EndsWithin5SecondsAsync(Visitor visitor)
    {
        var began = Stopwatch.GetTimestamp();
        while ((await visitor.GetAsync("/account")).Status == HttpStatusCode.OK)
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    /// <summary>Where the person lands; null when nobody is signed in.</summary>
    private static async Task<string?> RoleOfAsync(Visitor visitor) => await visitor.RedirectOfAsync("/");

    private static async Task<string> IdOfAsync(Visitor manager, string userName)
    {
        var page = (await manager.GetAsync("/manage/people")).Text;
        var row = page[page.IndexOf($">{userName}<", StringComparison.Ordinal)..];
        var start = row.IndexOf("edit=", StringComparison.Ordinal) + "edit=".Length;
        return row[start..row.IndexOf('#', start)];
    }
}
