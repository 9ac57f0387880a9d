using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Leaderboard.Web.Api;

/// <summary>More is posted at once than one web node takes in. Bodies that are on their way hold their places for as long as the test wants.</summary>
public sealed class OverloadTests
{
    /// <summary>Each counts for the largest share that a request may have: so many fill the node.</summary>
    private const int Places = 8;

    private const int BodyBytes = 1 << 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_surplus_is_refused_at_once_and_everything_else_goes_on()
    {
        await using var server = await LeaderboardServer.StartAsync();
        using var http = server.Client();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(http, "before")).Status);

        var held = new List<HeldPost>();
        for (var i = 0; i < Places; i++)
            held.Add(await HeldPost.StartAsync(server.Address, string.Create(CultureInfo.InvariantCulture, $"held-{i}")));
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            var (status, retryAfter, code) = await PostAsync(http, "surplus");
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "1", "overloaded"), (status, retryAfter, code));
        }

        Assert.InRange(fastest, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        foreach (var path in new[] { "api/v1/boards/collectors/amount/day", "health/ready" })
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(path, UriKind.Relative), Cancel)).StatusCode);

        foreach (var post in held)
            Assert.StartsWith("HTTP/1.1 200", await post.FinishAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(http, "surplus")).Status);
    }

    private static string Receipt(string id) => $$"""[{"id":"{{id}}","collectorId":"c-none","amount":"1.00","receivedAt":"2026-01-01T00:00:00Z"}]""";

    private static async Task<(HttpStatusCode Status, string? RetryAfter, string? Code)> PostAsync(HttpClient http, string id)
    {
        using var body = new StringContent(Receipt(id), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("api/v1/recoveries", UriKind.Relative), body, Cancel);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        return (
            answer.StatusCode,
            answer.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null,
            json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    /// <summary>A request that has been let in, and whose body is still to come.</summary>
    private sealed class HeldPost : IDisposable
    {
        private readonly TcpClient _line = new();
        private readonly byte[] _body;

        private HeldPost(string id) => _body = Encoding.ASCII.GetBytes(Receipt(id).PadRight(BodyBytes));

        /// <summary>Returns when the server asks for the body: it has a place by then.</summary>
        public static async Task<HeldPost> StartAsync(Uri server, string id)
        {
            var post = new HeldPost(id);
            await post._line.ConnectAsync(server.Host, server.Port, Cancel);
            await post._line.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes(string.Create(
                    CultureInfo.InvariantCulture,
                    $"POST /api/v1/recoveries HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {LeaderboardServer.AdminKey}\r\nContent-Type: application/json\r\nContent-Length: {BodyBytes}\r\nExpect: 100-continue\r\n\r\n")),
                Cancel);
            Assert.StartsWith("HTTP/1.1 100", await post.ReadAsync(), StringComparison.Ordinal);
            return post;
        }

        /// <summary>The beginning of the answer.</summary>
        public async Task<string> FinishAsync()
        {
            using (this)
            {
                await _line.GetStream().WriteAsync(_body, Cancel);
                return await ReadAsync();
            }
        }

        public void Dispose() => _line.Dispose();

        private async Task<string> ReadAsync()
        {
            var answer = new byte[4096];
            return Encoding.ASCII.GetString(answer, 0, await _line.GetStream().ReadAsync(answer, Cancel));
        }
    }
}
