using System.Globalization;
using System.Net;
using System.Resources;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;

namespace Leaderboard.Web.Audit;

public sealed class AuditTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task A_changed_collector_is_written_down_with_who_before_and_after_and_an_unchanged_one_is_not()
    {
        await PutFloorAsync(("t", ["c", "d"]));
        await SendAsync(HttpMethod.Put, "roster", $$"""{"collectors":[{"id":"{{Id("c")}}","name":"李伟 new"},{"id":"{{Id("d")}}","name":"d"}]}""");

        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("reader"));
        var (_, page) = await compliance.GetAsync($"/manage/audit?Text={Id("c")}");
        var (_, other) = await compliance.GetAsync($"/manage/audit?Text={Id("d")}");

        Assert.Contains("&quot;name&quot;:&quot;c&quot;", page, StringComparison.Ordinal);
        Assert.Contains("&quot;name&quot;:&quot;李伟 new&quot;", page, StringComparison.Ordinal);
        Assert.Contains("bootstrap", page, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", page, StringComparison.Ordinal);
        Assert.Equal(2, Count(page, "<td>Collector changed</td>"));
        Assert.Equal(1, Count(other, "<td>Collector changed</td>"));
    }

    [Fact]
    public async Task Compliance_walks_the_chain_of_the_journal_by_one_click()
    {
        await PutFloorAsync(("t", ["c"]));
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("walker"));

        var (status, _, page) = await compliance.SendAsync("/manage/audit", "Verify");

        Assert.Equal(System.Net.HttpStatusCode.OK, status);
        Assert.Contains("entries follow from one another", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_and_displays_are_written_down_when_made_and_once_when_revoked()
    {
        var key = Text((await SendAsync(HttpMethod.Post, "keys", $$"""{"name":"{{Id("k")}}","scopes":["read"]}""")).Body, "id");
        await SendAsync(HttpMethod.Delete, "keys/" + key);
        await SendAsync(HttpMethod.Delete, "keys/" + key);

        using var manager = await Floor.ManagerAsync(Server);
        var (_, page) = await manager.GetAsync($"/manage/audit?Text={key}");

        Assert.Equal(1, Count(page, "<td>Key made</td>"));
        Assert.Equal(1, Count(page, "<td>Key revoked</td>"));
    }

    [Fact]
    public async Task A_refused_sign_in_is_written_down_and_what_was_typed_is_not()
    {
        using var person = await Floor.JoinAsync(Server, "Compliance", Id("victim"));
        using var guesser = new Visitor(Server.Address);
        await guesser.SignInAsync(Id("victim"), "my other password");
        await guesser.SignInAsync(Id("a password typed into the name"), "x");

        using var manager = await Floor.ManagerAsync(Server);
        var (_, page) = await manager.GetAsync("/manage/audit?Act=session.refused");

        Assert.InRange(Count(page, "<td>Sign-in refused</td>"), 2, int.MaxValue);
        Assert.DoesNotContain("my other password", page, StringComparison.Ordinal);
        Assert.DoesNotContain("typed into the name", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_joins_and_who_is_changed_is_written_down()
    {
        using var person = await Floor.JoinAsync(Server, "Compliance", Id("joiner"));
        using var manager = await Floor.ManagerAsync(Server);

        var (_, page) = await manager.GetAsync($"/manage/audit?Text={Id("joiner")}");

        Assert.Equal(1, Count(page, "<td>Joined</td>"));
        Assert.Equal(1, Count(page, "<td>Invited</td>"));
    }

    [Fact]
    public async Task The_file_holds_what_was_looked_for_and_no_cell_that_a_spreadsheet_would_run()
    {
        var team = Id("t");
        await SendAsync(HttpMethod.Put, "roster", $$"""{"teams":[{"id":"{{team}}","name":"=1+1"}]}""");
        using var manager = await Floor.ManagerAsync(Server);

        using var response = await manager.Http.GetAsync(new Uri($"/manage/audit?handler=Export&Text={team}", UriKind.Relative), Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((byte)0xEF, (await response.Content.ReadAsByteArrayAsync(Cancel))[0]);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(team, lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(",=", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_bounds_the_search()
    {
        await PutFloorAsync(("t", ["c"]));
        using var manager = await Floor.ManagerAsync(Server);

        var (status, page) = await manager.GetAsync($"/manage/audit?Text={Id("c")}&To=2020-01-01");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Nothing fits", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_act_has_its_word()
    {
        var words = new ResourceManager(typeof(Words));
        Assert.All(AuditActions.All, action => Assert.NotNull(words.GetString("audit." + action, CultureInfo.InvariantCulture)));
        Assert.Equal(
            typeof(AuditActions).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            AuditActions.All.Order(StringComparer.Ordinal));
    }

    private static int Count(string page, string part) => page.Split(part).Length - 1;
}
