using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Leaderboard.Testing;

namespace Leaderboard.Benchmarks;

/// <summary>The program as a user runs it: published for release, in a process of its own, spoken to over HTTP.</summary>
internal static class Product
{
    public const string Key = "benchmark-key";

    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    /// <summary>The published assembly; built once for all benchmarks.</summary>
    public static Task<string> PublishedAsync() => Published.Value;

    public static async Task<ChildProcess> StartAsync(BenchmarkDatabase database)
    {
        var settings = database.Settings();
        settings["Leaderboard:BootstrapApiKey"] = Key;
        settings["Leaderboard:MaxRequestsPerSecondPerKey"] = "0";
        settings["Logging:LogLevel:Default"] = "Warning";
        return await ChildProcess.StartAsync(await Published.Value, url => ["--urls", url], settings, "health/ready");
    }

    /// <summary>Speaks the API with the key that may do everything.</summary>
    public static HttpClient Http(Uri server)
    {
        var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return http;
    }

    /// <summary>Collectors <c>c-0</c> … in teams <c>t-0</c> … of the same size.</summary>
    public static async Task PutRosterAsync(Uri server, int collectors, int teams = 10)
    {
        using var http = Http(server);
        foreach (var part in Enumerable.Range(0, collectors).Chunk(1000))
        {
            var roster = new
            {
                teams = Enumerable.Range(0, teams).Select(t => new { id = Name("t", t), name = Name("Team", t) }),
                collectors = part.Select(c => new { id = Name("c", c), name = Name("Collector", c), teamId = Name("t", c % teams) }),
            };
            using var answer = await http.PutAsJsonAsync("api/v1/roster", roster);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>A link that opens the wall.</summary>
    public static async Task<string> DisplayLinkAsync(Uri server)
    {
        using var http = Http(server);
        using var answer = await http.PostAsJsonAsync("api/v1/displays", new { name = "benchmark" });
        answer.EnsureSuccessStatusCode();
        using var display = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return display.RootElement.GetProperty("url").GetString() ?? throw new InvalidOperationException("The display has no link.");
    }

    private static string Name(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");

    private static async Task<string> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lb-published-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "src/Web", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-o", folder, "-v", "q", "--nologo"]) { WorkingDirectory = Repository.Root })
            ?? throw new InvalidOperationException("dotnet publish could not be started.");
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, "Leaderboard.Web.dll") : throw new InvalidOperationException("dotnet publish failed.");
    }
}
