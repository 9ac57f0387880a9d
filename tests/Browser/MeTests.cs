using System.Text.RegularExpressions;
using Leaderboard.Displays;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>A collector's own page in a real browser.</summary>
public sealed partial class MeTests(Gallery gallery) : IClassFixture<Gallery>
{
    private const string Self = "c-001";

    [Fact]
    public async Task Place_receipts_and_points_come_by_themselves_and_the_reader_loses_neither_place_nor_focus()
    {
        var page = await OpenAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.EvaluateAsync("window.isSamePage = true");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");
        var all = page.GetByRole(AriaRole.Link, new() { Name = "All my receipts" });
        await all.FocusAsync();
        await page.Locator("[popovertarget=help-points]").ClickAsync();
        var read = await TopAsync(page);

        await gallery.PostAsync("me-first", Self, 9_000_000);

        await Expect(page.Locator("#day-place")).ToHaveTextAsync("No. 1");
        await Expect(page.Locator("#month-place")).ToHaveTextAsync("No. 1");
        await Expect(page.Locator("#day-gap")).ToContainTextAsync("In the lead");
        await Expect(page.Locator("[data-id=me-first] .points")).ToContainTextAsync("+90,000.00");
        await Expect(page.Locator("#said")).ToContainTextAsync("Today: No. 1 with ¥", new() { Timeout = 15_000 });
        await Expect(page.Locator("#help-points")).ToBeVisibleAsync();
        Assert.Equal(read, await TopAsync(page), tolerance: 5);

        await page.Keyboard.PressAsync("Escape");
        await all.FocusAsync();
        await gallery.PostAsync("me-passed", "c-002", 30_000_000);
        await Expect(page.Locator("#day-place")).ToHaveTextAsync("No. 2");
        await Expect(page.Locator("#day-gap")).ToContainTextAsync("behind 李秀英 (no. 1)");
        await Expect(all).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage"));
    }

    [Fact]
    public async Task Who_scrolls_arrives_though_the_page_renews_itself_meanwhile()
    {
        var page = await OpenAsync();
        await page.SetViewportSizeAsync(390, 844);
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");

        var stops = await page.EvaluateAsync<double[]>(
            """
            () => new Promise((done) => {
              const stops = [];
              let target = 100;
              let isMet = false;
              document.addEventListener('renewed', () => { isMet ||= Math.abs(scrollY - target) > 50; });
              addEventListener('scroll', () => document.dispatchEvent(new Event('acted')));
              addEventListener('scrollend', () => {
                stops.push(Math.abs(scrollY - target));
                if (isMet) done(stops);
                target = target === 100 ? 1600 : 100;
                scrollTo({ top: target, behavior: 'smooth' });
              });
              scrollTo({ top: target, behavior: 'smooth' });
            })
            """);

        Assert.All(stops, stop => Assert.InRange(stop, 0, 1));
    }

    [Fact]
    public async Task A_new_receipt_is_marked_for_a_while_and_the_trend_follows()
    {
        var page = await OpenAsync();
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");
        var before = await page.Locator("table.trend tbody tr").Last.GetAttributeAsync("data-value");

        await gallery.PostAsync("me-marked", Self, 1234);

        await Expect(page.Locator("[data-id=me-marked]")).ToHaveClassAsync(Arrived());
        await Expect(page.Locator("table.trend tbody tr").Last).Not.ToHaveAttributeAsync("data-value", before ?? "");
    }

    [Fact]
    public async Task A_page_that_hears_nothing_says_how_old_its_figures_are_and_shows_the_truth_afterwards()
    {
        await using var server = await WallServer.StartAsync();
        var page = await FollowAsync(server);
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");

        await server.StopAsync();
        await Expect(page.Locator("#state")).ToContainTextAsync("No signal for", new() { Timeout = 25_000 });
        await Expect(page.Locator("#said")).ToContainTextAsync("figures of");
        await Expect(page.Locator("#day-value")).ToHaveTextAsync("¥100.00");

        await server.StartAgainAsync();
        await server.PostAsync("r-2", "a", 11);
        await Expect(page.Locator("#day-value")).ToHaveTextAsync("¥111.00", new() { Timeout = 20_000 });
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");
    }

