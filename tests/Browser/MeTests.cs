using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>A collector's own page in a real browser.</summary>
public sealed class MeTests(Gallery gallery) : IClassFixture<Gallery>
{
    private const string Self = "c-001";

    [Fact]
    public async Task The_place_moves_by_itself_when_a_receipt_comes_in()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("window.isSamePage = true");

        await gallery.PostAsync("me-first", Self, 9_000_000);
        await Expect(page.Locator("#day-place")).ToHaveTextAsync("No. 1");
        await Expect(page.Locator("#month-place")).ToHaveTextAsync("No. 1");
        await Expect(page.Locator("#day-gap")).ToContainTextAsync("In the lead");
        await Expect(page.Locator("#moved")).ToBeVisibleAsync();

        await gallery.PostAsync("me-passed", "c-002", 30_000_000);
        await Expect(page.Locator("#day-place")).ToHaveTextAsync("No. 2");
        await Expect(page.Locator("#day-gap")).ToContainTextAsync("behind 李秀英 (no. 1)");
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage"));

        await page.Locator("#moved a").ClickAsync();
        await Expect(page.Locator("[data-id=me-first] .points")).ToContainTextAsync("+90,000.00");
    }

    [Fact]
    public async Task The_trend_is_drawn_and_the_same_figures_stand_in_a_table()
    {
        var page = await OpenAsync();

        await Expect(page.Locator(".plot canvas")).ToBeVisibleAsync();
        var isDrawn = await page.EvaluateAsync<bool>(
            "() => { const c = document.querySelector('.plot canvas'); return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); }");
        Assert.True(isDrawn);
        await page.Locator("details summary").First.ClickAsync();
        await Expect(page.Locator("table.trend tbody tr")).ToHaveCountAsync(30);
    }

    [Fact]
    public async Task A_board_is_chosen_without_scripts_and_leads_to_the_own_row()
    {
        var page = await OpenAsync("/boards");
        await page.Locator("details summary").ClickAsync();
        await page.Locator("select[name=period]").SelectOptionAsync("year");
        await page.Locator("select[name=measure]").SelectOptionAsync("points");
        await page.Locator("form.filters button").ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith("/boards/collectors/points/year", StringComparison.Ordinal));

        await page.GetByText("To my place").ClickAsync();

        await Expect(page.Locator("#sought")).ToBeInViewportAsync();
        await Expect(page.Locator("#sought .mark")).ToHaveTextAsync("me");
    }

    private Task<IPage> OpenAsync(string path = "/me") => gallery.OpenAsync("Collector", path, "en", ColorScheme.Light, error => Assert.Fail(error));
}
