using System.Net;
using System.Text;
using Leaderboard.Testing;
using Leaderboard.Web.People;
using Leaderboard.Web.Rewards;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Web.Access;

/// <summary>Who is refused what nobody asks for by an honest click is in the log: one warning, with ids and nothing of what was sent.</summary>
public sealed class RefusalLogTests : IAsyncLifetime
{
    private const string Typed = "Typed-By-Somebody";

    private readonly KeptLog _log = new();
    private LeaderboardServer? _server;
    private HttpClient? _admin;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LeaderboardServer Server => _server ?? throw new InvalidOperationException("Not started.");

    private IEnumerable<string> Written => _log.Lines.Where(l => l.Contains(typeof(RefusalLog).FullName!, StringComparison.Ordinal));

    private HttpClient Admin => _admin ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _server = await LeaderboardServer.StartAsync("--Logging:LogLevel:Default=Warning");
        Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
        _admin = Server.Client();
        await TakeAsync(HttpMethod.Put, "roster", """{"teams":[{"id":"own","name":"own"}],"collectors":[{"id":"self","name":"self","teamId":"own"},{"id":"mate","name":"mate","teamId":"own"}]}""");
        await TakeAsync(HttpMethod.Post, "recoveries", """[{"id":"earned","collectorId":"self","amount":5000,"channel":"cash","receivedAt":"2024-03-05T12:00:00+08:00"}]""");
        await TakeAsync(HttpMethod.Put, "rewards/mug", """{"name":"Mug","price":20,"stock":2}""");
        await TakeAsync(HttpMethod.Put, "rewards/old", """{"name":"Old","price":20,"active":false}""");
        await TakeAsync(HttpMethod.Post, "redemptions", Request("known"));
    }

    public async ValueTask DisposeAsync()
    {
        _admin?.Dispose();
        await Server.DisposeAsync();
    }

    // Each by a program, one warning each, and 20.00 of 50.00 held as before.
    [Fact]
    public async Task What_a_program_is_refused_is_written_down_once_with_its_key()
    {
        (HttpMethod Method, string Path, string Body, string Route, string Code)[] refused =
        [
            (HttpMethod.Post, "redemptions", Request("r", quantity: "-1"), "redemptions", "invalidField"),
            (HttpMethod.Post, "redemptions", Request("r", quantity: "0"), "redemptions", "invalidField"),
            (HttpMethod.Post, "redemptions", Request("r", quantity: "1e300"), "redemptions", "invalidField"),
            (HttpMethod.Post, "redemptions", Request("r", reward: "old"), "redemptions", "rewardInactive"),
            (HttpMethod.Post, "redemptions", Request("r", reward: "none-such"), "redemptions", "unknownReward"),
            (HttpMethod.Post, "redemptions", Request("known", quantity: "2"), "redemptions", "conflict"),
            (HttpMethod.Post, "redemptions", "{", "redemptions", "malformedBody"),
            (HttpMethod.Post, "redemptions", new string(' ', (4 << 20) + 1), "redemptions", "bodyTooLarge"),
            (HttpMethod.Put, "rewards/free", $$"""{"name":"{{Typed}}","price":0}""", "rewards/{id}", "invalidAmount"),
            (HttpMethod.Put, "rewards/free", $$"""{"name":"{{Typed}}","price":-1}""", "rewards/{id}", "invalidAmount"),
            (HttpMethod.Post, "redemptions/known/reject", $$"""{"reason":"{{Typed}}\nwarn: a line of somebody's own"}""", "redemptions/{id}/reject", "invalidReason"),
        ];
        foreach (var (method, path, body, route, code) in refused)
        {
            _log.Lines.Clear();
            Assert.InRange((int)await SendAsync(method, path, body), 400, 499);
            await WrittenAsync($"{method} /api/v1/{route} was refused to bootstrap: {code}.");
        }

        Assert.Contains("\"held\":20.00", await Admin.GetStringAsync(new Uri("api/v1/collectors/self/points", UriKind.Relative), Cancel), StringComparison.Ordinal);
    }

    // A wrong key, a wrong address, and what is not to be had: every day, and nobody has to look.
    [Fact]
    public async Task What_happens_every_day_and_strangers_are_not_written_down()
    {
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(HttpMethod.Post, "redemptions", Request("dear", quantity: "2")));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(HttpMethod.Post, "redemptions", Request("gone", quantity: "3")));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(HttpMethod.Post, "redemptions/known/fulfil", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Post, "redemptions/none-such/approve", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Post, "none-such", "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(HttpMethod.Get, "redemptions?state=none-such", null));
        using var stranger = Server.Client("no-such-key");
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Post, "redemptions", Request("r"), stranger));
        using var nobody = new Visitor(Server.Address);
        Assert.Equal(HttpStatusCode.Redirect, await PostFormAsync(nobody, "/shop?handler=Ask", ("id", "r")));

        // What is written down is so in order: with this one, nothing came before it.
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(HttpMethod.Post, "redemptions", "{"));
        await WrittenAsync("POST /api/v1/redemptions was refused to bootstrap: malformedBody.");
    }

    [Fact]
    public async Task What_people_are_refused_is_written_down_with_their_id()
    {
        using var manager = await Floor.ManagerAsync(Server);
        using var self = await Floor.JoinAsync(Server, "Collector", "p-self", "self");
        var id = await PersonAsync(manager, "p-self");

        await RefusedAsync(() => PostAsync(self, Request("r", collector: "mate"), withToken: true), HttpStatusCode.Forbidden, $"POST /api/v1/redemptions was refused to {id}: forbidden.");
        await RefusedAsync(() => PostAsync(self, Request("r"), withToken: false), HttpStatusCode.BadRequest, $"POST /api/v1/redemptions was refused to {id}: tokenRequired.");
        await RefusedAsync(() => PostFormAsync(self, "/shop?handler=Ask", ("id", "r"), ("reward", "mug")), HttpStatusCode.BadRequest, $"POST /shop was refused to {id}: tokenRequired.");
        await RefusedAsync(async () => (await self.ForgeAsync("/account", "/manage/rewards", "", ("Form.Price", "1"))).Status, HttpStatusCode.Forbidden, $"POST /manage/rewards was refused to {id}: forbidden.");
        await RefusedAsync(async () => (await self.SendAsync("/shop", "Ask", ("id", "r"), ("reward", "old"))).Status, HttpStatusCode.OK, $"POST /shop was refused to {id}: rewardInactive.");
        await RefusedAsync(async () => (await self.SendAsync("/shop", "Ask", ("id", "known"), ("reward", "old"))).Status, HttpStatusCode.OK, $"POST /shop was refused to {id}: conflict.");
        await RefusedAsync(async () => (await self.SendAsync("/shop", "Ask", ("id", "no id!\r\n"), ("reward", Typed))).Status, HttpStatusCode.OK, $"POST /shop was refused to {id}: unknownReward.");

        // Who asked for it, and is a manager by now.
        Assert.Equal(HttpStatusCode.Created, await PostAsync(self, Request("theirs"), withToken: true));
        await TakeAsync(HttpMethod.Post, "redemptions/theirs/approve", "{}");
        await manager.SendAsync("/manage/people", "Change", ("id", id), ("DisplayName", "p-self"), ("Role", "Manager"));
        await Eventually.TrueAsync("they are a manager", TimeSpan.FromSeconds(20), async () => (await self.GetAsync("/manage/handover")).Status == HttpStatusCode.OK, Cancel);
        await RefusedAsync(async () => (await self.ForgeAsync("/account", "/manage/handover", "Fulfil", ("id", "theirs"))).Status, HttpStatusCode.OK, $"POST /manage/handover was refused to {id}: {RedemptionDesk.OwnRequest}.");
        await RefusedAsync(() => PostAsync(self, "{}", withToken: true, "redemptions/theirs/fulfil"), HttpStatusCode.Forbidden, $"POST /api/v1/redemptions/{{id}}/fulfil was refused to {id}: {RedemptionDesk.OwnRequest}.");
        await RefusedAsync(async () => (await self.SendAsync("/manage/rewards", "", ("Form.Name", Typed), ("Form.Kind", "Goods"), ("Form.Price", "0"))).Status, HttpStatusCode.OK, $"POST /manage/rewards was refused to {id}: invalidField.");
        await RefusedAsync(() => PostFormAsync(self, "/manage/rewards?handler=Codes", ("lines", new string('9', 10 << 20))), HttpStatusCode.RequestEntityTooLarge, $"POST /manage/rewards was refused to {id}: bodyTooLarge.");
        await RefusedAsync(() => PostFormAsync(self, "/shop?handler=Ask", ("id", new string('9', 17 << 20))), HttpStatusCode.BadRequest, $"POST /shop was refused to {id}: bodyTooLarge.");

        // Ended elsewhere while the page was open: whose it was is not known any more.
        await manager.SendAsync("/manage/people", "Disable", ("id", id));
        await Eventually.TrueAsync("the session is over", TimeSpan.FromSeconds(20), async () => (await self.GetAsync("/shop")).Status == HttpStatusCode.Redirect, Cancel);
        self.Http.DefaultRequestHeaders.Add("Cookie", "session=over");
        await RefusedAsync(() => PostFormAsync(self, "/shop?handler=Ask", ("id", "r"), ("reward", "mug")), HttpStatusCode.Redirect, "POST /shop was refused to nobody: sessionOver.");
    }

    [Fact]
    public async Task A_loop_fills_no_log()
    {
        for (var n = 0; n < 3 * RefusalLog.MaxPerMinute; n++)
            await SendAsync(HttpMethod.Post, "redemptions", "{");

        await Eventually.TrueAsync("it is written down", TimeSpan.FromSeconds(10), () => Task.FromResult(Written.Count() >= RefusalLog.MaxPerMinute), Cancel);

        // A minute may have ended meanwhile.
        Assert.InRange(Written.Count(), RefusalLog.MaxPerMinute, 2 * RefusalLog.MaxPerMinute);
    }

    private async Task RefusedAsync(Func<Task<HttpStatusCode>> act, HttpStatusCode status, string line)
    {
        _log.Lines.Clear();
        Assert.Equal(status, await act());
        await WrittenAsync(line);
    }

    /// <summary>After the answer; this line, and no other.</summary>
    private async Task WrittenAsync(string line)
    {
        await Eventually.TrueAsync(line, TimeSpan.FromSeconds(10), () => Task.FromResult(Written.Any()), Cancel);
        Assert.Equal([$"Warning {typeof(RefusalLog).FullName}: {line}"], Written);
    }

    private async Task TakeAsync(HttpMethod method, string path, string json) => Assert.True(await SendAsync(method, path, json) is HttpStatusCode.OK or HttpStatusCode.Created, path);

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string? json, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, new Uri("api/v1/" + path, UriKind.Relative));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await (client ?? Admin).SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(Visitor visitor, string json, bool withToken, string path = "redemptions")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/" + path, UriKind.Relative)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (withToken)
            request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync("/account"));
        using var answer = await visitor.Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    /// <summary>Without a token.</summary>
    private static async Task<HttpStatusCode> PostFormAsync(Visitor visitor, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = form };

        // What is refused for its size is not sent.
        request.Headers.ExpectContinue = true;
        using var answer = await visitor.Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private static async Task<string> PersonAsync(Visitor manager, string name)
    {
        var page = (await manager.GetAsync("/manage/people")).Text;
        var row = page[page.IndexOf($">{name} ", StringComparison.Ordinal)..];
        var start = row.IndexOf("edit=", StringComparison.Ordinal) + "edit=".Length;
        return row[start..row.IndexOf('#', start)];
    }

    private static string Request(string id, string quantity = "1", string reward = "mug", string collector = "self") =>
        $$"""{"id":"{{id}}","collectorId":"{{collector}}","rewardId":"{{reward}}","quantity":{{quantity}}}""";
}
