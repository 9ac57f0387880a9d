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
        await Expect(page.Locator("#undo p").First).ToContainTextAsync(back);
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

        await Expect(page.Locator("#undo p").First).ToContainTextAsync("Taken back");
        await Expect(page.Locator(".case")).ToHaveCountAsync(1);
        Assert.Equal(["approved", "requested"], await Task.WhenAll(ids.Select(gallery.StateOfAsync)));
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".case")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    // A rejection and an approval after it: both can be taken back, the last first, by keys and by taps.
    [Theory]
    [InlineData("en", true, "Approved: Mug 马克杯, for ", "and 1 before it", "Undo next: Rejected: Mug 马克杯, for ")]
    [InlineData("zh-CN", false, "已批准：", "之前还有 1 项可撤销", "接着可撤销：已驳回：")]
    public async Task What_was_decided_before_the_last_can_be_taken_back_too(string locale, bool byKeys, string said, string more, string next)
    {
        var ids = await AskAsync("both-" + locale, 2);
        var page = await OpenAsync(locale, byKeys ? 1440 : 390, 900);
        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length);
        await DecideAsync(page, "Reject", "r", "4");
        await DecideAsync(page, "Approve", "a");
        await Expect(page.Locator("#undo")).ToContainTextAsync(said);
        await Expect(page.Locator("#undo .aside")).ToHaveTextAsync(more);
        Assert.Empty(await page.ViolationsAsync());

        await BackAsync();
        await Expect(page.Locator("#undo .aside")).ToContainTextAsync(next);
        Assert.Equal(["rejected", "requested"], await Task.WhenAll(ids.Select(gallery.StateOfAsync)));
        await BackAsync();
        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length);
        await Expect(page.Locator("#undo button")).ToBeHiddenAsync();
        await Expect(page.Locator("#undo .aside")).ToBeEmptyAsync();
        Assert.Equal(["requested", "requested"], await Task.WhenAll(ids.Select(gallery.StateOfAsync)));
        await page.Context.CloseAsync();

        Task BackAsync() => byKeys ? page.Keyboard.PressAsync("u") : page.Locator("#undo button").ClickAsync();
    }

    // The first is slow to be answered: the last is still what was sent last, and the first is taken back after it.
    [Fact]
    public async Task The_order_of_answers_does_not_matter()
    {
        var ids = await AskAsync("slow", 3);
        var page = await OpenAsync("en", 1440, 900);
        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length);
        var goesOn = await HoldAsync(page, ids[0]);
        await page.Keyboard.PressAsync("a");
        await DecideAsync(page, "Approve", "a");
        await DecideAsync(page, "Approve", "a");
        await Expect(page.Locator("#undo .aside")).ToHaveTextAsync("and 2 before it");

        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator("#undo p").First).ToContainTextAsync("Taken back");
        Assert.Equal(["requested", "approved", "requested"], await Task.WhenAll(ids.Select(gallery.StateOfAsync)));
        await page.RunAndWaitForResponseAsync(() => Task.FromResult(goesOn.TrySetResult()), r => r.Url.Contains("handler=Approve", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("u");
        await page.Keyboard.PressAsync("u");

        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length);
        Assert.Equal(["requested", "requested", "requested"], await Task.WhenAll(ids.Select(gallery.StateOfAsync)));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_decided_ten_seconds_ago_stays()
    {
        var ids = await AskAsync("lapsed", 2);
        var page = await OpenAsync("en", 1440, 900);
        await page.Clock.InstallAsync();
        await Expect(page.Locator(".case")).ToHaveCountAsync(ids.Length);
        await DecideAsync(page, "Approve", "a");
        await Expect(page.Locator("#undo button")).ToBeVisibleAsync();
        await page.Clock.FastForwardAsync(6_000);
        await DecideAsync(page, "Reject", "r", "1");
        await Expect(page.Locator("#undo .aside")).ToHaveTextAsync("and 1 before it");
        await page.Clock.FastForwardAsync(5_000);
        await Expect(page.Locator("#undo .aside")).ToBeEmptyAsync();
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator("#undo p").First).ToContainTextAsync("Taken back");
        await Expect(page.Locator("#undo button")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("u");
        Assert.Equal(["approved", "requested"], await Task.WhenAll(ids.Select(gallery.StateOfAsync)));
        await page.Clock.FastForwardAsync(10_000);
        await Expect(page.Locator("#undo")).ToBeHiddenAsync();
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

    /// <summary>Presses keys, and waits until it is answered.</summary>
    private static Task<IResponse> DecideAsync(IPage page, string handler, params string[] keys) => page.RunAndWaitForResponseAsync(
        async () =>
        {
            foreach (var key in keys)
                await page.Keyboard.PressAsync(key);
        },
        r => r.Url.Contains("handler=" + handler, StringComparison.Ordinal));

    /// <summary>Keeps the approval of one on its way until it may go on.</summary>
    private static async Task<TaskCompletionSource> HoldAsync(IPage page, string id)
    {
        var goesOn = new TaskCompletionSource();
        await page.RouteAsync("**/*handler=Approve*", async route =>
        {
            if (route.Request.PostData?.Contains(id, StringComparison.Ordinal) == true)
                await goesOn.Task;
            await route.ContinueAsync();
        });
        return goesOn;
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