    // What is asked for ends after an hour: that it does is told when half of it is over.
    [Theory]
    [InlineData("en", "Mug is not decided yet.")]
    [InlineData("zh-CN", "Mug 尚未审批，")]
    public async Task What_ends_soon_is_told_without_a_reload(string locale, string told)
    {
        var cancel = TestContext.Current.CancellationToken;
        var clock = Path.GetTempFileName();
        await File.WriteAllTextAsync(clock, "0:00:00", cancel);
        await using var server = await WallServer.StartAsync("--Leaderboard:ClockOffsetFile=" + clock, "--Leaderboard:RequestsExpireAfter=01:00:00");
        var page = await FollowAsync(server, locale);
        await server.AskAsync("mug", "Mug", "a");
        await page.ReloadAsync();
        await page.EvaluateAsync("window.isSamePage = true");
        await Expect(page.Locator("#figures .notice.soon")).ToHaveCountAsync(0);

        await File.WriteAllTextAsync(clock + ".next", "0:31:00", cancel);
        File.Move(clock + ".next", clock, overwrite: true);

        await Expect(page.Locator("#figures .notice.soon")).ToContainTextAsync(told, new() { Timeout = 30_000 });
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage"));
        await server.Http.PostAsync(new Uri("api/v1/redemptions/mug/approve", UriKind.Relative), null, cancel);
        await Expect(page.Locator("#figures .notice.soon")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await Expect(page.Locator("#figures .notice.good")).ToHaveCountAsync(1);
        File.Delete(clock);
    }

    [Fact]
    public async Task A_lead_sees_who_brought_money_in_without_a_reload()
    {
        var page = await gallery.OpenAsync("Lead", "/team", "en", ColorScheme.Light, error => Assert.Fail(error));
        await page.EvaluateAsync("window.isSamePage = true");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");
        var sum = await page.Locator("#standing .lead").TextContentAsync();

        await gallery.PostAsync("team-first", Self, 4_000_000);

        await Expect(page.Locator("[data-id=team-first]")).ToContainTextAsync("王建国 ¥4,000,000.00");
        await Expect(page.Locator("#standing .lead")).Not.ToHaveTextAsync(sum ?? "");
        await Expect(page.Locator("#said")).ToContainTextAsync("just brought in ¥", new() { Timeout = 15_000 });
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage"));
    }

    [Fact]
    public async Task What_stands_behind_a_figure_is_opened_and_closed_by_keys_and_never_printed()
    {
        var page = await OpenAsync();
        var button = page.Locator("[popovertarget=help-month]");
        await button.FocusAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#help-month .period")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#help-month")).ToBeHiddenAsync();
        await Expect(button).ToBeFocusedAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(button).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_trend_is_drawn_and_the_same_figures_stand_in_a_table()
    {
        var page = await OpenAsync();

        await Expect(page.Locator(".plot canvas")).ToBeVisibleAsync();
        var isDrawn = await page.EvaluateAsync<bool>(
            "() => { const c = document.querySelector('.plot canvas'); return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); }");
        Assert.True(isDrawn);
        await page.Locator("details summary").First.ClickAsync();
        await Expect(page.Locator("table.trend tbody tr")).ToHaveCountAsync(30);
    }

    [Fact]
    public async Task A_board_is_chosen_without_scripts_and_leads_to_the_own_row()
    {
        var page = await OpenAsync("/boards");
        await page.Locator("details summary").ClickAsync();
        await page.Locator("select[name=period]").SelectOptionAsync("year");
        await page.Locator("select[name=measure]").SelectOptionAsync("points");
        await page.Locator("form.filters button").ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith("/boards/collectors/points/year", StringComparison.Ordinal));

        await page.GetByText("To my place").ClickAsync();

        await Expect(page.Locator("#sought")).ToBeInViewportAsync();
        await Expect(page.Locator("#sought .mark")).ToHaveTextAsync("me");
    }

    /// <summary>How far below the top of the window, in pixels, what is being read stands: what comes above it pushes the page, not the eye.</summary>
    private static Task<double> TopAsync(IPage page) =>
        page.Locator("[popovertarget=help-points]").EvaluateAsync<double>("read => read.getBoundingClientRect().top");

    /// <summary>Somebody of a fresh floor, on their own page, with one receipt.</summary>
    private static async Task<IPage> FollowAsync(WallServer server, string locale = "en")
    {
        await server.PutRosterAsync(new { teams = Array.Empty<object>(), collectors = new[] { new { id = "a", name = "Anna" } } });
        await server.PostAsync("r-1", "a", 100);
        var context = await Contexts.OpenAsync(new BrowserNewContextOptions { Locale = locale });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(server.Address, "/welcome").ToString());
        foreach (var (field, text) in new[] { ("displayName", "Boss"), ("userName", "boss"), ("password", "four plain words here") })
            await page.Locator($"[name={field}]").FillAsync(text);
        await page.Locator("form.stack button").ClickAsync();
        await page.GotoAsync(new Uri(server.Address, "/manage/people").ToString());
        await page.Locator("[name=DisplayName]").FillAsync("Anna");
        await page.Locator("[name=Role]").SelectOptionAsync("Collector");
        await page.Locator("[name=CollectorId]").SelectOptionAsync("a");
        await page.Locator("form[action*=Invite] button").First.ClickAsync();
        var link = await page.Locator("input[value*='/join/']").InputValueAsync();
        await context.ClearCookiesAsync();
        await page.GotoAsync(link);
        await page.Locator("[name=userName]").FillAsync("anna");
        await page.Locator("[name=password]").FillAsync("four plain words here");
        await page.Locator("form.stack button").ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith("/me", StringComparison.Ordinal));
        return page;
    }

    [GeneratedRegex(@"\barrived\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Arrived();

    private Task<IPage> OpenAsync(string path = "/me") => gallery.OpenAsync("Collector", path, "en", ColorScheme.Light, error => Assert.Fail(error));
}
