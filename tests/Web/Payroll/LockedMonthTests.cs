using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Leaderboard.Testing;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Payroll;

/// <summary>A month with something in it, over and locked, on a server whose clock goes on: whatever comes later, its files are the same bytes.</summary>
public sealed class LockedMonthTests : IAsyncLifetime
{
    private static readonly TimeSpan Later = TimeSpan.FromDays(62);

    private readonly TempFolder _folder = new();
    private LeaderboardServer? _server;
    private HttpClient? _admin;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>In which all is given, two months ago.</summary>
    private static string Month => (DateTimeOffset.UtcNow - Later).AddHours(8).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private string Clock => _folder.File("clock");

    public async ValueTask InitializeAsync()
    {
        await SetAsync(-Later);
        _server = await LeaderboardServer.StartAsync("--Leaderboard:ClockOffsetFile=" + Clock);
        _admin = _server.Client();
    }

    public async ValueTask DisposeAsync()
    {
        _admin?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    // A mug for 20.00 that cost 8.50, and 30 in cash, of 70.00 points. After the lock the mug comes back and the money bounces: both are of the running month.
    [Fact]
    public async Task What_comes_back_after_the_lock_changes_no_byte_of_the_files()
    {
        await SendAsync(HttpMethod.Put, "roster", """{"teams":[{"id":"own","name":"own"}],"collectors":[{"id":"self","name":"self","teamId":"own"}]}""");
        await SendAsync(HttpMethod.Post, "recoveries", $$"""[{"id":"r","collectorId":"self","amount":7000,"channel":"cash","receivedAt":"{{DateTimeOffset.UtcNow - Later - TimeSpan.FromMinutes(1):O}}"}]""");
        await GiveAsync("mug", """{"name":"Mug","price":20,"value":8.50}""");
        await GiveAsync("cash", """{"name":"Cash","price":30,"value":30,"kind":"cash"}""");
        await SetAsync(TimeSpan.Zero);
        await Eventually.TrueAsync("the month is over", TimeSpan.FromSeconds(20), async () => (await TryAsync(HttpMethod.Post, $"payroll/{Month}/lock")).Status == HttpStatusCode.OK, Cancel);
        using var manager = await Floor.ManagerAsync(_server!);
        var before = await FilesAsync(manager);
        var text = Encoding.UTF8.GetString(before[0]);
        Assert.Contains(",Mug,20.00,8.50,CNY,", text, StringComparison.Ordinal);
        Assert.Contains(",Cash,30.00,30.00,CNY,", text, StringComparison.Ordinal);
        Assert.All(TimesOf(before[1]), t => Assert.Equal(1980, t.Year));

        await SendAsync(HttpMethod.Post, "redemptions/mug/return", """{"reason":"Broken."}""");
        await SendAsync(HttpMethod.Post, "reversals", """[{"id":"v","recoveryId":"r","reason":"bounced"}]""");
        await SendAsync(HttpMethod.Put, "roster", """{"collectors":[{"id":"self","name":"another name","teamId":"own"}]}""");
        await SendAsync(HttpMethod.Put, "rewards/mug", """{"name":"Another mug","price":1,"value":1}""");

        var after = await FilesAsync(manager);
        Assert.Equal(before[0], after[0]);
        Assert.Equal(before[1], after[1]);
        Assert.Equal(-8.50m, (await SendAsync(HttpMethod.Get, "payroll/" + DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM", CultureInfo.InvariantCulture))).GetProperty("people")[0].GetProperty("inKind").GetDecimal());
    }

    private static List<DateTimeOffset> TimesOf(byte[] workbook)
    {
        using var file = new MemoryStream(workbook);
        using var parts = new ZipArchive(file);
        return parts.Entries.ToList().ConvertAll(e => e.LastWriteTime);
    }

    private static async Task<byte[][]> FilesAsync(Visitor manager) =>
        [await manager.Http.GetByteArrayAsync(new Uri($"/manage/payroll/{Month}?handler=Csv", UriKind.Relative), Cancel), await manager.Http.GetByteArrayAsync(new Uri($"/manage/payroll/{Month}?handler=Workbook", UriKind.Relative), Cancel)];

    private async Task GiveAsync(string reward, string terms)
    {
        await SendAsync(HttpMethod.Put, "rewards/" + reward, terms);
        await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{reward}}","collectorId":"self","rewardId":"{{reward}}"}""");
        await SendAsync(HttpMethod.Post, $"redemptions/{reward}/approve");
        Assert.Equal("fulfilled", (await SendAsync(HttpMethod.Post, $"redemptions/{reward}/fulfil")).GetProperty("state").GetString());
    }

    private Task SetAsync(TimeSpan offset) => File.WriteAllTextAsync(Clock, offset.ToString("c", CultureInfo.InvariantCulture), Cancel);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string? json = null)
    {
        var (status, text) = await TryAsync(method, path, json);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, text);
        Assert.DoesNotContain("\"error\"", text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<(HttpStatusCode Status, string Text)> TryAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri("api/v1/" + path, UriKind.Relative)) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var answer = await _admin!.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
