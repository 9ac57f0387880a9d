using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>A contest as its people meet it: the lead sets it up, everybody follows it, the manager certifies it.</summary>
public sealed partial class ContestTests(Gallery gallery) : IClassFixture<Gallery>
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_contest_is_set_up_followed_live_and_certified(string locale)
    {
        var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8));
        var lead = await OpenAsync("Lead", "/contests/new", locale);
        await lead.Locator("[name='Form.Name']").FillAsync("Sprint " + locale);
        await DayAsync(lead, "From", today.AddDays(-1));
        await DayAsync(lead, "To", today);
        await lead.Locator("[name='Form.SettleDays']").FillAsync("0");
        await lead.Locator("button[formaction*=Preview]").ClickAsync();
        await Expect(lead.Locator("#preview-panel li").First).ToBeVisibleAsync();
        await lead.Locator("form#contest button.primary").ClickAsync();
        await lead.WaitForURLAsync(Address());
        await Expect(lead.Locator("#content")).ToContainTextAsync(locale == "en" ? "Rules may still change" : "规则尚可修改");
        await lead.Locator("form[action*=Schedule] button.primary").ClickAsync();
        await Expect(lead.Locator(".notice.good")).ToBeVisibleAsync();
        var path = new Uri(lead.Url).AbsolutePath;

        var collector = await OpenAsync("Collector", path, locale);
        await collector.EvaluateAsync("window.isSamePage = true");
        await gallery.PostAsync("contest-" + locale, "c-001", 70_000_000);
        await Expect(collector.Locator("#standing .hero")).ToHaveTextAsync(locale == "en" ? "No. 1" : "第 1 名");
        await Expect(collector.Locator("table.standings tbody tr").First).ToHaveAttributeAsync("data-id", "c-001");
        await Expect(collector.Locator("#gap")).ToContainTextAsync(locale == "en" ? "In the lead" : "领先");
        await Expect(collector.Locator("#projected")).ToContainTextAsync("¥");
        await Expect(lead.Locator("#standing")).ToContainTextAsync(locale == "en" ? "At this pace" : "照此进度");
        Assert.True(await collector.EvaluateAsync<bool>("window.isSamePage"));

        // It runs until midnight: a manager may not certify it yet.
        var manager = await OpenAsync("Manager", path, locale);
        await Expect(manager.Locator("form[action*=Certify]")).ToHaveCountAsync(0);
        await manager.Locator("details.panel > summary").Last.ClickAsync();
        await manager.Locator("form[action*=Cancel] button").ClickAsync();
        await Expect(manager.Locator(".notice.good")).ToBeVisibleAsync();
        foreach (var page in new[] { lead, collector, manager })
            await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_contest_that_runs_says_what_time_is_left_to_the_second_and_draws_the_race(string locale)
    {
        var page = await OpenAsync("Collector", "/contests/target-" + Gallery.Monday, locale);
        var clock = page.Locator("[data-until]");
        await Expect(clock).ToHaveTextAsync(Clock());
        var before = await clock.TextContentAsync();
        await Expect(clock).Not.ToHaveTextAsync(before!);
        await Expect(page.Locator("[data-race]")).ToBeVisibleAsync();
        await Expect(page.Locator("table.paces meter")).ToHaveCountAsync(6);

        // Of the own team, with what it takes.
        await Expect(page.Locator("#standing .hero")).ToContainTextAsync(locale == "en" ? "No." : "第");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_contest_that_has_ended_shows_the_podium_what_moved_and_certificates_that_fit_a_sheet(string locale)
    {
        var page = await OpenAsync("Manager", "/contests/dash-" + Gallery.Monday, locale);
        await Expect(page.Locator("#podium > li")).ToHaveCountAsync(3);
        await Expect(page.Locator("[aria-labelledby=settled] li").First).ToBeVisibleAsync();
        await Expect(page.Locator("[aria-labelledby=restated] li").First).ToBeVisibleAsync();
        await Expect(page.Locator("[aria-labelledby=certified]")).ToContainTextAsync(locale == "en" ? "by a program" : "由 程序");
        await Expect(page.Locator("[aria-labelledby=certified] .hash")).ToHaveCountAsync(8);
        var winner = await page.Locator("#podium > li .name").First.TextContentAsync();
        await page.Locator("#podium a").First.ClickAsync();
        await Expect(page.Locator(".certificate .winner")).ToHaveTextAsync(winner!);

        // One sheet, and nothing beside it.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator("header.bar")).ToBeHiddenAsync();
        await Expect(page.Locator("[data-print]")).ToBeHiddenAsync();
        var sheet = (await page.Locator(".certificate").BoundingBoxAsync())!;
        Assert.Equal(297 / 25.4 * 96, sheet.Width, 1.0);
        Assert.InRange(sheet.Height, 200 / 25.4 * 96, 210 / 25.4 * 96);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_has_not_won_has_no_certificate()
    {
        var page = await OpenAsync("Manager", $"/contests/sprint-{Gallery.Monday}/certificate/c-001", "en");
        await Expect(page.Locator(".certificate")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_missing_in_the_form_is_said_and_what_was_filled_in_stays()
    {
        var page = await OpenAsync("Manager", "/contests/new", "en");
        await page.Locator("[name='Form.Name']").FillAsync("To a target");
        await page.Locator("[name='Form.Format']").SelectOptionAsync("FirstToTarget");
        await page.Locator("form#contest button.primary").ClickAsync();
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("needs a target");
        await Expect(page.Locator("[name='Form.Name']")).ToHaveValueAsync("To a target");
        await page.Context.CloseAsync();
    }

    private static Task DayAsync(IPage page, string field, DateTimeOffset day) =>
        page.Locator($"[name='Form.{field}']").FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private Task<IPage> OpenAsync(string role, string path, string locale) => gallery.OpenAsync(role, path, locale, ColorScheme.Light, error => Assert.Fail(error));

    [GeneratedRegex(@"^(?:\d+ (?:d|天) )?\d\d:\d\d:\d\d$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();

    [GeneratedRegex("/contests/k-[0-9a-f]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
