using System.Diagnostics;
using System.Net;

namespace Leaderboard.Web.Access;

public sealed class KeyTests(SharedServer shared) : ApiTests(shared)
{
    public static TheoryData<string, string> BadKeys => new()
    {
        { "{}", "scopes" },
        { """{"name":"k"}""", "scopes" },
        { """{"name":"k","scopes":[]}""", "scopes" },
        { """{"name":"k","scopes":["root"]}""", "scopes" },
        { """{"name":"k","scopes":[1]}""", "scopes" },
        { """{"name":"k","scopes":["display"]}""", "scopes" },
        { """{"scopes":["read"]}""", "name" },
        { """{"name":"","scopes":["read"]}""", "name" },
        { """{"name":"\ud800","scopes":["read"]}""", "name" },
        { "[]", "scopes" },
    };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task A_key_needs_a_name_and_scopes(string body, string field)
    {
        var answer = await SendAsync(HttpMethod.Post, "keys", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalidParameter", answer.Code);
        Assert.Equal(field, Text(answer.Body, "field"));
    }

    [Fact]
    public async Task A_key_is_shown_once_and_never_again()
    {
        var made = await MakeAsync("keys", $$"""{"name":"{{Id("k")}}","scopes":["read","ingest"]}""");
        var secret = Text(made, "key");

        var listed = await SendAsync(HttpMethod.Get, "keys");

        Assert.StartsWith("lb_", secret, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(LeaderboardServer.AdminKey, listed.Text, StringComparison.Ordinal);
        var row = Assert.Single(listed.Body.EnumerateArray(), r => Text(r, "name") == Id("k"));
        Assert.Equal(["createdAt", "id", "name", "revokedAt", "scopes"], row.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["read", "ingest"], row.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
    }

    [Fact]
    public async Task A_revoked_key_ends_within_5_seconds_and_stays_in_the_list()
    {
        var made = await MakeAsync("keys", $$"""{"name":"{{Id("k")}}","scopes":["read"]}""");
        using var client = Server.Client(Text(made, "key"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "teams", client: client)).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, "keys/" + Text(made, "id"))).Status);

        await UntilRefusedAsync(client, "teams");
        var row = Assert.Single((await GetAsync("keys")).EnumerateArray(), r => Text(r, "name") == Id("k"));
        Assert.NotEmpty(Text(row, "revokedAt"));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, "keys/" + Text(made, "id"))).Status);
    }

    [Fact]
    public async Task A_displays_link_opens_the_boards_by_cookie_until_it_is_taken_back()
    {
        var made = await MakeAsync("displays", $$"""{"name":"{{Id("d")}}"}""");
        using var display = Server.Client(null);
        display.DefaultRequestHeaders.Add("Cookie", "display=" + Text(made, "url").Split('/')[^1]);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "boards/teams/amount/day", client: display)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Post, "recoveries", "[{}]", display)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Get, "teams", client: display)).Status);
        Assert.Single((await GetAsync("displays")).EnumerateArray(), r => Text(r, "name") == Id("d"));
        Assert.DoesNotContain((await GetAsync("keys")).EnumerateArray(), r => Text(r, "name") == Id("d"));

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, "displays/" + Text(made, "id"))).Status);
        await UntilRefusedAsync(display, "boards/teams/amount/day");
    }

    [Fact]
    public async Task A_key_is_not_taken_back_as_a_display_nor_a_display_as_a_key()
    {
        var display = await MakeAsync("displays", $$"""{"name":"{{Id("d")}}"}""");
        var key = await MakeAsync("keys", $$"""{"name":"{{Id("k")}}","scopes":["read"]}""");

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Delete, "keys/" + Text(display, "id"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Delete, "displays/" + Text(key, "id"))).Status);
        Assert.DoesNotContain((await GetAsync("displays")).EnumerateArray(), r => Text(r, "name") == Id("d") && Text(r, "revokedAt") != "");
        Assert.DoesNotContain((await GetAsync("keys")).EnumerateArray(), r => Text(r, "name") == Id("k") && Text(r, "revokedAt") != "");
    }

    private async Task<System.Text.Json.JsonElement> MakeAsync(string path, string body)
    {
        var answer = await SendAsync(HttpMethod.Post, path, body);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal($"/api/v1/{path}/{Text(answer.Body, "id")}", answer.Response.Headers.Location?.OriginalString);
        return answer.Body;
    }

    private async Task UntilRefusedAsync(HttpClient client, string path)
    {
        var began = Stopwatch.GetTimestamp();
        while ((await SendAsync(HttpMethod.Get, path, client: client)).Status != HttpStatusCode.Unauthorized)
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
