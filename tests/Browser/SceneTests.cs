using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>The scenes of a wall beside its board, and the celebrations that interrupt them.</summary>
public sealed class SceneTests(Floor floor)
{
    /// <summary>As of the rows of the board.</summary>
    private const double MinFontShareOfHeight = 40.0 / 1080;

    public static TheoryData<int, int, string> Screens => new()
    {
        { 1366, 768, "zh-CN" }, { 1366, 768, "en" }, { 1920, 1080, "zh-CN" }, { 1920, 1080, "en" }, { 3840, 2160, "zh-CN" }, { 3840, 2160, "en" },
    };

    [Theory, MemberData(nameof(Screens))]
    public async Task A_contest_is_read_from_afar_with_rows_or_thermometers_and_its_clock(int width, int height, string locale)
    {
        var (people, teams) = (await ContestAsync(floor.Server, "people", "collectors", "best", null), await ContestAsync(floor.Server, "teams", "teams", "allWhoReach", 60_000_000));
        var page = await floor.OpenAsync($"/wall?contest={people}", width, height, locale);
        await Expect(page.Locator("main.contest .row")).ToHaveCountAsync(10);
        await Expect(page.Locator("#countdown")).ToContainTextAsync(":");
        await IsLegibleAsync(page, "main.contest .row .name, main.contest .row .value, main.contest .row .number", height);
        Assert.Empty(await page.ViolationsAsync());

        await page.GotoAsync(new Uri(floor.Server.Address, $"/wall?contest={teams}").ToString());
        await Expect(page.Locator("main.contest .thermometer")).ToHaveCountAsync(2);
        await Expect(page.Locator("main.contest .thermometer.reached")).ToHaveCountAsync(0);
        await Expect(page.Locator("main.contest .thermometer .percent").First).ToContainTextAsync("%");
        await IsLegibleAsync(page, ".thermometer .name, .thermometer .value, .thermometer .percent, #countdown", height);
        Assert.Empty(await page.ViolationsAsync());
    }

