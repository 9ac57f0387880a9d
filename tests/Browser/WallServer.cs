using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Leaderboard.Displays;
using Leaderboard.Testing;
using Leaderboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Leaderboard.Browser;

/// <summary>The whole program in this process on a fresh database, talked to over HTTP like any other.</summary>
public sealed class WallServer : IAsyncDisposable
{
    private const string Key = "lb-browser-tests-00000000000000000000";
    private readonly string _folder = Directory.CreateTempSubdirectory("lb-browser-").FullName;

    /// <summary>Where it is noon now: no test sees a day end.</summary>
    private readonly string _timeZone = TimeZoneOfNoon(DateTime.UtcNow.Hour);

    private WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public HttpClient Http { get; private set; } = new();

    /// <summary>More settings than those of all.</summary>
    private string[] Settings { get; init; } = [];

    public static async Task<WallServer> StartAsync(params string[] settings)
    {
        var server = new WallServer { Settings = settings };
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts on the address it had before, with the data it had.</summary>
    public async Task StartAgainAsync()
    {
        _app = await LeaderboardProgram.BuildAsync(
        [
            $"--Leaderboard:DataDirectory={_folder}", $"--Leaderboard:BootstrapApiKey={Key}", $"--urls={Address.GetLeftPart(UriPartial.Authority)}",
            $"--contentRoot={Repository.Path("src", "Web")}", $"--Leaderboard:TimeZone={_timeZone}", "--Logging:LogLevel:Default=Warning", .. Settings,
        ]);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>The signs of these names are those of POSIX: Etc/GMT-8 is eight hours ahead.</summary>
    private static string TimeZoneOfNoon(int utcHour) => string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(utcHour < 12 ? '-' : '+')}{Math.Abs(12 - utcHour)}");

    public async Task StopAsync()
    {
        if (_app is null)
            return;
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async Task PutRosterAsync(object roster) => (await Http.PutAsJsonAsync("api/v1/roster", roster)).EnsureSuccessStatusCode();

    public async Task PostAsync(string id, string collector, decimal amount) => (await Http.PostAsJsonAsync(
        "api/v1/recoveries",
        new[] { new { id, collectorId = collector, amount, receivedAt = DateTimeOffset.UtcNow } })).EnsureSuccessStatusCode();

    /// <summary>Offers a reward for ten points, and asks for it in the name of somebody who has just earned them in cash.</summary>
    /// <param name="id">Of the receipt, the reward and the redemption.</param>
    /// <param name="name">Of the reward.</param>
    /// <param name="collector">Whose points.</param>
    public async Task AskAsync(string id, string name, string collector)
    {
        (await Http.PostAsJsonAsync("api/v1/recoveries", new[] { new { id, collectorId = collector, amount = 10_000, receivedAt = DateTimeOffset.UtcNow, channel = "cash" } })).EnsureSuccessStatusCode();
        (await Http.PutAsJsonAsync("api/v1/rewards/" + id, new { name, price = 10 })).EnsureSuccessStatusCode();
        (await Http.PostAsJsonAsync("api/v1/redemptions", new { id, collectorId = collector, rewardId = id })).EnsureSuccessStatusCode();
    }

    /// <returns>A link that opens the wall on a display.</returns>
    public async Task<Uri> LinkAsync()
    {
        var response = await Http.PostAsJsonAsync("api/v1/displays", new { name = "test" });
        var display = await response.Content.ReadFromJsonAsync<Display>();
        return new Uri(Address, display!.Url);
    }

    /// <summary>Has a display show one contest, and nothing else.</summary>
    public Task SetScenesAsync(string displayId, string contestId) =>
        _app!.Services.GetRequiredService<IGrainFactory>().Display(displayId).Put(new DisplaySettings { ShowsBoard = false, Contests = [contestId] });

    /// <summary>Takes the links of all displays back.</summary>
    public async Task RevokeDisplaysAsync()
    {
        foreach (var display in await Http.GetFromJsonAsync<Display[]>("api/v1/displays") ?? [])
            (await Http.DeleteAsync("api/v1/displays/" + display.Id)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed record Display(string Id, string Url);
}
