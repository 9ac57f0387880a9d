using System.Globalization;
using System.Resources;
using Leaderboard.Displays;
using Leaderboard.Web.Resources;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>A newcomer follows the demo's tour, by what its bar says and nothing else.</summary>
public sealed class TourTests(Gallery gallery) : IClassFixture<Gallery>
{
    private static readonly ResourceManager Resources = new(typeof(Words));

    [Theory]
    [InlineData("en", 1440, 900)]
    [InlineData("zh-CN", 390, 844)]
    public async Task All_five_steps_are_followed_by_what_the_bar_says(string locale, int width, int height)
    {
        string Word(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, Resources.GetString(key, CultureInfo.GetCultureInfo(locale))!, values);
        var page = await OpenAsync(locale, width, height);
        await page.GetByRole(AriaRole.Link, new() { Name = Word("tour.heading") }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Word("tour.start") }).ClickAsync();

        await StepAsync(1, "/wall");

        // Early in the day there are fewer at first: receipts keep arriving.
        await Expect(page.Locator("#rows .row")).ToHaveCountAsync(10, new() { Timeout = 60_000 });

        await NextAsync(2, "/me");
        await page.Locator("[popovertarget=help-day]").ClickAsync();
        await Expect(page.Locator("#help-day .numerator")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await NextAsync(3, "/team");
        await page.Locator("input[name=targets]").First.FillAsync("123456");
        await Button("team.save").ClickAsync();
        await Expect(page.GetByText(Word("team.saved"))).ToBeVisibleAsync();

        await NextAsync(4, "/manage/imports");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = Word("tour.file") }).ClickAsync());
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = download.SuggestedFilename, MimeType = "text/csv", Buffer = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken) });
        await Button("imports.send.go").ClickAsync();
        await Button("import.check").ClickAsync();
        await Button("import.run", 3).ClickAsync();
        await Expect(page.Locator("[data-headline]")).ToHaveTextAsync(Word("import.headline.Completed", 3));
        await page.GetByRole(AriaRole.Link, new() { Name = Word("tour.wall") }).ClickAsync();
        await Expect(page.Locator("#rows .row .name").First).ToHaveTextAsync("王建国", new() { Timeout = 30_000 });

        await NextAsync(5, "/manage/audit");
        await page.Locator("[name=Act]").SelectOptionAsync(new SelectOptionValue { Label = Word("audit.import.start") });
        await Button("audit.find").ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("秦主任");
        await Button("audit.chain.verify").ClickAsync();
        await Expect(page.Locator("#chain ~ .notice.good")).ToBeVisibleAsync();

        await page.Locator(".tour .primary").ClickAsync();
        await Expect(page.Locator(".tour")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();

        ILocator Button(string key, params object[] values) => page.GetByRole(AriaRole.Button, new() { Name = Word(key, values), Exact = true });

        async Task NextAsync(int step, string path)
        {
            await page.Locator(".tour .primary").ClickAsync();
            await StepAsync(step, path);
        }

        async Task StepAsync(int step, string path)
        {
            await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == path);
            await Expect(page.Locator(".tour")).ToContainTextAsync(Word("tour.step", step, 5));
            await Expect(page.Locator(".tour")).ToBeInViewportAsync();
            Assert.Empty(await page.ViolationsAsync());
        }
    }

    [Fact]
    public async Task A_closed_tour_is_gone_on_every_page_and_goes_on_where_it_was()
    {
        var page = await OpenAsync("en", 1440, 900);
        await page.GotoAsync(new Uri(gallery.Address, "/tour?step=1").ToString());
        await page.Locator(".tour .primary").ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith("/me", StringComparison.Ordinal));

        await page.Locator(".tour").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(page.Locator(".tour")).ToHaveCountAsync(0);

        await page.Locator(".menu").GetByRole(AriaRole.Link, new() { Name = "Tour" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on with step 2", Exact = true }).ClickAsync();
        await Expect(page.Locator(".tour")).ToContainTextAsync("Step 2 of 5");
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string locale, int width, int height)
    {
        var context = await Contexts.OpenAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Assert.Fail(error);
        await page.GotoAsync(gallery.Address.ToString());
        return page;
    }
}