    [Fact]
    public async Task Scenes_take_turns_as_their_display_is_set_without_leaving_the_page()
    {
        await using var server = await SmallFloorAsync();
        var contest = await ContestAsync(server, "turns", "collectors", "best", null);
        var page = await floor.OpenAsync($"/wall?board&seconds=5&contest={contest}", 1920, 1080, "en", server: server);
        await page.EvaluateAsync("window.isSamePage = true");
        await Expect(page.Locator("#board-scene")).ToBeVisibleAsync();
        await Expect(page.Locator("#contest-heading")).ToBeHiddenAsync();

        await Expect(page.Locator("main.contest")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(page.Locator("#board-scene")).ToBeHiddenAsync();
        await Expect(page.Locator("#contest-name")).ToHaveTextAsync("turns");
        await Expect(page.Locator("main.contest .row .name")).ToHaveTextAsync(["Anna", "Bo"]);
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");

        await Expect(page.Locator("#board-scene")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(page.Locator("#rows .row .name")).ToHaveTextAsync(["Anna", "Bo"]);
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage"));
    }

    [Fact]
    public async Task A_new_leader_is_celebrated_by_alias_and_the_scene_comes_back()
    {
        await using var server = await SmallFloorAsync();
        var page = await floor.OpenAsync("/wall", 1920, 1080, "en", server: server);
        await Expect(page.Locator("#rows .row .name")).ToHaveTextAsync(["Anna", "Bo"]);
        await server.PutRosterAsync(new { collectors = new[] { new { id = "b", alias = "Eagle" } } });
        await Expect(page.Locator("#rows .row .name")).ToHaveTextAsync(["Anna", "Eagle"]);

        await server.PostAsync("r-3", "b", 70);

        var sheet = page.Locator("#celebration .sheet");
        await Expect(sheet).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(sheet.Locator(".kind")).ToHaveTextAsync("New leader");
        await Expect(sheet.Locator(".name")).ToHaveTextAsync("Eagle");
        await Expect(sheet.Locator(".value")).ToHaveTextAsync("¥120.00");
        await Expect(sheet.Locator(".detail")).ToContainTextAsync("passed ¥100.00 · today");
        Assert.Empty(await page.ViolationsAsync());
        await Expect(sheet).ToBeHiddenAsync(new() { Timeout = 15_000 });
        await Expect(page.Locator("#rows .row .name")).ToHaveTextAsync(["Eagle", "Anna"]);
    }

    /// <summary>By a clock of its own: two at once are ten seconds apart, one that waited a minute is not shown any more, and none twice.</summary>
    [Fact]
    public async Task Celebrations_are_ten_seconds_apart_and_none_is_older_than_a_minute()
    {
        var page = await floor.OpenAsync("/wall", 1366, 768, "en");
        var shown = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const { CelebrationQueue } = await import('/js/celebration.js');
              const queue = new CelebrationQueue(), start = Date.parse('2026-11-27T10:00:00Z'), shown = [];
              const moment = (id, kind, second, contest) => ({ id, kind, contest: contest ? { id: contest } : null, at: new Date(start + second * 1000).toISOString() });
              const take = (second, ...moments) => moments.forEach((m) => queue.take(m, start + second * 1000));
              const until = (from, to) => { for (let s = from; s < to; s++) { const next = queue.next(start + s * 1000); if (next) shown.push(`${s} ${next.id}`); } };
              take(0, moment('a', 'personalBest', 0), moment('b', 'targetReached', 0, 'k'), moment('a', 'personalBest', 0), moment('old', 'personalBest', -60));
              until(0, 5);
              take(5, moment('led', 'leadChange', 5), moment('other', 'leadChange', 5, 'k'), moment('leads', 'leadChange', 5));
              until(5, 40);
              take(40, ...[1, 2, 3, 4, 5, 6, 7].map((n) => moment('n' + n, 'personalBest', 40)));
              until(40, 200);
              return shown;
            }
            """);
        Assert.Equal(["0 a", "10 b", "20 other", "30 leads", "40 n1", "50 n2", "60 n3", "70 n4", "80 n5", "90 n6"], shown);
    }

    [Fact]
    public async Task A_manager_sets_the_scenes_of_a_display_and_the_display_follows()
    {
        await using var server = await SmallFloorAsync();
        var contest = await ContestAsync(server, "chosen", "collectors", "best", null);
        var wall = await floor.OpenAsync("/wall", 1920, 1080, "en", server: server);
        var display = (await server.Http.GetFromJsonAsync<JsonElement>("api/v1/displays", TestContext.Current.CancellationToken))[0].GetProperty("id").GetString();
        await Expect(wall.Locator("#board-scene")).ToBeVisibleAsync();

        await server.SetScenesAsync(display!, contest);

        await Expect(wall.Locator("main.contest")).ToBeVisibleAsync(new() { Timeout = 45_000 });
        await Expect(wall.Locator("#contest-name")).ToHaveTextAsync("chosen");
    }

    private static async Task<WallServer> SmallFloorAsync()
    {
        var server = await WallServer.StartAsync();
        await server.PutRosterAsync(new { teams = Array.Empty<object>(), collectors = new[] { new { id = "a", name = "Anna" }, new { id = "b", name = "Bo" } } });
        await server.PostAsync("r-1", "a", 100);
        await server.PostAsync("r-2", "b", 50);
        return server;
    }

    /// <summary>One that runs from an hour ago to in two days; scheduled once.</summary>
    private static async Task<string> ContestAsync(WallServer server, string name, string subject, string format, decimal? target)
    {
        var now = DateTimeOffset.UtcNow;
        var contest = new { id = "scene-" + name, name, subject, measure = "amount", format, startsAt = now.AddHours(-1), endsAt = now.AddDays(2), settleDays = 0, target, prizes = Array.Empty<object>() };
        using var made = await server.Http.PostAsJsonAsync("api/v1/contests", contest);
        using var scheduled = await server.Http.PostAsync(new Uri($"api/v1/contests/{contest.id}/schedule", UriKind.Relative), null);
        scheduled.EnsureSuccessStatusCode();
        return contest.id;
    }

    private static async Task IsLegibleAsync(IPage page, string texts, int height)
    {
        var looks = await page.EvaluateAsync<Look[]>(
            """
            selector => [...document.querySelectorAll(selector)].filter(e => e.offsetParent !== null && e.textContent).map(e => {
              const box = e.getBoundingClientRect();
              return { text: e.textContent, font: parseFloat(getComputedStyle(e).fontSize), bottom: box.bottom, cut: e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' };
            })
            """,
            texts);
        Assert.NotEmpty(looks);
        Assert.All(looks, l => Assert.True(l.Font >= (MinFontShareOfHeight * height) - 0.5, $"{l.Text}: {l.Font} px at {height}"));
        Assert.All(looks, l => Assert.True(l.Bottom <= height && !l.Cut, $"{l.Text} is cut or below the screen."));
    }

    private sealed record Look
    {
        public string Text { get; init; } = "";

        public double Font { get; init; }

        public double Bottom { get; init; }

        public bool Cut { get; init; }
    }
}
