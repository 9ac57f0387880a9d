using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>A manager puts codes in, and a collector is shown one on the phone, once.</summary>
public sealed partial class CodeTests(Gallery gallery) : IClassFixture<Gallery>
{
    [Theory]
    [InlineData("en", "New codes: 2.", "approved", "handed over", "is not shown again", "Its code was shown on")]
    [InlineData("zh-CN", "新增 2 个", "已批准", "已发放", "不再显示", "兑换码已于")]
    public async Task A_code_is_put_in_by_a_manager_and_shown_to_its_owner_once(string locale, string put, string approved, string fulfilled, string lead, string shown)
    {
        var reward = "card-" + locale.ToLowerInvariant();
        var codes = new[] { $"CARD-{locale}-1", $"CARD-{locale}-2" };
        await gallery.OfferAsync(reward, "E-" + locale, 10, 8);
        var keep = await gallery.OpenAsync("Manager", "/manage/rewards", locale, ColorScheme.Light, error => Assert.Fail(error));
        await keep.SetViewportSizeAsync(1440, 900);
        var panel = keep.Locator($"section[aria-labelledby=reward-{reward}]");
        await panel.Locator("details:has(textarea[name=lines]) > summary").ClickAsync();
        await panel.Locator("textarea[name=lines]").FillAsync(string.Join('\n', codes));
        await panel.Locator("form:has(textarea[name=lines]) button").ClickAsync();
        await Expect(keep.Locator(".notice.good")).ToContainTextAsync(put);
        Assert.DoesNotContain("CARD-", await keep.ContentAsync(), StringComparison.Ordinal);

        var page = await gallery.OpenAsync("Collector", "/shop", locale, ColorScheme.Light, error => Assert.Fail(error));
        await page.SetViewportSizeAsync(390, 844);
        await page.Locator($"[data-id={reward}] summary").ClickAsync();
        await page.Locator($"[data-id={reward}] form button").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("about=", StringComparison.Ordinal));
        var request = page.Locator($".requests [data-id={About().Match(page.Url).Groups["id"].Value}]");
        await gallery.DecideAsync(About().Match(page.Url).Groups["id"].Value, "approve");
        await Expect(request.Locator(".tag")).ToHaveTextAsync(approved, new() { Timeout = 15_000 });

        await request.Locator("summary").ClickAsync();
        await request.Locator("form button").DblClickAsync();
        await Expect(page.Locator(".codes textarea")).ToHaveValueAsync(codes[0]);
        await Expect(page.Locator(".codes")).ToContainTextAsync(lead);
        await Expect(request.Locator(".tag")).ToHaveTextAsync(fulfilled);
        await Expect(request.Locator("form")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await page.GotoAsync(new Uri(gallery.Address, "/shop").ToString());
        await Expect(request).ToContainTextAsync(shown);
        Assert.DoesNotContain("CARD-", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_has_a_code_that_its_owner_is_shown_once()
    {
        var page = await gallery.OpenAsync("Collector", "/shop", "en", ColorScheme.Light, error => Assert.Fail(error));
        var request = page.Locator(".requests [data-id=demo-code]");
        await request.Locator("summary").ClickAsync();
        await request.Locator("form button").ClickAsync();
        await Expect(page.Locator(".codes textarea")).ToHaveValueAsync(new Regex("^WM-2026-[0-9]{4}$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await page.GotoAsync(new Uri(gallery.Address, "/shop").ToString());
        await Expect(request).ToContainTextAsync("Its code was shown on");
        await Expect(request.Locator("form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_gets_mails_reads_on_the_own_account_when_none_come()
    {
        var page = await gallery.OpenAsync("Collector", "/account", "zh-CN", ColorScheme.Light, error => Assert.Fail(error));

        await Expect(page.Locator("section[aria-labelledby=mail]")).ToContainTextAsync("免打扰时段：20:00 至 08:00 不发送邮件");
    }

    [GeneratedRegex("about=(?<id>[0-9a-z-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex About();
}
