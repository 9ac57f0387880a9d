using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Access;

public sealed class RateLimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_back_and_others_are_not_held()
    {
        await using var server = await LeaderboardServer.StartAsync("--Leaderboard:MaxRequestsPerSecondPerKey=20");
        using var wild = server.Client();
        using var json = new StringContent("""{"name":"other","scopes":["read"]}""", System.Text.Encoding.UTF8, "application/json");
        using var made = await wild.PostAsync(new Uri("api/v1/keys", UriKind.Relative), json, Cancel);
        using var other = server.Client(System.Text.Json.JsonDocument.Parse(await made.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("key").GetString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => wild.GetAsync(new Uri("api/v1/teams", UriKind.Relative), Cancel)));
        using var calm = await other.GetAsync(new Uri("api/v1/teams", UriKind.Relative), Cancel);

        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal("1", refused[0].Headers.GetValues("Retry-After").Single());
        Assert.Contains("tooManyRequests", await refused[0].Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, calm.StatusCode);
        Array.ForEach(answers, a => a.Dispose());
    }

    [Fact]
    public async Task An_address_that_tries_to_sign_in_too_often_is_held()
    {
        await using var server = await LeaderboardServer.StartAsync("--Leaderboard:MaxSignInsPerMinute=300");
        using var guesser = new Visitor(server.Address);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 400; i++)
            statuses.Add((await guesser.GetAsync("/sign-in")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, statuses[100]);
    }
}
