using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Leaderboard.Web.People;

/// <summary>Signs people of any role in to the shared server; its first manager comes once.</summary>
public static partial class Floor
{
    public const string Password = "four plain words here";
    private const string FirstManager = "first-manager";
    private static readonly SemaphoreSlim Turn = new(1, 1);

    public static async Task<Visitor> ManagerAsync(LeaderboardServer server)
    {
        var visitor = new Visitor(server.Address);
        await Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (await visitor.RedirectOfAsync("/sign-in") == "/welcome")
            {
                var made = await visitor.SendAsync("/welcome", "", ("userName", FirstManager), ("displayName", "First Manager"), ("password", Password));
                Assert.Equal(HttpStatusCode.Redirect, made.Status);
            }
            else
            {
                Assert.True(await visitor.SignInAsync(FirstManager, Password));
            }
        }
        finally
        {
            Turn.Release();
        }

        return visitor;
    }

    /// <summary>Somebody new, invited by the manager and signed in.</summary>
    /// <param name="server">The shared one.</param>
    /// <param name="role">Name of the role.</param>
    /// <param name="userName">Fresh.</param>
    /// <param name="collector">Id on the roster; for collectors.</param>
    /// <param name="teams">Ids on the roster; for leads.</param>
    public static async Task<Visitor> JoinAsync(LeaderboardServer server, string role, string userName, string? collector = null, params string[] teams)
    {
        using var manager = await ManagerAsync(server);
        var link = await InviteAsync(manager, role, userName, collector, teams);
        var visitor = new Visitor(server.Address);
        var joined = await visitor.SendAsync(link, "", ("userName", userName), ("password", Password));
        Assert.True(joined.Status == HttpStatusCode.Redirect, joined.Text);
        return visitor;
    }

    /// <returns>The path of the invitation's link.</returns>
    public static async Task<string> InviteAsync(Visitor manager, string role, string name, string? collector = null, params string[] teams)
    {
        var fields = new List<(string, string)> { ("DisplayName", name), ("Role", role), ("CollectorId", collector ?? "") };
        fields.AddRange(teams.Select(t => ("TeamIds", t)));
        var (_, _, page) = await manager.SendAsync("/manage/people", "Invite", [.. fields]);
        var link = Link().Match(page);
        Assert.True(link.Success, page);
        return link.Value;
    }

    /// <summary>Id of somebody, as the page of all people has it.</summary>
    public static async Task<string> PersonAsync(Visitor manager, string displayName)
    {
        var page = (await manager.GetAsync("/manage/people?search=" + Uri.EscapeDataString(displayName))).Text;
        return Person().Match(page, page.IndexOf($">{displayName} ", StringComparison.Ordinal)).Groups["id"].Value;
    }

    /// <summary>Makes somebody a manager, and waits until they decide.</summary>
    public static async Task PromoteAsync(LeaderboardServer server, Visitor visitor, string displayName)
    {
        using var manager = await ManagerAsync(server);
        await manager.SendAsync("/manage/people", "Change", ("id", await PersonAsync(manager, displayName)), ("DisplayName", displayName), ("Role", "Manager"));
        await DecidesAsync(visitor);
    }

    /// <summary>Until somebody sees the requests that wait: what was made of them takes a moment.</summary>
    public static async Task DecidesAsync(Visitor visitor)
    {
        var began = Stopwatch.GetTimestamp();
        while ((await visitor.GetAsync("/manage/redemptions")).Status != HttpStatusCode.OK)
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [GeneratedRegex("edit=(?<id>[^#\"]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Person();

    [GeneratedRegex("/join/[A-Za-z0-9_-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
