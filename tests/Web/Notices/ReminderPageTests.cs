using System.Text;
using Leaderboard.Testing;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Notices;

/// <summary>What waits, and what ends soon, as those find it whom it concerns. A server of its own, whose webhook leads nowhere and whose clock is moved.</summary>
public sealed class ReminderPageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _clock = Path.GetTempFileName();
    private LeaderboardServer? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LeaderboardServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_clock, "0:00:00", Cancel);
        _server = await LeaderboardServer.StartAsync("--Leaderboard:ClockOffsetFile=" + _clock, "--Leaderboard:Webhooks:0:Url=http://127.0.0.1:1/in", "--Leaderboard:Webhooks:0:Kind=slack");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        File.Delete(_clock);
    }

    // Two requests, one of them approved. After three days the other has waited long; after twenty-four it ends within the week; after eighty-four what was approved does.
    [Fact]
    public async Task Old_requests_are_marked_and_what_ends_soon_stands_on_its_owners_page_in_both_languages()
    {
        await AskedAsync();
        using var manager = await Floor.ManagerAsync(Server);
        Assert.DoesNotContain("Has waited long", PageText.Of((await manager.GetAsync("/manage/redemptions")).Text), StringComparison.Ordinal);
        using var self = await Floor.JoinAsync(Server, "Collector", "li", "c");
        var before = PageText.Of((await self.GetAsync("/me")).Text);
        Assert.Contains("Cup is waiting for you at the counter, until ", before, StringComparison.Ordinal);
        Assert.DoesNotContain("not decided yet", before, StringComparison.Ordinal);

        await GoAsync(3);
        using var later = await Floor.ManagerAsync(Server);
        Assert.Contains("Has waited long", PageText.Of((await later.GetAsync("/manage/redemptions")).Text), StringComparison.Ordinal);
        await EventuallyTextAsync(later, "/manage/notifications", "Li · Mug · waits for a decision webhook-0 · ");
        using var admin = await Floor.JoinAsync(Server, "Admin", "p-admin");
        var kept = PageText.Of((await admin.GetAsync("/manage/notifications")).Text);
        Assert.Contains("rd-mug · waits for a decision webhook-0 · ", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Mug", kept, StringComparison.Ordinal);

        await GoAsync(24);
        await self.SignInAsync("li", Floor.Password);
        await EventuallyTextAsync(self, "/me", "Mug is not decided yet. On ");
        SpeakTo(self, "zh-Hans");
        var chinese = PageText.Of((await self.GetAsync("/me")).Text);
        Assert.Contains("Mug 尚未审批，", chinese, StringComparison.Ordinal);
        Assert.Contains("自动结束，积分退回。 查看申请", chinese, StringComparison.Ordinal);
        SpeakTo(self, "en");

        await GoAsync(84);
        await self.SignInAsync("li", Floor.Password);
        await EventuallyTextAsync(self, "/me", "Cup ends soon: it waits for you at the counter until ");
        Assert.DoesNotContain("not decided yet", PageText.Of((await self.GetAsync("/me")).Text), StringComparison.Ordinal);
    }

    private async Task AskedAsync()
    {
        await SendAsync(HttpMethod.Put, "roster", """{"teams":[{"id":"t","name":"T"}],"collectors":[{"id":"c","name":"Li","teamId":"t"}]}""");
        await SendAsync(HttpMethod.Post, "recoveries", """[{"id":"r","collectorId":"c","amount":10000,"receivedAt":"2024-03-05T12:00:00+08:00","channel":"cash"}]""");
        foreach (var name in new[] { "Mug", "Cup" })
        {
            await SendAsync(HttpMethod.Put, $"rewards/{name}", $$"""{"name":"{{name}}","price":10}""");
            await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"rd-{{(name == "Mug" ? "mug" : "cup")}}","collectorId":"c","rewardId":"{{name}}"}""");
        }

        await SendAsync(HttpMethod.Post, "redemptions/rd-cup/approve", "{}");
    }

    private static void SpeakTo(Visitor visitor, string language)
    {
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        visitor.Http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    private async Task GoAsync(int days)
    {
        await File.WriteAllTextAsync(_clock + ".next", TimeSpan.FromDays(days).ToString(), Cancel);

        // The server may be reading it.
        File.Move(_clock + ".next", _clock, overwrite: true);

        // Who signs in before it has would be signed out by it.
        var clock = Server.Services.GetRequiredService<TimeProvider>();
        await Eventually.TrueAsync("the clock has moved", Patience, () => Task.FromResult(clock.GetUtcNow() - TimeProvider.System.GetUtcNow() > TimeSpan.FromDays(days - 1)), Cancel);
    }

    private static Task EventuallyTextAsync(Visitor visitor, string path, string text) =>
        Eventually.TrueAsync(text, Patience, async () => PageText.Of((await visitor.GetAsync(path)).Text).Contains(text, StringComparison.Ordinal), Cancel);

    private async Task SendAsync(HttpMethod method, string path, string json)
    {
        using var client = Server.Client();
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await client.SendAsync(request, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
