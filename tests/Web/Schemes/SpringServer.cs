using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Schemes;

/// <summary>
/// A server of its own with one collector, <c>c</c> of team <c>t</c>, whose clock has gone to the day on which the scheme <c>spring/1</c> took
/// effect, two days after it was published.
/// </summary>
internal sealed class SpringServer : IAsyncDisposable
{
    private readonly string _clock;

    private SpringServer(string clock, DateTime day, LeaderboardServer server)
    {
        (_clock, Day, Server) = (clock, day, server);
        Http = server.Client();
    }

    /// <summary>On which the scheme takes effect, in the server's zone.</summary>
    public DateTime Day { get; }

    public LeaderboardServer Server { get; }

    public HttpClient Http { get; }

    /// <summary>A minute into the day, as programs write it.</summary>
    public string Begun => new DateTimeOffset(Day, TimeSpan.FromHours(8)).AddMinutes(1).ToString("O", CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="change">What the scheme has that the example of the API has not.</param>
    /// <param name="arguments">More of them, by the day.</param>
    public static async Task<SpringServer> StartAsync(Action<JsonObject> change, Func<DateTime, string[]>? arguments = null)
    {
        var clock = Path.GetTempFileName();
        await File.WriteAllTextAsync(clock, "0:00:00", Cancel);
        var day = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(2).Date;
        var spring = new SpringServer(clock, day, await LeaderboardServer.StartAsync(["--Leaderboard:ClockOffsetFile=" + clock, .. arguments?.Invoke(day) ?? []]));
        await spring.SendAsync(HttpMethod.Put, "roster", """{"teams":[{"id":"t","name":"T"}],"collectors":[{"id":"c","name":"C","teamId":"t"}]}""");
        var scheme = JsonNode.Parse(ApiExamples.Scheme)!.AsObject();
        scheme["effectiveFrom"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        change(scheme);
        await spring.SendAsync(HttpMethod.Post, "schemes", scheme.ToJsonString());
        await File.WriteAllTextAsync(clock, "2.00:00:00", Cancel);
        await Testing.Eventually.TrueAsync(
            "the day", TimeSpan.FromSeconds(30), async () => (await spring.SendAsync(HttpMethod.Get, "schemes/spring/1")).GetProperty("state").GetString() == "inForce", Cancel);
        return spring;
    }

    /// <summary>Under <c>api/v1/</c>; fails unless it is done.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await Http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        File.Delete(_clock);
    }
}
