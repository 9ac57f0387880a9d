using System.Text;
using Leaderboard.Notices;
using Leaderboard.Testing;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Notices;

/// <summary>Where notices that cannot be sent come to light. A server of its own, whose webhook leads nowhere and whose clock is moved.</summary>
public sealed class NotificationsPageTests : IAsyncLifetime
{
    private readonly string _clock = Path.GetTempFileName();
    private LeaderboardServer? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LeaderboardServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_clock, "0:00:00", Cancel);
        _server = await LeaderboardServer.StartAsync("--Leaderboard:ClockOffsetFile=" + _clock, "--Leaderboard:Webhooks:0:Url=http://127.0.0.1:1/in?token=s3cret", "--Leaderboard:Webhooks:0:Kind=slack");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        File.Delete(_clock);
    }

    [Fact]
    public async Task What_was_given_up_is_shown_with_its_cause_and_sent_again()
    {
        await DecideAsync("rd-1", "approve");
        await DecideAsync("rd-2", "reject");
        await GiveUpAsync("rd-1/1/webhook-0");
        await GiveUpAsync("rd-2/1/webhook-0");
        using var manager = await Floor.ManagerAsync(Server);

        var page = (await manager.GetAsync("/manage/notifications")).Text;
        var text = PageText.Of(page);
        Assert.Contains("2 could not be sent", text, StringComparison.Ordinal);
        Assert.Contains("Li · Mug · approved webhook-0 · ", text, StringComparison.Ordinal);
        Assert.Contains("Li · 2 × Mug · rejected webhook-0 · ", text, StringComparison.Ordinal);
        Assert.Contains("8 tries · ConnectionError", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", page, StringComparison.Ordinal);

        // Who keeps the program knows whom to ask, and nothing of what people get.
        using var admin = await Floor.JoinAsync(Server, "Admin", "p-admin", null);
        var kept = PageText.Of((await admin.GetAsync("/manage/notifications")).Text);
        Assert.Contains("rd-1 · approved webhook-0 · ", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Mug", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Li ·", kept, StringComparison.Ordinal);

        var sent = PageText.Of((await manager.SendAsync("/manage/notifications", "", ("ids", "rd-1/1/webhook-0"), ("ids", "none"))).Text);
        Assert.Contains("1 go out again within seconds.", sent, StringComparison.Ordinal);
        Assert.Contains("1 could not be sent", sent, StringComparison.Ordinal);
        Assert.Contains("already", PageText.Of((await manager.SendAsync("/manage/notifications", "", ("ids", "rd-1/1/webhook-0"))).Text), StringComparison.Ordinal);
        var audit = (await manager.GetAsync("/manage/audit?Text=rd-1/1/webhook-0")).Text;
        Assert.Single(PageText.Parts(audit, "<td>Notice sent again</td>"));
    }

    private async Task DecideAsync(string id, string decision)
    {
        await SendAsync(HttpMethod.Put, "roster", """{"teams":[{"id":"t","name":"T"}],"collectors":[{"id":"c","name":"Li","teamId":"t"}]}""");
        await SendAsync(HttpMethod.Post, "recoveries", """[{"id":"r","collectorId":"c","amount":10000,"receivedAt":"2024-03-05T12:00:00+08:00","channel":"cash"}]""");
        await SendAsync(HttpMethod.Put, "rewards/mug", """{"name":"Mug","price":10}""");
        await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{id}}","collectorId":"c","rewardId":"mug","quantity":{{(decision == "reject" ? 2 : 1)}}}""");
        await SendAsync(HttpMethod.Post, $"redemptions/{id}/{decision}", """{"reason":"Out of season."}""");
    }

    /// <summary>Whether the server's clock or this finds it due, it is tried once each time.</summary>
    private async Task GiveUpAsync(string id)
    {
        var notice = Server.Services.GetRequiredService<IGrainFactory>().Notice(id);
        var tries = 0;
        await Eventually.TrueAsync(
            id + " was given up",
            TimeSpan.FromSeconds(60),
            async () =>
            {
                await notice.Send();
                var now = (await notice.Get())!;
                if (now.Tries > tries)
                {
                    tries = now.Tries;
                    var gone = TimeSpan.Parse(await File.ReadAllTextAsync(_clock, Cancel), System.Globalization.CultureInfo.InvariantCulture);
                    await File.WriteAllTextAsync(_clock + ".next", (gone + TimeSpan.FromMinutes(61)).ToString(), Cancel);

                    // The server may be reading it.
                    File.Move(_clock + ".next", _clock, overwrite: true);
                }

                return now.State == NoticeState.GivenUp;
            },
            Cancel);
    }

    private async Task SendAsync(HttpMethod method, string path, string json)
    {
        using var client = Server.Client();
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await client.SendAsync(request, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
