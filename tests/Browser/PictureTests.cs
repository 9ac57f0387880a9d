using Leaderboard.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>A manager gives a reward a picture, and a collector sees it on the phone.</summary>
public sealed class PictureTests(Gallery gallery) : IClassFixture<Gallery>
{
    private const string IsDrawn = "i => i.complete && i.naturalWidth > 0";

    [Theory]
    [InlineData("en", "no PNG, JPEG or WebP; it was not kept", "The picture is kept.", "Picture of E-en")]
    [InlineData("zh-CN", "图片不是 PNG、JPEG 或 WebP 格式，未保存。", "图片已保存。", "E-zh-CN 的图片")]
    public async Task A_picture_is_sent_and_seen_in_the_shop_and_what_is_none_is_refused_with_the_reason(string locale, string refused, string kept, string alt)
    {
        var reward = "seen-" + locale.ToLowerInvariant();
        await gallery.OfferAsync(reward, "E-" + locale, 10, 8);
        var keep = await gallery.OpenAsync("Manager", "/manage/rewards", locale, ColorScheme.Light, error => Assert.Fail(error));
        await keep.SetViewportSizeAsync(1440, 900);
        var panel = keep.Locator($"section[aria-labelledby=reward-{reward}]");
        await panel.Locator("details:has(input[type=file][accept^=image]) > summary").ClickAsync();
        await SendAsync(panel, "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray());
        await Expect(panel.Locator("[role=alert]")).ToContainTextAsync(refused);
        await Expect(panel.Locator("img")).ToHaveCountAsync(0);

        await SendAsync(panel, await keep.ScreenshotAsync());
        await Expect(panel.Locator("[role=status]")).ToHaveTextAsync(kept);
        await Expect(panel.Locator("img")).ToHaveAttributeAsync("alt", alt);

        var page = await gallery.OpenAsync("Collector", "/shop", locale, ColorScheme.Light, error => Assert.Fail(error));
        await page.SetViewportSizeAsync(390, 844);
        var picture = page.Locator($"[data-id={reward}] img.shown");
        await picture.ScrollIntoViewIfNeededAsync();
        await Expect(picture).ToHaveAttributeAsync("alt", alt);
        await Eventually.TrueAsync("the picture", TimeSpan.FromSeconds(15), () => picture.EvaluateAsync<bool>(IsDrawn), TestContext.Current.CancellationToken);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task All_that_the_demo_offers_is_drawn_and_keeps_its_place_while_it_loads()
    {
        var page = await gallery.OpenAsync("Manager", "/shop", "en", ColorScheme.Light, error => Assert.Fail(error));
        var pictures = page.Locator("[data-id]:is(#offer-coffee, #offer-cinema, #offer-thermos, #offer-half-day, #offer-course, #offer-bonus, #offer-voucher) img.shown");
        await Expect(pictures).ToHaveCountAsync(7);
        foreach (var picture in await pictures.AllAsync())
        {
            await picture.ScrollIntoViewIfNeededAsync();
            await Eventually.TrueAsync("a picture", TimeSpan.FromSeconds(15), () => picture.EvaluateAsync<bool>(IsDrawn), TestContext.Current.CancellationToken);
        }

        var ratios = await page.Locator(".offers .shown").EvaluateAllAsync<double[]>("all => all.map(i => i.clientWidth / i.clientHeight)");
        Assert.All(ratios, r => Assert.InRange(r, 1.3, 1.37));
    }

    // Called a picture, whatever it is.
    private static async Task SendAsync(ILocator panel, byte[] file)
    {
        var form = panel.Locator("form:has(input[type=file][accept^=image])");
        await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "mug.png", MimeType = "image/png", Buffer = file });
        await form.Locator("button").ClickAsync();
    }
}
