using System.Security.Cryptography;
using System.Text;
using Leaderboard.Domain.Notices;
using Leaderboard.Notices;
using Leaderboard.Rewards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Leaderboard.Silo.Notices;

/// <summary>Posts to a server of this process, and what is made of its answers.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly NoticeRecord Notice = new()
    {
        Id = "r-1/1/webhook-0", Channel = "webhook-0", Collector = "c-001", Redemption = "r-1", RewardName = "电影票", Quantity = 1, PriceHundredths = 100, Became = RedemptionState.Approved, AtMicros = 0, DueMicros = 0,
    };

    private readonly List<(IHeaderDictionary Headers, byte[] Body, string Path)> _posts = [];
    private readonly WebhookLine _line = new();
    private readonly WebApplication _server = NewServer();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server.MapPost("/{answer}", async (HttpRequest request, string answer) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            _posts.Add((new HeaderDictionary(request.Headers.ToDictionary()), body.ToArray(), request.Path.Value ?? ""));
            return answer switch
            {
                "taken" => Results.NoContent(),
                "elsewhere" => Results.Redirect("/taken", preserveMethod: true),
                "code-0" => Results.Text("""{"errcode":0,"errmsg":"ok"}"""),
                "code-310000" => Results.Text("""{"errcode":310000,"errmsg":"sign not match"}"""),
                "page" => Results.Text("<html>"),
                "list" => Results.Text("[]"),
                "much" => Results.Text(new string(' ', 100_000)),
                _ => Results.StatusCode(500),
            };
        });
        await _server.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _line.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_is_posted_can_be_checked_by_its_signature_and_known_again_by_its_id()
    {
        Assert.Null(await SendAsync(WebhookKind.Plain, "taken"));

        var (headers, body, _) = Assert.Single(_posts);
        Assert.Equal("application/json; charset=utf-8", headers.ContentType);
        Assert.Equal("r-1/1/webhook-0", headers[WebhookLine.IdHeader]);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8, body)), headers[WebhookLine.SignatureHeader]);
        Assert.Contains("\"电影票\"", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WebhookKind.Slack, "taken", null)]
    [InlineData(WebhookKind.Plain, "broken", "HTTP 500")]
    [InlineData(WebhookKind.Plain, "elsewhere", "HTTP 307")]
    [InlineData(WebhookKind.WeCom, "code-0", null)]
    [InlineData(WebhookKind.DingTalk, "code-310000", "errcode 310000")]
    [InlineData(WebhookKind.WeCom, "page", "No errcode.")]
    [InlineData(WebhookKind.WeCom, "list", "No errcode.")]
    [InlineData(WebhookKind.WeCom, "broken", "HTTP 500")]
    public async Task Only_what_the_other_side_took_is_sent(WebhookKind kind, string answer, string? expected)
    {
        Assert.Equal(expected, await SendAsync(kind, answer));

        // A redirect is not followed, wherever it leads.
        Assert.Equal(["/" + answer], _posts.Select(p => p.Path));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read() => Assert.Equal("ConfigurationLimitExceeded", await SendAsync(WebhookKind.WeCom, "much"));

    [Fact]
    public async Task Where_nobody_listens_it_says_so_and_names_no_address()
    {
        var url = Url("taken");
        await _server.StopAsync(Cancel);

        Assert.Equal("ConnectionError", (await Channel(WebhookKind.Plain, url).SendAsync(Notice, "Li", Cancel)).Error);
    }

    private static WebApplication NewServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private Uri Url(string answer) => new(new Uri(_server.Urls.Single()), answer);

    private WebhookChannel Channel(WebhookKind kind, Uri url) => new(0, new WebhookSettings { Url = url, Kind = kind, Secret = "s3cret" }, _line, new FakeTimeProvider());

    private async Task<string?> SendAsync(WebhookKind kind, string answer) => (await Channel(kind, Url(answer)).SendAsync(Notice, "Li", Cancel)).Error;
}
