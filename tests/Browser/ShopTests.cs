using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>The shop in a real browser: two taps to ask, and what others decide comes by itself.</summary>
public sealed partial class ShopTests(Gallery gallery) : IClassFixture<Gallery>
{
    private const string Offer = "[data-id=coffee]";

    [Theory]
    [InlineData("en", "requested", "approved", "handed over", "Approved on")]
    [InlineData("zh-CN", "待审批", "已批准", "已发放", "已批准")]
    public async Task What_is_asked_for_is_seen_approved_and_handed_over_without_a_reload(string locale, string requested, string approved, string fulfilled, string said)
    {
        var page = await OpenAsync(locale);
        await page.SetViewportSizeAsync(390, 844);
        var before = await SpendableAsync(page);
        await page.Locator(Offer + " summary").ClickAsync();
        await page.Locator(Offer + " form button").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("about=", StringComparison.Ordinal));
        var id = About().Match(page.Url).Groups["id"].Value;
        var tag = page.Locator($".requests [data-id={id}] .tag");
        await Expect(tag).ToHaveTextAsync(requested);
        await Expect(page.Locator(".notice")).ToContainTextAsync("260.00");
        Assert.True(await SpendableAsync(page) >= before - 260);
        await page.EvaluateAsync("window.isSamePage = true");

        await gallery.DecideAsync(id, "approve");
        await Expect(tag).ToHaveTextAsync(approved, new() { Timeout = 15_000 });
        await Expect(page.Locator("#said")).ToContainTextAsync(said, new() { Timeout = 15_000 });
        await Expect(page.Locator($".requests [data-id={id}] .ask")).ToHaveCountAsync(0);
        await page.Locator($".requests [data-id={id}] .pick-up summary").ClickAsync();
        await Expect(page.Locator($"#pick-up-{id} svg")).ToBeVisibleAsync();

        await gallery.DecideAsync(id, "fulfil");
        await Expect(tag).ToHaveTextAsync(fulfilled, new() { Timeout = 15_000 });
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage"));
    }

    [Fact]
    public async Task Whoever_is_about_to_ask_is_not_disturbed_and_a_double_click_asks_once()
    {
        var page = await OpenAsync("en");
        await page.Locator(Offer + " summary").ClickAsync();
        var form = page.Locator(Offer + " input[name=id]");
        var id = await form.InputValueAsync();
        await page.EvaluateAsync("document.addEventListener('renewed', () => { document.body.dataset.renewed = 'yes'; })");
        await gallery.PostAsync("shop-earns", "c-001", 5_000);
        await Expect(page.Locator("body[data-renewed]")).ToHaveCountAsync(1, new() { Timeout = 15_000 });

        Assert.Equal(id, await form.InputValueAsync());
        await Expect(page.Locator(Offer + " form button")).ToBeVisibleAsync();
        await page.Locator(Offer + " form button").DblClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith("about=" + id, StringComparison.Ordinal));
        await Expect(page.Locator($".requests [data-id={id}]")).ToHaveCountAsync(1);

        await page.Locator($".requests [data-id={id}] .ask summary").ClickAsync();
        await page.Locator($".requests [data-id={id}] form button").ClickAsync();
        await Expect(page.Locator($".requests [data-id={id}] .tag")).ToHaveTextAsync("taken back");
    }

    private static async Task<decimal> SpendableAsync(IPage page) =>
        decimal.Parse(await page.Locator("#spendable").TextContentAsync() ?? "", System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture);

    private Task<IPage> OpenAsync(string locale) => gallery.OpenAsync("Collector", "/shop", locale, ColorScheme.Light, error => Assert.Fail(error));

    [GeneratedRegex("about=(?<id>[0-9a-z-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex About();
}
