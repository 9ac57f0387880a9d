using System.Globalization;
using System.Net;
using System.Text;
using Leaderboard.Rewards;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.People;

/// <summary>Two thousand collectors: no page lists them all, and everybody is found. A server of its own.</summary>
public sealed class LargeRosterTests : IAsyncLifetime
{
    private const int People = 2_000;
    private const string Month = "/manage/statements/2024-03";
    private LeaderboardServer? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LeaderboardServer Server => _server ?? throw new InvalidOperationException("Not started.");

    private IGrainFactory Grains => Server.Services.GetRequiredService<IGrainFactory>();

    public async ValueTask InitializeAsync()
    {
        _server = await LeaderboardServer.StartAsync();
        var teams = string.Join(',', Enumerable.Range(0, 40).Select(t => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"t-{{t}}","name":"Team {{t}}"}""")));
        var collectors = string.Join(',', Enumerable.Range(0, People).Select(n => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"c-{{n}}","name":"{{NameOf(n)}}","teamId":"t-{{n % 40}}"}""")));
        using var client = Server.Client();
        using var roster = new StringContent($$"""{"teams":[{{teams}}],"collectors":[{{collectors}}]}""", Encoding.UTF8, "application/json");
        using var response = await client.PutAsync(new Uri("api/v1/roster", UriKind.Relative), roster, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task Statements_come_a_page_at_a_time_and_who_waits_for_an_answer_first()
    {
        await Grains.Statement(new CollectorId("c-1999"), new DateOnly(2024, 3, 1)).Appeal(new() { Id = "p", Name = "P" }, "Mine is missing.");
        using var manager = await Floor.ManagerAsync(Server);

        var first = (await manager.GetAsync(Month)).Text;
        Assert.Contains("0 of 2000 signed", PageText.Of(first), StringComparison.Ordinal);
        var (ids, text) = (IdsOf(first), PageText.Of(first));
        Assert.Equal((50, "c-1999"), (ids.Count, ids[0]));
        Assert.Contains("1–50 of 2000", text, StringComparison.Ordinal);
        Assert.Contains("href=\"?from=50\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Previous page", text, StringComparison.Ordinal);

        var seen = new HashSet<string>(ids, StringComparer.Ordinal);
        for (var from = 50; from < People; from += 50)
            seen.UnionWith(IdsOf((await manager.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{Month}?from={from}"))).Text));
        Assert.Equal(People, seen.Count);

        var found = (await manager.GetAsync(Month + "?search=person 0123")).Text;
        Assert.Equal(["c-123"], IdsOf(found));
        Assert.Contains("0 of 2000 signed", PageText.Of(found), StringComparison.Ordinal);
        var many = (await manager.GetAsync(Month + "?search=Person 01&from=50")).Text;
        Assert.Equal(50, IdsOf(many).Count);
        Assert.Contains("href=\"?search=Person%2001&amp;from=0\"", many, StringComparison.Ordinal);
        Assert.Contains("Nobody in this month has this name.", PageText.Of((await manager.GetAsync(Month + "?search=nobody")).Text), StringComparison.Ordinal);
        Assert.Contains("shorter than that", PageText.Of((await manager.GetAsync(Month + "?from=5000")).Text), StringComparison.Ordinal);
        foreach (var odd in new[] { "?from=-7", "?from=2147483647", "?from=x", "?search=" + new string('x', 200) })
            Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(Month + odd)).Status);
    }

    [Fact]
    public async Task A_colleague_is_found_by_name_and_the_own_team_stands_first()
    {
        using var self = await Floor.JoinAsync(Server, "Collector", "self", "c-7");

        var page = (await self.GetAsync("/me/kudos")).Text;
        var listed = PageText.Parts(page, "<option value=\"c-");
        Assert.Equal(50, listed.Count);
        Assert.All(Enumerable.Range(1, 49), n => Assert.Contains($"<option value=\"c-{(n * 40) + 7}\"", page, StringComparison.Ordinal));
        Assert.Contains("50 of 1,999 are listed", PageText.Of(page), StringComparison.Ordinal);

        var found = (await self.GetAsync("/me/kudos?search=PERSON 1234")).Text;
        Assert.Single(PageText.Parts(found, "<option value=\"c-"));
        Assert.Contains("<option value=\"c-1234\"", found, StringComparison.Ordinal);
        Assert.Contains("They read it on their page now", (await self.SendAsync("/me/kudos?search=1234", "", ("id", "k-1"), ("to", "c-1234"), ("text", "Thanks"))).Text, StringComparison.Ordinal);
        Assert.Contains("No colleague has this name.", (await self.GetAsync("/me/kudos?search=nobody")).Text, StringComparison.Ordinal);
    }

    // 120 people with an idea each: fifty stand on a page, whoever has most votes first.
    [Fact]
    public async Task Ideas_come_a_page_at_a_time()
    {
        await Task.WhenAll(Enumerable.Range(0, 120).Select(n => Grains.Suggester(new CollectorId($"c-{n}")).Suggest($"i-{n}", $"Idea {n}")));
        await Grains.Suggestion("i-77").Vote(new CollectorId("c-1"), isFor: true);
        using var manager = await Floor.ManagerAsync(Server);

        var first = (await manager.GetAsync("/shop/suggestions")).Text;
        Assert.Equal(50, PageText.Parts(first, "<li id=\"idea-").Count);
        Assert.Contains("1–50 of 120", PageText.Of(first), StringComparison.Ordinal);
        Assert.StartsWith("i-77\"", PageText.Parts(first, "<li id=\"idea-")[0], StringComparison.Ordinal);
        Assert.Equal(20, PageText.Parts((await manager.GetAsync("/shop/suggestions?from=100")).Text, "<li id=\"idea-").Count);
    }

    [Fact]
    public async Task Twenty_ideas_sent_at_once_are_three()
    {
        using var self = await Floor.JoinAsync(Server, "Collector", "self", "c-7");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => self.SendAsync("/shop/suggestions", "", ("id", $"i-{n}"), ("text", $"Idea {n}"))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal((3, 17), (answers.Count(a => a.Text.Contains("Your idea is there", StringComparison.Ordinal)), answers.Count(a => a.Text.Contains("You have 3 open ideas", StringComparison.Ordinal))));
        Assert.Equal(3, (await Grains.Suggestions().OpenOf(new CollectorId("c-7"))).Length);
    }

    // Sixty more may sign in than who manages, and 55 are invited.
    [Fact]
    public async Task People_come_a_page_at_a_time()
    {
        using var manager = await Floor.ManagerAsync(Server);
        using (var scope = Server.Services.CreateScope())
        {
            var book = scope.ServiceProvider.GetRequiredService<PeopleBook>();
            for (var n = 0; n < 115; n++)
            {
                var (_, secret) = await book.InviteAsync("p", new PersonPlace(NameOf(n), Role.Collector, new CollectorId($"c-{n}"), []), Cancel);
                if (n < 60)
                    await book.AcceptAsync(secret, $"user-{n}", "four plain words here", Cancel);
            }
        }

        var first = (await manager.GetAsync("/manage/people")).Text;
        Assert.Equal(50, RowsOf(first).Count);
        Assert.Contains("1–50 of 61", PageText.Of(first), StringComparison.Ordinal);
        Assert.Contains("50 of 55 are listed", PageText.Of(first), StringComparison.Ordinal);
        Assert.Equal(11, RowsOf((await manager.GetAsync("/manage/people?from=50")).Text).Count);
        var found = (await manager.GetAsync("/manage/people?search=person 0042")).Text;
        Assert.Contains("Person 0042", Assert.Single(RowsOf(found)), StringComparison.Ordinal);
        var edited = found.Split("href=\"")[1..].Select(p => p.Split('"')[0]).Single(a => a.Contains("edit=", StringComparison.Ordinal)).Replace("&amp;", "&", StringComparison.Ordinal);
        Assert.Contains("id=\"edit\"", (await manager.GetAsync("/manage/people" + edited)).Text, StringComparison.Ordinal);
        Assert.Contains("Nobody has this name.", PageText.Of((await manager.GetAsync("/manage/people?search=nobody")).Text), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> RowsOf(string page) => PageText.Parts(page, "<th scope=\"row\"");

    private static string NameOf(int n) => string.Create(CultureInfo.InvariantCulture, $"Person {n:D4}");

    private static List<string> IdsOf(string page) => [.. page.Split("<li data-id=\"")[1..].Select(p => p.Split('"')[0])];
}
