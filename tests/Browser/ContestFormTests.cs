using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>The guided form with all it can do, on a phone and on a desk: it says what it will do, and keeps what was filled in.</summary>
public sealed partial class ContestFormTests(Gallery gallery) : IClassFixture<Gallery>
{
    [Theory]
    [InlineData("en", 390)]
    [InlineData("zh-CN", 1440)]
    public async Task A_mix_with_leagues_and_teams_of_its_own_is_set_up(string locale, int width)
    {
        var isEnglish = locale == "en";
        var page = await gallery.OpenAsync("Manager", "/contests/new", locale, ColorScheme.Light, error => Assert.Fail(error));
        await page.SetViewportSizeAsync(width, 900);
        foreach (var summary in await page.Locator("details.more > summary").AllAsync())
            await summary.ClickAsync();
        var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8));
        await page.Locator("[name='Form.Name']").FillAsync("Mix " + locale);
        await page.Locator("[name='Form.From']").FillAsync(today.AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("[name='Form.Weights[0]']").FillAsync("60");
        await page.Locator("[name='Form.Weights[5]']").FillAsync("30");
        await page.Locator("[name='Form.Base']").SelectOptionAsync("Opening");
        await page.Locator("[name='Form.Leagues[0]']").FillAsync("500000");
        await page.Locator("[name='Form.IsAdHoc']").CheckAsync();
        await page.Locator("[name='Form.SideNames[0]']").FillAsync("Xenons");
        await page.Locator("[name='Form.SideNames[1]']").FillAsync("Yaks");
        var picks = page.Locator("[name='Form.Picked']");
        for (var i = 0; i < 4; i++)
            await picks.Nth(i).SelectOptionAsync(new SelectOptionValue { Index = 1 + (i % 2) });
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The form is wider than the window.");

        // 90 % is no whole.
        await page.Locator("button[formaction*=Preview]").ClickAsync();
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync(isEnglish ? "together 100" : "合计为 100%");
        await Expect(page.Locator("[name='Form.SideNames[1]']")).ToHaveValueAsync("Yaks");
        await Expect(page.Locator("[name='Form.Weights[5]']")).ToHaveValueAsync("30");
        await Expect(page.Locator("[name='Form.Picked']").Nth(1)).ToHaveValueAsync(Second());

        await page.Locator("[name='Form.Weights[5]']").FillAsync("40");
        await page.Locator("button[formaction*=Preview]").ClickAsync();
        var preview = page.Locator("#preview-panel");
        await Expect(preview).ToContainTextAsync(isEnglish ? "Teams of this contest alone: Xenons (" : "仅为本次竞赛组建的队伍：Xenons（");
        await Expect(preview).ToContainTextAsync(isEnglish ? "League 2, books from ¥500,000.00" : "第 2 组，在管余额 ¥500,000.00 及以上");
        await Expect(preview).ToContainTextAsync("60%");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The preview is wider than the window.");
        Assert.Empty(await page.ViolationsAsync());
        if (Gallery.Pictures is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"contest-form-{locale}-{width}.png"), FullPage = true });

        await page.Locator("form#contest button.primary").ClickAsync();
        await page.WaitForURLAsync(Address());
        await Expect(page.Locator("#content")).ToContainTextAsync("Xenons");
        await Expect(page.Locator("[aria-labelledby=race-none]")).ToContainTextAsync(isEnglish ? "A mix has no race" : "综合得分不显示走势");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("zh-CN", 390)]
    [InlineData("en", 1440)]
    public async Task Money_a_pool_and_steps_are_set_up(string locale, int width)
    {
        var isEnglish = locale == "en";
        var page = await gallery.OpenAsync("Manager", "/contests/new", locale, ColorScheme.Light, error => Assert.Fail(error));
        await page.SetViewportSizeAsync(width, 900);
        foreach (var summary in await page.Locator("details.more > summary").AllAsync())
            await summary.ClickAsync();
        await page.Locator("[name='Form.Name']").FillAsync("Money " + locale);
        await page.Locator("[name='Form.Unit'][value=Money]").CheckAsync();
        await page.Locator("[name='Form.Target']").FillAsync("200,000");
        await page.Locator("[name='Form.Pool']").FillAsync("3,000");
        await page.Locator("[name='Form.ByValue']").FillAsync("50");
        foreach (var (step, from, rate) in new[] { (0, "80", "1"), (1, "120", "1.5"), (2, "100", "2") })
        {
            await page.Locator($"[name='Form.StepFroms[{step}]']").FillAsync(from);
            await page.Locator($"[name='Form.StepRates[{step}]']").FillAsync(rate);
        }

        await page.Locator("button[formaction*=Preview]").ClickAsync();
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync(isEnglish ? "begins above the one before" : "各档起点递增");
        await Expect(page.Locator("[name='Form.Unit'][value=Money]")).ToBeCheckedAsync();
        await page.Locator("[name='Form.StepFroms[1]']").FillAsync("100");
        await page.Locator("[name='Form.StepFroms[2]']").FillAsync("120");
        await page.Locator("button[formaction*=Preview]").ClickAsync();
        var preview = page.Locator("#preview-panel");
        await Expect(preview).ToContainTextAsync("¥3,000.00");
        await Expect(preview).ToContainTextAsync(isEnglish ? "Of it 50% is shared equally and 50% by" : "其中 50% 平分，50% 按");
        await Expect(preview).ToContainTextAsync(isEnglish ? "From 80% to 100% of the target: 1% of that part." : "目标的 80% 至 100% 部分：按 1% 计。");
        await Expect(preview).ToContainTextAsync(isEnglish ? "Above 120% of the target: 2% of that part." : "超过目标 120% 的部分：按 2% 计。");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The preview is wider than the window.");
        Assert.Empty(await page.ViolationsAsync());
        if (Gallery.Pictures is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"contest-money-{locale}-{width}.png"), FullPage = true });

        await page.Locator("form#contest button.primary").ClickAsync();
        await page.WaitForURLAsync(Address());
        await Expect(page.Locator("#content")).ToContainTextAsync("¥3,000.00");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en", 390)]
    [InlineData("zh-CN", 1440)]
    public async Task Compliance_flags_an_account_with_a_reason(string locale, int width)
    {
        var page = await gallery.OpenAsync("Compliance", "/manage/conduct", locale, ColorScheme.Dark, error => Assert.Fail(error));
        await page.SetViewportSizeAsync(width, 900);
        await page.Locator("a[href='/manage/conduct/accounts']").ClickAsync();
        await page.Locator("[name=id]").FillAsync("a-c-00" + (width == 390 ? 1 : 2) + "-1");
        await page.Locator("form[method=get] button").ClickAsync();
        await page.Locator("[name=flags][value=hardship]").CheckAsync();
        await page.Locator("[name=reason]").SelectOptionAsync("Borrower");
        Assert.Empty(await page.ViolationsAsync());
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page is wider than the window.");
        await page.Locator("form#flag button").ClickAsync();
        await Expect(page.Locator(".notice.good")).ToContainTextAsync(locale == "en" ? "Set. What comes in from now on" : "已生效");
        await Expect(page.Locator("[aria-labelledby=history] li").First).ToContainTextAsync(locale == "en" ? "hardship" : "困难");
        await page.Context.CloseAsync();
    }

    [GeneratedRegex("^2/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Second();

    [GeneratedRegex("/contests/k-[0-9a-f]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
