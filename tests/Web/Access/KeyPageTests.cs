using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Access;

public sealed partial class KeyPageTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task An_administrator_makes_a_key_sees_it_once_and_revokes_it_after_being_told_what_happens()
    {
        using var admin = await Floor.JoinAsync(Server, "Admin", Id("admin"));

        var (_, _, made) = await admin.SendAsync("/manage/keys", "", ("name", Id("core")), ("scopes", "read"), ("scopes", "ingest"));
        var secret = Secret().Match(made).Value;
        using var program = Server.Client(secret);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "teams", client: program)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Get, "keys", client: program)).Status);

        var listed = (await admin.GetAsync("/manage/keys")).Text;
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        Assert.Contains($"<strong>{Id("core")}</strong> <span class=\"aside\">Read · Post · made on ", listed, StringComparison.Ordinal);
        var id = IdOf(listed, Id("core"));

        var asked = (await admin.GetAsync($"/manage/keys?revoke={id}")).Text;
        Assert.Contains("is refused within five seconds", asked, StringComparison.Ordinal);
        Assert.Contains("The key is revoked", (await admin.SendAsync($"/manage/keys?revoke={id}", "Revoke", ("id", id))).Text, StringComparison.Ordinal);
        await UntilRefusedAsync(program, "teams");
        Assert.DoesNotContain("?revoke=" + id, (await admin.GetAsync("/manage/keys")).Text, StringComparison.Ordinal);

        using var manager = await Floor.ManagerAsync(Server);
        var acts = (await manager.GetAsync("/manage/audit?Text=" + id)).Text;
        Assert.Contains("<td>Key made</td>", acts, StringComparison.Ordinal);
        Assert.Contains("<td>Key revoked</td>", acts, StringComparison.Ordinal);
        Assert.Contains(Id("admin"), acts, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, acts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "read", "A name of 1 to 100 characters is needed.")]
    [InlineData("  ", "read", "A name of 1 to 100 characters is needed.")]
    [InlineData("core", "", "Choose what the key may do.")]
    [InlineData("core", "display", "Choose what the key may do.")]
    public async Task A_key_without_a_name_or_scopes_is_refused_in_words_and_none_is_made(string name, string scope, string said)
    {
        using var admin = await Floor.JoinAsync(Server, "Admin", Id("admin"));
        var tried = string.IsNullOrWhiteSpace(name) ? name : Id(name);

        var (_, _, text) = await admin.SendAsync("/manage/keys", "", ("name", tried), ("scopes", scope));

        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain((await GetAsync("keys")).EnumerateArray(), k => k.GetProperty("name").GetString()!.Trim() == tried.Trim());
    }

    [Fact]
    public async Task A_manager_links_a_display_and_takes_its_link_back()
    {
        using var manager = await Floor.ManagerAsync(Server);

        var (_, _, made) = await manager.SendAsync("/manage/displays", "", ("name", Id("floor")));
        var link = Link().Match(made);
        Assert.Equal(Server.Address.ToString().TrimEnd('/'), link.Groups["server"].Value);
        using var display = new Visitor(Server.Address);
        Assert.Equal("/wall", await display.RedirectOfAsync(link.Groups["path"].Value));
        Assert.Equal(HttpStatusCode.OK, (await display.GetAsync("/wall")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await display.GetAsync("/manage/displays")).Status);

        var listed = (await manager.GetAsync("/manage/displays")).Text;
        Assert.DoesNotContain(link.Groups["path"].Value, listed, StringComparison.Ordinal);
        var id = IdOf(listed, Id("floor"));
        Assert.Contains("shows no more figures", (await manager.GetAsync($"/manage/displays?revoke={id}")).Text, StringComparison.Ordinal);
        Assert.Contains("The link is taken back", (await manager.SendAsync("/manage/displays", "Revoke", ("id", id))).Text, StringComparison.Ordinal);
        await UntilAsync(async () => (await display.GetAsync("/wall")).Status == HttpStatusCode.Unauthorized);
        Assert.Contains("There is no such display any more.", (await manager.SendAsync("/manage/displays", "Revoke", ("id", "none"))).Text, StringComparison.Ordinal);
        Assert.Contains("<td>Display taken back</td>", (await manager.GetAsync("/manage/audit?Text=" + id)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_leads_there_who_may_go_there()
    {
        using var manager = await Floor.ManagerAsync(Server);
        using var admin = await Floor.JoinAsync(Server, "Admin", Id("admin"));
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));

        Assert.Equal((true, false), await MenuAsync(manager));
        Assert.Equal((true, true), await MenuAsync(admin));
        Assert.Equal((false, false), await MenuAsync(compliance));

        static async Task<(bool Displays, bool Keys)> MenuAsync(Visitor visitor)
        {
            var page = (await visitor.GetAsync("/account")).Text;
            return (page.Contains("href=\"/manage/displays\"", StringComparison.Ordinal), page.Contains("href=\"/manage/keys\"", StringComparison.Ordinal));
        }
    }

    private static string IdOf(string page, string name) =>
        Regex.Match(page, Regex.Escape($">{name}</strong>") + "[\\s\\S]*?\\?revoke=(k-[0-9a-f]+)#", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    private Task UntilRefusedAsync(HttpClient client, string path) => UntilAsync(async () => (await SendAsync(HttpMethod.Get, path, client: client)).Status == HttpStatusCode.Unauthorized);

    private static async Task UntilAsync(Func<Task<bool>> isRefused)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isRefused())
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [GeneratedRegex("lb_[A-Za-z0-9_-]{43}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();

    [GeneratedRegex("value=\"(?<server>http://[^/\"]+)(?<path>/wall/link/[A-Za-z0-9_-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
