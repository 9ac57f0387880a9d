using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web;

/// <summary>The real program on a free port and an empty data directory of its own.</summary>
public sealed class LeaderboardServer : IAsyncDisposable
{
    /// <summary>The bootstrap key: everything is open to it.</summary>
    public const string AdminKey = "bootstrap-key-of-the-tests";

    private readonly string _folder;
    private readonly bool _isFolderOurs;
    private WebApplication? _app;

    private LeaderboardServer(string? folder)
    {
        _isFolderOurs = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("lb-web-").FullName;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("Not started.");

    public static Task<LeaderboardServer> StartAsync(params string[] settings) => StartInAsync(null, settings);

    /// <summary>In a data directory that another may have left, and that stays; null: in one of its own.</summary>
    public static async Task<LeaderboardServer> StartInAsync(string? folder, params string[] settings)
    {
        var server = new LeaderboardServer(folder);
        var app = await LeaderboardProgram.BuildAsync(
        [
            $"--Leaderboard:DataDirectory={server._folder}",
            $"--Leaderboard:BootstrapApiKey={AdminKey}",
            "--urls=http://127.0.0.1:0",
            "--Leaderboard:DrainPeriod=00:00:00",

            // All tests come from one address.
            "--Leaderboard:MaxSignInsPerMinute=1000000",
            "--Logging:LogLevel:Default=Error",
            .. settings,
        ]);
        server._app = app;
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        server.Address = new Uri(addresses.First());
        return server;
    }

    /// <summary>A client with a key; null for none.</summary>
    public HttpClient Client(string? key = AdminKey)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_isFolderOurs)
            Directory.Delete(_folder, recursive: true);
    }
}
