using System.Net;

namespace Leaderboard.Web.Access;

public sealed class DisplayLinkTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task A_link_leaves_a_cookie_that_scripts_cannot_read_and_leads_to_the_wall()
    {
        using var anybody = Server.Client(null);

        using var response = await anybody.GetAsync(await LinkAsync(), Cancel);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/wall", response.Headers.Location?.OriginalString);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie")).ToUpperInvariant();
        Assert.Contains("HTTPONLY", cookie, StringComparison.Ordinal);
        Assert.Contains("SAMESITE=LAX", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_programs_key_is_no_link_and_no_cookie()
    {
        using var anybody = Server.Client(null);
        using var cookie = Server.Client(null);
        cookie.DefaultRequestHeaders.Add("Cookie", "display=" + LeaderboardServer.AdminKey);

        using var link = await anybody.GetAsync(new Uri("wall/link/" + LeaderboardServer.AdminKey, UriKind.Relative), Cancel);
        var read = await SendAsync(HttpMethod.Get, "boards/teams/amount/day", client: cookie);
        var write = await SendAsync(HttpMethod.Post, "keys", """{"name":"k","scopes":["admin"]}""", cookie);

        Assert.Equal(HttpStatusCode.Unauthorized, link.StatusCode);
        Assert.False(link.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Unauthorized, read.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, write.Status);
    }

    private async Task<Uri> LinkAsync()
    {
        var made = await SendAsync(HttpMethod.Post, "displays", $$"""{"name":"{{Id("d")}}"}""");
        return new Uri(Text(made.Body, "url").TrimStart('/'), UriKind.Relative);
    }
}
