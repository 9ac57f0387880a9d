using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Web;
using Leaderboard.Web.Rewards;
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
    private const string Key = "lb-gallery-tests-00000000000000000000";
    private readonly string _folder = Directory.CreateTempSubdirectory("lb-gallery-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _cookies = new(StringComparer.Ordinal);
    private WebApplication? _app;

    /// <summary>Each page, as a role that it is for, or is not for; an empty role is nobody.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "", "/" },
        { "", "/sign-in" },
        { "", "/join/no-such-invitation" },
        { "", "/tour" },
        { "", "/no-such-page" },
        { "Lead", "/contests" },
        { "Lead", "/contests/new" },
        { "Collector", "/contests/sprint-" + Monday },
        { "Manager", "/contests/target-" + Monday },
        { "Manager", "/contests/settling-" + Monday },
        { "Lead", "/contests/dash-" + Monday },
        { "Collector", "/contests/dash-" + Monday + "/certificate/" + Winner },
        { "Manager", "/manage/displays/" + LinkedDisplay },
        { "Collector", "/manage/people" },
        { "Manager", "/manage/people" },
        { "Collector", "/me" },
        { "Manager", "/me" },
        { "Collector", "/boards/collectors/amount/month?around=c-001" },
        { "Manager", "/boards/teams/perHead/week?tie=dense&region=nowhere" },
        { "Lead", "/boards/teams/points/month" },
        { "Manager", "/boards/collectors/rate/month" },
        { "Lead", "/boards/teams/attainment/month" },
        { "Collector", "/boards/collectors/index/month?shrink=false" },
        { "Manager", "/manage/benchmarks" },
        { "Lead", "/collectors/c-007" },
        { "Lead", "/teams/t-tiger" },
        { "Manager", "/manage/schemes" },
        { "Manager", "/manage/schemes/new" },
        { "Manager", "/manage/imports" },
        { "Admin", "/manage/keys" },
        { "Manager", "/manage/keys" },
        { "Manager", "/manage/displays" },
        { "Compliance", "/manage/audit" },
        { "Compliance", "/manage/reconciliation" },
        { "Manager", "/manage/reconciliation/" + Day(-1) },
        { "Manager", "/manage/reconciliation/" + Day(0) },
        { "Compliance", $"/manage/reconciliation/{Day(-4)}/close" },
        { "Lead", "/team" },
        { "Compliance", "/team?period=week" },
        { "Lead", "/unassigned" },
        { "Compliance", "/manage/conduct" },
        { "Compliance", "/manage/conduct/accounts?id=a-c-001-1" },
        { "Collector", "/me/conduct" },
        { "Collector", "/me/kudos" },
        { "Manager", "/manage/budgets" },
        { "Manager", "/manage/redemptions" },
        { "Storekeeper", "/manage/handover" },
        { "Manager", "/manage/payroll" },
        { "Collector", "/me/month" },
        { "Manager", "/me/month/" + LastMonth },
        { "Lead", "/collectors/c-001/month/" + LastMonth },
        { "Manager", "/manage/statements" },
        { "Collector", "/shop" },
        { "Manager", "/shop" },
        { "Collector", "/shop/suggestions" },
        { "Manager", "/shop/suggestions" },
        { "Manager", "/manage/redemptions/delegation" },
        { "Manager", "/manage/rewards" },
        { "Admin", "/manage/notifications" },
        { "Collector", "/unassigned" },
        { "Admin", "/operations" },
        { "Admin", "/account" },
        { "Collector", "/account" },
    };

    /// <summary>Stands for who has won the contest that is over.</summary>
    private const string Winner = "winner";

    /// <summary>Stands for a display that is linked.</summary>
    private const string LinkedDisplay = "display";

    /// <summary>The month before this on the floor.</summary>
    public static string LastMonth => DateTime.UtcNow.AddHours(8).AddMonths(-1).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The demo's contests are named by it.</summary>
    public static string Monday
    {
        get
        {
            var today = DateTime.UtcNow.AddHours(8).Date;
            return today.AddDays(-(((int)today.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Pictures are kept there; null: none are taken.</summary>
    public static string? Pictures { get; } = Environment.GetEnvironmentVariable("LB_GALLERY") is { Length: > 0 } folder ? folder : null;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Chromium.IsInstalled, "Chromium is not installed.");
        _app = await LeaderboardProgram.BuildAsync(
        [
            "--demo", $"--Leaderboard:BootstrapApiKey={Key}", $"--Leaderboard:DataDirectory={_folder}", "--urls=http://127.0.0.1:0", $"--contentRoot={Repository.Path("src", "Web")}", "--Logging:LogLevel:Default=Error",

            // Nobody on the floor has entered an address: the page of the account is as it is with mail, and nothing is sent.
            "--Leaderboard:Mail:Host=127.0.0.1", "--Leaderboard:Mail:Port=1", "--Leaderboard:Mail:From=leaderboard@bank.example", "--Leaderboard:Mail:QuietFrom=20:00", "--Leaderboard:Mail:QuietTo=08:00",
        ]);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var http = Bank();
        await Eventually.TrueAsync("people on the floor", TimeSpan.FromMinutes(1), async () => (await http.GetFromJsonAsync<object[]>("api/v1/collectors"))?.Length > 0);
        await Eventually.TrueAsync("yesterday against the bank", TimeSpan.FromMinutes(2), async () =>
            (await http.GetStringAsync(new Uri("api/v1/reconciliations/" + Day(-1), UriKind.Relative))).Contains("\"hasRows\":true", StringComparison.Ordinal));
    }

    /// <summary>A local day of the floor.</summary>
    /// <param name="plus">Days from today.</param>
    private static string Day(int plus) => DateTime.UtcNow.AddHours(8).AddDays(plus).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A page as somebody sees it. The context is the caller's to close.</summary>
    /// <param name="role">Name of the role; empty: not signed in.</param>
    /// <param name="path">Of the page.</param>
    /// <param name="locale">The browser's language.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="fails">Told of every script that fails.</param>
    public async Task<IPage> OpenAsync(string role, string path, string locale, ColorScheme scheme, Action<string> fails)
    {
        var context = await Contexts.OpenAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = role.Length > 0 ? await SignedInAsync(role) : null,
        });
        var page = await context.NewPageAsync();

        // What loads itself again must not do so while it is looked at.
        await page.RouteAsync("**/js/refresh*", route => route.AbortAsync());
        page.PageError += (_, error) => fails(error);
        await page.GotoAsync(new Uri(Address, await ResolvedAsync(path)).ToString());
        return page;
    }

    /// <summary>Paths stand for what only the floor that was made knows.</summary>
    private async Task<string> ResolvedAsync(string path)
    {
        using var http = Bank();
        if (path.EndsWith("/certificate/" + Winner, StringComparison.Ordinal))
        {
            var standings = await http.GetFromJsonAsync<JsonElement>($"api/v1/contests/{path.Split('/')[2]}/standings?limit=1");
            return path[..^Winner.Length] + standings.GetProperty("standings")[0].GetProperty("id").GetString();
        }

        if (!path.EndsWith("/displays/" + LinkedDisplay, StringComparison.Ordinal))
            return path;
        var display = await (await http.PostAsJsonAsync("api/v1/displays", new { name = "1" })).Content.ReadFromJsonAsync<JsonElement>();
        return path[..^LinkedDisplay.Length] + display.GetProperty("id").GetString();
    }

    /// <summary>Asks for a reward in somebody's name, as a program would.</summary>
    /// <param name="id">Of the redemption.</param>
    /// <param name="collector">Whose points.</param>
    /// <param name="reward">Offered before.</param>
    public async Task AskAsync(string id, string collector, string reward)
    {
        using var http = Bank();
        (await http.PostAsJsonAsync("api/v1/redemptions", new { id, collectorId = collector, rewardId = reward })).EnsureSuccessStatusCode();
    }

    /// <summary>Puts a reward into the catalogue.</summary>
    public async Task OfferAsync(string id, string name, decimal price, decimal value)
    {
        using var http = Bank();
        (await http.PutAsJsonAsync("api/v1/rewards/" + id, new { name, price, value })).EnsureSuccessStatusCode();
    }

    /// <summary>Leaves nothing to be decided.</summary>
    public async Task ApproveAllAsync()
    {
        using var http = Bank();
        foreach (var open in await http.GetFromJsonAsync<JsonElement[]>("api/v1/redemptions?state=requested&limit=1000") ?? [])
            (await http.PostAsync(new Uri($"api/v1/redemptions/{open.GetProperty("id").GetString()}/approve", UriKind.Relative), null)).EnsureSuccessStatusCode();
    }

    /// <summary>How far a redemption has come.</summary>
    public async Task<string?> StateOfAsync(string redemption)
    {
        using var http = Bank();
        return (await http.GetFromJsonAsync<JsonElement>("api/v1/redemptions/" + redemption)).GetProperty("state").GetString();
    }

    /// <summary>What a collector is called.</summary>
    public async Task<string> NameOfAsync(string collector)
    {
        using var http = Bank();
        return (await http.GetFromJsonAsync<Named[]>("api/v1/collectors") ?? []).Single(c => c.Id == collector).Name ?? "";
    }

    /// <summary>The address in the picture that its owner shows at the counter.</summary>
    public string PickUpOf(string redemption) =>
        $"{PickUpCodes.Path}?pickUp={(_app ?? throw new InvalidOperationException("Not started.")).Services.GetRequiredService<PickUpCodes>().Of(redemption)}";

    /// <summary>Lets a receipt of this moment come in, as the bank would.</summary>
    public Task PostAsync(string id, string collector, decimal amount) => PostAsync(id, collector, amount, DateTimeOffset.UtcNow);

    /// <summary>The same of another moment.</summary>
    public async Task PostAsync(string id, string collector, decimal amount, DateTimeOffset receivedAt)
    {
        using var http = Bank();
        (await http.PostAsJsonAsync("api/v1/recoveries", new[] { new { id, collectorId = collector, amount, receivedAt } })).EnsureSuccessStatusCode();
    }

    /// <summary>Decides about a redemption, as a manager's program would.</summary>
    /// <param name="id">Of the redemption.</param>
    /// <param name="move">As in the API: <c>approve</c>.</param>
    public async Task DecideAsync(string id, string move)
    {
        using var http = Bank();
        (await http.PostAsJsonAsync($"api/v1/redemptions/{id}/{move}", new { reason = "-" })).EnsureSuccessStatusCode();
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

    /// <summary>What an installation calls its own: names of people, teams, branches, regions and rewards, in whatever language.</summary>
    public async Task<string[]> NamesAsync()
    {
        using var http = Bank();
        var collectors = await http.GetFromJsonAsync<Named[]>("api/v1/collectors") ?? [];
        var teams = await http.GetFromJsonAsync<Named[]>("api/v1/teams") ?? [];
        var contests = await http.GetFromJsonAsync<Named[]>("api/v1/contests") ?? [];
        var rewards = await http.GetFromJsonAsync<Named[]>("api/v1/rewards") ?? [];
        return [.. collectors.Concat(teams).Concat(contests).Concat(rewards).SelectMany(n => new[] { n.Name, n.Alias, n.Region, n.Branch, n.Description }).OfType<string>().Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private HttpClient Bank()
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return http;
    }

    /// <summary>Each role signs in once, by one click.</summary>
    private Task<string> SignedInAsync(string role) => _cookies.GetOrAdd(role, r => new(() => SignInAsync(r))).Value;

    private async Task<string> SignInAsync(string role)
    {
        var context = await (await Chromium.SharedAsync()).NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Address, "/sign-in").ToString());
        await page.Locator($"button[name=role][value={role}]").ClickAsync();
        await page.WaitForURLAsync(u => !u.Contains("/sign-in", StringComparison.Ordinal));
        var state = await context.StorageStateAsync();
        await context.CloseAsync();
        return state;
    }

    private sealed record Named(string Id, string? Name, string? Alias, string? Region, string? Branch, string? Description);
}
