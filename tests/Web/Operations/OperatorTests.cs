using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Leaderboard.Web.Operations;

public sealed partial class OperatorTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task Whoever_has_not_signed_in_is_led_to_the_door()
    {
        using var anybody = Server.Client(null);

        using var response = await anybody.GetAsync(Path("operations"), Cancel);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/operations/sign-in", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_admin_key_opens_the_page_and_leaves_a_cookie_that_is_not_the_key()
    {
        var (response, cookie) = await SignInAsync(LeaderboardServer.AdminKey);
        var page = await PageAsync(cookie, "en");
        var chinese = await PageAsync(cookie, "zh-CN");

        Assert.Equal("/operations", response.Headers.Location?.OriginalString);
        var attributes = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("operator=", StringComparison.Ordinal)).ToUpperInvariant();
        Assert.Contains("HTTPONLY", attributes, StringComparison.Ordinal);
        Assert.Contains("SAMESITE=STRICT", attributes, StringComparison.Ordinal);
        Assert.Contains("PATH=/OPERATIONS", attributes, StringComparison.Ordinal);
        Assert.DoesNotContain(LeaderboardServer.AdminKey, cookie, StringComparison.Ordinal);
        Assert.Contains("All is well", page, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:", page, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\" content=\"5\"", page, StringComparison.Ordinal);
        Assert.Contains("一切正常", chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lb_nobodys-key")]
    public async Task Any_other_key_is_refused(string key)
    {
        var (response, cookie) = await SignInAsync(key);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", cookie);
    }

    [Fact]
    public async Task A_key_that_only_reads_is_refused() => Assert.Equal("", (await SignInAsync((await KeyAsync("read")).Secret)).Cookie);

    [Fact]
    public async Task The_cookie_opens_nothing_but_the_operators_pages()
    {
        var (_, cookie) = await SignInAsync(LeaderboardServer.AdminKey);
        using var client = WithCookie(cookie);

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "operations", client: client)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "keys", """{"name":"k","scopes":["admin"]}""", client)).Status);
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_opens_nothing()
    {
        var (_, cookie) = await SignInAsync(LeaderboardServer.AdminKey);
        using var client = WithCookie(cookie[..^4] + "AAAA");

        using var response = await client.GetAsync(Path("operations"), Cancel);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task A_revoked_key_ends_its_sessions_within_5_seconds()
    {
        var (id, secret) = await KeyAsync("admin");
        var (_, cookie) = await SignInAsync(secret);
        using var client = WithCookie(cookie);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        await SendAsync(HttpMethod.Delete, "keys/" + id);

        var began = Stopwatch.GetTimestamp();
        while (await StatusAsync(client) == HttpStatusCode.OK)
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var anybody = Server.Client(null);

        using var response = await anybody.PostAsync(Path("operations/sign-in"), new FormUrlEncodedContent([new("key", LeaderboardServer.AdminKey)]), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("operator=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Programs_learn_the_same_nodes_heads_and_writers()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));

        var answer = await GetAsync("operations");

        Assert.True(answer.GetProperty("well").GetBoolean(), answer.GetRawText());
        var node = Assert.Single(answer.GetProperty("nodes").EnumerateArray());
        Assert.Equal("active", Text(node, "status"));
        Assert.NotEmpty(Text(node, "version"));
        var partitions = answer.GetProperty("partitions").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(0, 8), partitions.Select(p => p.GetProperty("partition").GetInt32()));
        Assert.Contains(partitions, p => p.GetProperty("head").GetInt64() > 0 && Text(p, "writer") == Text(node, "name"));
    }

    [Fact]
    public async Task Orleans_dashboard_is_not_there_unless_asked_for_and_then_behind_the_same_door()
    {
        var (_, cookie) = await SignInAsync(LeaderboardServer.AdminKey);
        using var here = WithCookie(cookie);
        using var none = await here.GetAsync(Path("operations/dashboard/"), Cancel);
        await using var server = await LeaderboardServer.StartAsync("--Leaderboard:Dashboard=true");
        using var anybody = server.Client(null);
        using var closed = await anybody.GetAsync(Path("operations/dashboard/"), Cancel);
        using var counters = await anybody.GetAsync(Path("operations/dashboard/ClusterStats"), Cancel);
        using var client = server.Client(null);
        client.DefaultRequestHeaders.Add("Cookie", (await SignInAsync(LeaderboardServer.AdminKey, server)).Cookie);
        using var open = await client.GetAsync(Path("operations/dashboard/"), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, counters.StatusCode);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync(Path("operations"), Cancel);
        return response.StatusCode;
    }

    private HttpClient WithCookie(string cookie)
    {
        var client = Server.Client(null);
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    private async Task<string> PageAsync(string cookie, string culture)
    {
        using var client = WithCookie(cookie);
        return await client.GetStringAsync(Path("operations?culture=" + culture), Cancel);
    }

    /// <summary>As a browser does: gets the form, sends it back with its token.</summary>
    /// <returns>The answer, and the session's cookie; empty for none.</returns>
    private async Task<(HttpResponseMessage Response, string Cookie)> SignInAsync(string key, LeaderboardServer? server = null)
    {
        using var client = (server ?? Server).Client(null);
        using var form = await client.GetAsync(Path("operations/sign-in"), Cancel);
        var token = Token().Match(await form.Content.ReadAsStringAsync(Cancel)).Groups["token"].Value;
        client.DefaultRequestHeaders.Add("Cookie", form.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var response = await client.PostAsync(Path("operations/sign-in"), new FormUrlEncodedContent([new("key", key), new("__RequestVerificationToken", token)]), Cancel);
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        return (response, cookies.Select(c => c.Split(';')[0]).FirstOrDefault(c => c.StartsWith("operator=", StringComparison.Ordinal)) ?? "");
    }

    private async Task<(string Id, string Secret)> KeyAsync(string scope)
    {
        var made = (await SendAsync(HttpMethod.Post, "keys", $$"""{"name":"{{Id("k")}}","scopes":["{{scope}}"]}""")).Body;
        return (Text(made, "id"), Text(made, "key"));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
