using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>Managers decide requests every day: a key or a tap each, on one page, with a way back.</summary>
public sealed class ApprovalTests(Gallery gallery) : IClassFixture<Gallery>
{
    private const int Many = 10;

    // Ten requests take ten keys; the page is loaded once; the last can be taken back by an eleventh.
    [Theory]
    [InlineData("en", "waiting", "Taken back")]
    [InlineData("zh-CN", "件待审批", "已撤回")]
    public async Task Ten_requests_take_ten_keys(string locale, string waiting, string back)
    {
        var ids = await AskAsync("keys-" + locale, Many);
        var page = await OpenAsync(locale, 1440, 900);
        var loads = 0;
        page.FrameNavigated += (_, _) => loads++;
        await Expect(page.Locator(".hero")).ToContainTextAsync(waiting);
        await Expect(page.Locator(".case")).ToHaveCountAsync(Many);

        foreach (var _ in ids)
            await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("a"), r => r.Url.Contains("handler=Approve", StringComparison.Ordinal));
        await Expect(page.Locator("#undo button")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator("#undo p")).ToContainTextAsync(back);
        await Expect(page.Locator(".case")).ToHaveCountAsync(1);
        Assert.All(await Task.WhenAll(ids[..^1].Select(gallery.StateOfAsync)), state => Assert.Equal("approved", state));
        Assert.Equal("requested", await gallery.StateOfAsync(ids[^1]));
        Assert.Equal(0, loads);
        await page.Keyboard.PressAsync("r");
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator(".case")).ToHaveCountAsync(0);
        Assert.Equal("rejected", await gallery.StateOfAsync(ids[^1]));
        await page.Context.CloseAsync();
    }

    // Who takes back with the next key means what was decided last, not what the page has an answer for.
    [Fact]
    public async Task What_is_taken_back_is_the_last_also_before_it_is_answered()
    {
        var ids = await AskAsync("hasty", 2);
        var page = await OpenAsync("en", 1440, 900);
        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length);
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator("#undo button")).ToBeVisibleAsync();
        var pressed = new TaskCompletionSource();
        await page.RouteAsync("**/*handler=Approve*", async route =>
        {
            await pressed.Task;
            await route.ContinueAsync();
        });

        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("u");
        pressed.SetResult();

        await Expect(page.Locator("#undo p")).ToContainTextAsync("Taken back");
        await Expect(page.Locator(".case")).ToHaveCountAsync(1);
        Assert.Equal(["approved", "requested"], await Task.WhenAll(ids.Select(gallery.StateOfAsync)));
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".case")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    // On a phone: three are chosen and approved by one tap, and taken back by another; then one comes in while the page is open.
    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Some_are_decided_together_on_a_phone_and_new_ones_show_by_themselves(string locale)
    {
        var ids = await AskAsync("phone-" + locale, 3);
        var page = await OpenAsync(locale, 390, 844);
        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length);
        foreach (var box in await page.Locator(".case [type=checkbox]").AllAsync())
            await box.CheckAsync();
        await page.Locator("button[form=together]").ClickAsync();
        await Expect(page.Locator(".case")).ToHaveCountAsync(0);

        await page.Locator("#undo button").ClickAsync();
        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length);
        await gallery.AskAsync($"late-{locale}", "c-004", "phone-" + locale);
        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length + 1);
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);

        while (await page.Locator(".case").CountAsync() is var left and > 0)
        {
            await page.Locator(".case form[action*=Approve] button").First.ClickAsync();
            await Expect(page.Locator(".case")).ToHaveCountAsync(left - 1);
        }

        await Expect(page.Locator("#handover button.primary").First).ToBeVisibleAsync();
        await page.Locator($"#handover li[data-id='{ids[0]}'] button.primary").ClickAsync();
        await Expect(page.Locator($"#handover li[data-id='{ids[0]}']")).ToHaveCountAsync(0);
        Assert.Equal("fulfilled", await gallery.StateOfAsync(ids[0]));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_session_that_ended_meanwhile_decides_nothing_and_leads_to_the_sign_in()
    {
        var ids = await AskAsync("ended", 1);
        var page = await OpenAsync("en", 1440, 900);
        await Expect(page.Locator(".case")).ToHaveCountAsync(1);
        await page.Context.ClearCookiesAsync();

        await page.Keyboard.PressAsync("a");
        await page.WaitForURLAsync(u => u.Contains("/sign-in", StringComparison.Ordinal));

        Assert.Contains("redemptions", page.Url, StringComparison.Ordinal);
        Assert.Equal("requested", await gallery.StateOfAsync(ids[0]));
        await gallery.DecideAsync(ids[0], "reject");
        await page.Context.CloseAsync();
    }

    private async Task<string[]> AskAsync(string tag, int count)
    {
        await gallery.ApproveAllAsync();
        await gallery.OfferAsync(tag, "Mug 马克杯", 1, 12.5m);
        var ids = Enumerable.Range(0, count).Select(i => $"{tag}-{i}").ToArray();
        for (var i = 0; i < count; i++)
            await gallery.AskAsync(ids[i], $"c-{i + 4:000}", tag);
        return ids;
    }

    private async Task<IPage> OpenAsync(string locale, int width, int height)
    {
        var page = await gallery.OpenAsync("Manager", "/manage/redemptions", locale, ColorScheme.Light, message => Assert.Fail(message));
        await page.SetViewportSizeAsync(width, height);
        await Expect(page.Locator("#state")).ToContainTextAsync(locale == "en" ? "Live" : "实时");
        return page;
    }
}
