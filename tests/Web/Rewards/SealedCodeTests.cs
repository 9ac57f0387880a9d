using System.Net;
using System.Net.Http.Json;
using System.Text;
using Leaderboard.Testing;
using Leaderboard.Web.People;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Web.Rewards;

/// <summary>A code is nowhere but in the answer that shows it; and without the keys it is nowhere at all.</summary>
public sealed class SealedCodeTests
{
    private const string First = "PLAIN-CODE-4711";
    private const string Second = "PLAIN-CODE-4712";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_code_is_in_database_logs_audit_or_any_answer_of_the_API()
    {
        using var folder = new TempFolder();
        var log = new KeptLog();
        await using (var server = await LeaderboardServer.StartInAsync(folder.Path, "--Logging:LogLevel:Default=Trace", "--Logging:Console:LogLevel:Default=None"))
        {
            server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
            using var self = await StockAsync(server);
            Assert.Contains(First, (await self.SendAsync("/shop", "ShowCode", ("id", "r"))).Text, StringComparison.Ordinal);

            using var admin = server.Client();
            foreach (var path in new[] { "rewards", "redemptions?state=fulfilled", "redemptions/r" })
                Assert.DoesNotContain("PLAIN-CODE", await admin.GetStringAsync(new Uri("api/v1/" + path, UriKind.Relative), Cancel), StringComparison.Ordinal);
            using var manager = await Floor.ManagerAsync(server);
            foreach (var path in new[] { "/manage/audit", "/manage/audit?handler=Export", "/manage/rewards", "/manage/handover", "/manage/redemptions" })
            {
                var (status, text) = await manager.GetAsync(path);
                Assert.Equal(HttpStatusCode.OK, status);
                Assert.DoesNotContain("PLAIN-CODE", text, StringComparison.Ordinal);
            }
        }

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, l => l.Contains("PLAIN-CODE", StringComparison.Ordinal));
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.Contains(files, f => Contains(f, "voucher-mark"));
        Assert.DoesNotContain(files, f => Contains(f, "PLAIN-CODE"));
    }

    // Somebody restored the database and not the keys.
    [Fact]
    public async Task Lost_keys_are_said_plainly_and_nobody_loses_a_point_for_good()
    {
        using var folder = new TempFolder();
        await using (var server = await LeaderboardServer.StartInAsync(folder.Path))
            using (await StockAsync(server))
            {
            }

        SqliteConnection.ClearAllPools();
        foreach (var key in Directory.GetFiles(folder.Path, "key-*.xml", SearchOption.AllDirectories))
            File.Delete(key);
        await using var again = await LeaderboardServer.StartInAsync(folder.Path);
        using var self = new Visitor(again.Address);
        Assert.True(await self.SignInAsync("p-self", Floor.Password));

        var (status, _, told) = await self.SendAsync("/shop", "ShowCode", ("id", "r"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("The code cannot be read any more: the keys it was sealed with are missing. Nobody has seen it.", PageText.Of(told), StringComparison.Ordinal);
        using var manager = await Floor.ManagerAsync(again);
        Assert.Contains("The keys that its codes were sealed with are missing", PageText.Of((await manager.UploadAsync("/manage/rewards", "Codes", "file", Second, ("id", "card"))).Text), StringComparison.Ordinal);
        using var admin = again.Client();
        (await admin.PostAsJsonAsync("api/v1/redemptions/r/return", new { reason = "keys", restock = false }, Cancel)).EnsureSuccessStatusCode();
        Assert.Contains("50.00", await self.GetAsync("/shop") is var shop ? PageText.Of(shop.Text) : "", StringComparison.Ordinal);
    }

    /// <summary>A card is approved for somebody with 50 points.</summary>
    private static async Task<Visitor> StockAsync(LeaderboardServer server)
    {
        using var admin = server.Client();
        await TakeAsync(admin.PutAsJsonAsync("api/v1/roster", new { teams = new[] { new { id = "own", name = "own" } }, collectors = new[] { new { id = "self", name = "self", teamId = "own" } } }, Cancel));
        await TakeAsync(admin.PostAsJsonAsync("api/v1/recoveries", new[] { new { id = "earned", collectorId = "self", amount = 5000, receivedAt = "2024-03-05T12:00:00+08:00", channel = "cash" } }, Cancel));
        await TakeAsync(admin.PutAsJsonAsync("api/v1/rewards/card", new { name = "Card", price = 20 }, Cancel));
        using (var manager = await Floor.ManagerAsync(server))
            Assert.Contains("New codes: 2.", PageText.Of((await manager.UploadAsync("/manage/rewards", "Codes", "file", $"{First}\n{Second}", ("id", "card"))).Text), StringComparison.Ordinal);
        var self = await Floor.JoinAsync(server, "Collector", "p-self", "self");
        await TakeAsync(admin.PostAsJsonAsync("api/v1/redemptions", new { id = "r", collectorId = "self", rewardId = "card" }, Cancel));
        await TakeAsync(admin.PostAsync(new Uri("api/v1/redemptions/r/approve", UriKind.Relative), null, Cancel));
        return self;

        static async Task TakeAsync(Task<HttpResponseMessage> sent)
        {
            using var answer = await sent;
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        }
    }

    private static bool Contains(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
