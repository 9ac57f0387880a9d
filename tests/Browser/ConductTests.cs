using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>Conduct and budgets as their people meet them, on a phone: accessible, no wider than the screen, in both languages.</summary>
public sealed class ConductTests(Gallery gallery) : IClassFixture<Gallery>
{
    [Theory]
    [InlineData("en", "Prizes are withheld from now on", "Your prizes are withheld")]
    [InlineData("zh-CN", "即日起暂扣奖励", "您的奖励暂扣中")]
    public async Task Compliance_withholds_prizes_and_the_collector_is_told(string locale, string said, string told)
    {
        var compliance = await OpenAsync("Compliance", "/manage/conduct", locale);
        await compliance.Locator("form[action*=Complain] [name=collector]").SelectOptionAsync("c-001");
        await compliance.Locator("form[action*=Complain] [name=note]").FillAsync("13800138000");
        await compliance.Locator("form[action*=Complain] button").ClickAsync();
        await Expect(compliance.Locator("#content")).ToContainTextAsync("138****8000");
        await compliance.Locator("form[action*=Decide] button").First.ClickAsync();
        await Expect(compliance.Locator(".notice.good")).ToBeVisibleAsync();
        await compliance.Locator("form[action*=Hold] [name=collector]").SelectOptionAsync("c-001");
        await compliance.Locator("form[action*=Hold] button").ClickAsync();
        await Expect(compliance.Locator(".notice.good")).ToContainTextAsync(said);
        await LookAsync(compliance);

        var collector = await OpenAsync("Collector", "/me/conduct", locale);
        await Expect(collector.Locator(".hero")).ToHaveTextAsync(told);
        await LookAsync(collector);

        await compliance.Locator("form[action*=Lift] button").First.ClickAsync();
        await Expect(compliance.Locator(".notice.good")).ToBeVisibleAsync();
        foreach (var page in new[] { compliance, collector })
            await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_manager_sets_money_aside_and_sees_what_is_left(string locale)
    {
        var manager = await OpenAsync("Manager", "/manage/budgets", locale);
        if (await manager.Locator("details.panel[open] [name=name]").CountAsync() == 0)
            await manager.Locator("details.panel > summary").Last.ClickAsync();
        await manager.Locator("details.panel [name=name]").FillAsync("Budget " + locale);
        await manager.Locator("details.panel [name=amount]").FillAsync("2,500");
        await manager.Locator("details.panel button.primary").ClickAsync();
        await Expect(manager.Locator(".notice.good")).ToBeVisibleAsync();
        var panel = manager.Locator("section.panel", new() { HasText = "Budget " + locale });
        await Expect(panel.Locator(".big")).ToContainTextAsync("2,500.00");
        await Expect(panel.Locator("meter")).ToHaveCountAsync(3);
        await LookAsync(manager);
        await manager.Context.CloseAsync();
    }

    private static async Task LookAsync(IPage page)
    {
        await page.SetViewportSizeAsync(390, 844);
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
    }

    private Task<IPage> OpenAsync(string role, string path, string locale) => gallery.OpenAsync(role, path, locale, ColorScheme.Light, error => Assert.Fail(error));
}
