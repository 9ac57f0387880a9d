using System.Globalization;
using System.Net;
using System.Text;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Api;

/// <summary>Ten thousand requests that are wrong in one way or another, over every route: none breaks anything, hangs or writes.</summary>
public sealed class MalformedRequestTests(ITestOutputHelper output)
{
    private const int Requests = 10_000;
    private const int AtOnce = 16;
    private const int Seed = 20261124;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PROPFIND"];

    private static readonly string[] Texts =
    [
        "", " ", "../../etc/passwd", "%00", "null", "-1", "NaN", "1e400", "99999999999999999999", "'; DROP TABLE journal; --", "<script>alert(1)</script>", "龙虎榜", "\ud83d\ude00",
        "2026-02-30", "9999-12-31T23:59:59Z", "0001-01-01", "{{7*7}}", "${jndi:ldap://x}", "a b", "c-1/../c-2", "%E4%BB", new string('x', 3000),
    ];

    private static readonly string[] Bodies =
    [
        "", "7", "[]", "{}", "[[]]", "[{}]", "null", "\"text\"", "[{\"id\":null}]", "{\"teams\":7}", "{\"collectors\":[7]}", "[{\"id\":\"r\",\"amount\":\"NaN\"}]",
        "[{\"id\":\"r\",\"collectorId\":\"nobody\",\"amount\":1e999,\"receivedAt\":\"never\"}]", "{\"name\":[],\"scopes\":[7,null]}", "{\"a\":", "\u0000", "a=b&c=%", "--x\r\n",
        "[{\"id\":\"r\",\"id\":\"r\"}]", "{\"teams\":[{\"id\":\"t\",\"name\":{}}]}",
    ];

    private static readonly string[] Types = ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "text/csv", "x/y"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task None_of_ten_thousand_malformed_requests_breaks_hangs_or_writes_anything()
    {
        await using var server = await LeaderboardServer.StartAsync();
        using var manager = new Visitor(server.Address);
        await manager.SendAsync("/welcome", "", ("userName", "one"), ("displayName", "One"), ("password", Floor.Password));
        var routes = server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => "/" + (e.RoutePattern.RawText ?? "").TrimStart('/')).Where(p => !p.StartsWith("/lib/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        using var admin = server.Client();
        using var anybody = server.Client(null);
        HttpClient[] clients = [admin, anybody, manager.Http];
        var before = await StateAsync(admin);
        var bad = new System.Collections.Concurrent.ConcurrentBag<string>();
        var counts = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();

        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel }, async (number, cancel) =>
        {
            var random = new Random(Seed + number);
            using var request = Make(random, routes);
            using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            late.CancelAfter(Patience);
            try
            {
                using var response = await clients[random.Next(clients.Length)].SendAsync(request, HttpCompletionOption.ResponseHeadersRead, late.Token);
                counts.AddOrUpdate((int)response.StatusCode, 1, (_, n) => n + 1);
                if ((int)response.StatusCode >= 500 && response.StatusCode != HttpStatusCode.NotImplemented)
                    bad.Add(string.Create(CultureInfo.InvariantCulture, $"{number}: {request.Method} {request.RequestUri} answered {(int)response.StatusCode}"));
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                bad.Add($"{number}: {request.Method} {request.RequestUri} hangs");
            }
        });

        output.WriteLine(string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Key}: {c.Value}")));
        Assert.Empty(bad.Take(10));
        Assert.Equal(before, await StateAsync(admin));
        using var verified = await admin.GetAsync(new Uri("api/v1/verify", UriKind.Relative), Cancel);
        Assert.Contains("\"entries\":0", await verified.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    /// <summary>What a request that was taken would have changed.</summary>
    private static async Task<string> StateAsync(HttpClient admin)
    {
        var text = new StringBuilder();
        foreach (var path in (string[])["collectors", "teams", "keys", "displays"])
            text.AppendLine(await admin.GetStringAsync(new Uri("api/v1/" + path, UriKind.Relative), Cancel));
        return text.ToString();
    }

    private static HttpRequestMessage Make(Random random, string[] routes)
    {
        string Pick(string[] among) => among[random.Next(among.Length)];
        var path = System.Text.RegularExpressions.Regex.Replace(
            Pick(routes), @"\{[^}]*\}", _ => Uri.EscapeDataString(Pick(Texts)), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        if (random.Next(2) == 0)
            path += $"?{Pick(["at", "limit", "offset", "tie", "team", "handler", "id", "culture", "ReturnUrl", "status", "after"])}={Uri.EscapeDataString(Pick(Texts))}";
        var request = new HttpRequestMessage(new HttpMethod(Pick(Methods)), new Uri(path, UriKind.Relative));
        if (request.Method.Method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Pick(Bodies)));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Pick(Types));
        }

        if (random.Next(4) == 0)
            request.Headers.TryAddWithoutValidation(Pick(["Accept-Language", "Cookie", "If-None-Match", "Range", "X-Forwarded-For"]), Pick(["zh-CN;q=", "a=b; c", "*", "bytes=9-1", "q=0.00000001"]));
        return request;
    }
}
