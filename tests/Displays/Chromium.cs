using Microsoft.Playwright;

namespace Leaderboard.Displays;

/// <summary>A real Chromium without a screen: one for the whole process, with which it ends.</summary>
public static class Chromium
{
    /// <summary>The shell first: it has no windows of its own to draw, and takes half the time.</summary>
    private static readonly string Program = Environment.GetEnvironmentVariable("CHROMIUM")
        ?? Array.Find(["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"], File.Exists) ?? "";
    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    public static bool IsInstalled { get; } = File.Exists(Program);

    public static Task<IBrowser> SharedAsync() => Shared.Value;

    private static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
