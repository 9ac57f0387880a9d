using System.Net;

namespace Leaderboard.Web.Operations;

public sealed class MetricsTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task Metrics_are_for_administrators()
    {
        using var anybody = Server.Client(null);
        using var reader = Server.Client(await KeyAsync("read"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await ScrapeAsync(anybody)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ScrapeAsync(reader)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ScrapeAsync(Admin)).Status);
    }

    [Fact]
    public async Task Metrics_are_open_to_all_when_the_operator_says_so()
    {
        await using var server = await LeaderboardServer.StartAsync("--Leaderboard:Metrics:Open=true");
        using var anybody = server.Client(null);

        Assert.Equal(HttpStatusCode.OK, (await ScrapeAsync(anybody)).Status);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ScrapeAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("metrics", UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<string> KeyAsync(string scope) => Text((await SendAsync(HttpMethod.Post, "keys", $$"""{"name":"{{Id("k")}}","scopes":["{{scope}}"]}""")).Body, "key");
}
