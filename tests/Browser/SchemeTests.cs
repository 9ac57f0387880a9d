using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>A scheme as a manager draws it up in a browser; it takes effect when nobody looks any more.</summary>
public sealed class SchemeTests(Gallery gallery) : IClassFixture<Gallery>
{
    [Theory]
    [InlineData("en", "overdue factors", "0.80 → 0.90")]
    [InlineData("zh-CN", "逾期系数", "0.80 → 0.90")]
    public async Task A_scheme_is_tried_confirmed_and_published(string locale, string group, string change)
    {
        var page = await gallery.OpenAsync("Manager", "/manage/schemes/new", locale, ColorScheme.Light, error => Assert.Fail(error));
        var name = "browser-" + locale;
        await page.Locator("[name=Id]").FillAsync(name);
        await page.Locator("[name=From]").FillAsync(DateTimeOffset.UtcNow.AddYears(50).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("[name='Figures[bucketFactors.M1]']").FillAsync("0.9");

        await page.Locator("button[formaction*=Preview]").ClickAsync();
        await Expect(page.Locator("#preview-panel li").First).ToContainTextAsync(group, new() { IgnoreCase = true });
        await Expect(page.Locator("#preview-panel li").First).ToContainTextAsync(change);
        await Expect(page.Locator("#preview-panel table").First).ToBeVisibleAsync();
        await page.Locator("[name=Confirmed]").CheckAsync();
        await page.Locator("button[formaction*=Publish]").ClickAsync();

        await page.WaitForURLAsync(url => url.Contains("published=", StringComparison.Ordinal));
        await Expect(page.Locator(".notice.good")).ToContainTextAsync(name + "/1");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_the_law_forbids_is_said_with_its_reason()
    {
        var page = await gallery.OpenAsync("Manager", "/manage/schemes/new", "zh-CN", ColorScheme.Light, error => Assert.Fail(error));
        await page.Locator("[name='Figures[conduct.minorComplaint]']").FillAsync("0");
        await page.Locator("[name='Figures[conduct.seriousBreach]']").FillAsync("0");

        await page.Locator("button[formaction*=Preview]").ClickAsync();

        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("至少须有一项合规或质量指标参与考核");
        await Expect(page.Locator("#preview-panel")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }
}
