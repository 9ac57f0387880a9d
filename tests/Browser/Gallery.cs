using Leaderboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Leaderboard.Displays;
using Leaderboard.Testing;
using Microsoft.Playwright;

namespace Leaderboard.Browser;

/// <summary>The demo's floor, to look at every page as everybody.</summary>
public sealed class Gallery : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lb-gallery-").FullName;
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private WebApplication? _app;

    /// <summary>Pictures are kept there; null: none are taken.</summary>
    public static string? Pictures { get; } = Environment.GetEnvironmentVariable("LB_GALLERY") is { Length: > 0 } folder ? folder : null;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Chromium.IsInstalled, "Chromium is not installed.");
        _app = await LeaderboardProgram.BuildAsync(
        [
            "--demo", $"--Leaderboard:DataDirectory={_folder}", "--urls=http://127.0.0.1:0", $"--contentRoot={Repository.Path("src", "Web")}", "--Logging:LogLevel:Default=Error",
        ]);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>A page as somebody sees it. The context is the caller's to close.</summary>
    /// <param name="role">Name of the role; empty: not signed in.</param>
    /// <param name="path">Of the page.</param>
    /// <param name="locale">The browser's language.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="fails">Told of every script that fails.</param>
    public async Task<IPage> OpenAsync(string role, string path, string locale, ColorScheme scheme, Action<string> fails)
    {
        var context = await (await Chromium.SharedAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = role.Length > 0 ? await SignedInAsync(role) : null,
        });
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => fails(error);
        await page.GotoAsync(new Uri(Address, path).ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Each role signs in once, by one click.</summary>
    private async Task<string> SignedInAsync(string role)
    {
        if (_cookies.TryGetValue(role, out var known))
            return known;
        var context = await (await Chromium.SharedAsync()).NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Address, "/sign-in").ToString());
        await page.Locator($"button[name=role][value={role}]").ClickAsync();
        await page.WaitForURLAsync(u => !u.Contains("/sign-in", StringComparison.Ordinal));
        var state = await context.StorageStateAsync();
        await context.CloseAsync();
        return _cookies[role] = state;
    }
}
