using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>The storekeeper's day: handed over to who says their name or shows their code, and taken back at the counter.</summary>
public sealed class HandoverTests(Gallery gallery) : IClassFixture<Gallery>
{
    private const string Reward = "Mug 马克杯";

    [Theory]
    [InlineData("en", 1440, "to be handed over", "Handed over: Mug 马克杯, to {0}", "Came back: Mug 马克杯, from {0}. The points are there again.")]
    [InlineData("zh-CN", 390, "待发放", "已发放：Mug 马克杯，领取人 {0}", "已退回：Mug 马克杯，来自 {0}。积分已返还。")]
    public async Task Found_by_name_handed_over_and_come_back(string locale, int width, string waits, string given, string back)
    {
        var (id, name) = await ApprovedAsync("name-" + locale, "c-005");
        var page = await OpenAsync("/manage/handover", locale, width);
        await Expect(page.Locator(".hero")).ToContainTextAsync(waits);

        await page.Locator("[role=search] input").FillAsync(name);
        await page.Locator("[role=search] button").ClickAsync();
        var waiting = page.Locator($"#handover li[data-id='{id}']");
        await Expect(waiting).ToContainTextAsync($"{name} · {Reward}");
        await waiting.Locator("button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = string.Format(CultureInfo.InvariantCulture, given, name) })).ToBeVisibleAsync();
        await Expect(page.Locator($"#handover li[data-id='{id}']")).ToHaveCountAsync(0);
        Assert.Equal("fulfilled", await gallery.StateOfAsync(id));

        var gone = page.Locator($"#back li[data-id='{id}']");
        await gone.Locator("summary").ClickAsync();
        await gone.Locator("[name=toShelf]").CheckAsync();
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        await gone.Locator("button[value=broken]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = string.Format(CultureInfo.InvariantCulture, back, name) })).ToBeVisibleAsync();
        await Expect(page.Locator($"#back li[data-id='{id}']")).ToHaveCountAsync(0);
        Assert.Equal("returned", await gallery.StateOfAsync(id));
        await page.Context.CloseAsync();
    }

    // A phone's camera opens the address of the code; opened once more, there is nothing left to be had.
    [Theory]
    [InlineData("en", "The code is for", "for {0}", "Handed over: Mug 马克杯, to {0}", "There is nothing to hand over for this code: handed over.")]
    [InlineData("zh-CN", "该码对应", "{0}", "已发放：Mug 马克杯，领取人 {0}", "该码没有可发放的奖品：已发放。")]
    public async Task Found_by_its_code_and_handed_over_once(string locale, string found, string whose, string given, string nothing)
    {
        var (id, name) = await ApprovedAsync("code-" + locale, "c-006");
        var address = gallery.PickUpOf(id);
        var page = await OpenAsync(address, locale, 390);
        await Expect(page.Locator(".found h2")).ToHaveTextAsync(found);
        await Expect(page.Locator(".found .wish")).ToHaveTextAsync(Reward);
        await Expect(page.Locator(".found .lead")).ToHaveTextAsync(string.Format(CultureInfo.InvariantCulture, whose, name));
        Assert.Empty(await page.ViolationsAsync());

        await page.Locator(".found button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = string.Format(CultureInfo.InvariantCulture, given, name) })).ToBeVisibleAsync();
        await Expect(page.Locator(".found")).ToHaveCountAsync(0);
        Assert.Equal("fulfilled", await gallery.StateOfAsync(id));

        await page.GotoAsync(new Uri(gallery.Address, address).ToString());
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(nothing);
        await Expect(page.Locator(".found")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    private async Task<(string Id, string Name)> ApprovedAsync(string tag, string collector)
    {
        await gallery.OfferAsync(tag, Reward, 1, 12.5m);
        await gallery.AskAsync(tag, collector, tag);
        await gallery.DecideAsync(tag, "approve");
        return (tag, await gallery.NameOfAsync(collector));
    }

    private async Task<IPage> OpenAsync(string path, string locale, int width)
    {
        var page = await gallery.OpenAsync("Storekeeper", path, locale, ColorScheme.Light, message => Assert.Fail(message));
        await page.SetViewportSizeAsync(width, 844);
        return page;
    }
}
