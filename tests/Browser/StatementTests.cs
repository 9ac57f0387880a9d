using System.Globalization;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace Leaderboard.Browser;

/// <summary>My month in a real browser: signed on a phone, appealed and answered, and printed.</summary>
public sealed class StatementTests(Gallery gallery) : IClassFixture<Gallery>
{
    private const int MostSheets = 2;

    // Two months, one for each language: read, signed by one tap, two taps are one; then the money of then comes late, and stands beside what was signed.
    [Theory]
    [InlineData("en", -1, "waits for the signature", "Signed. This copy stays as it is.", "Net recovered")]
    [InlineData("zh-CN", -2, "等待签字", "已签字，本副本不再变化。", "净回款")]
    public async Task A_collector_signs_on_a_phone_and_sees_what_comes_after(string locale, int months, string waits, string said, string net)
    {
        var month = Month(months);
        await gallery.PostAsync($"month-{locale}", "c-001", 1_234.50m, Midst(months));
        var page = await OpenAsync("Collector", "/me/month/" + month, locale);
        await Expect(page.Locator("#state")).ToContainTextAsync(waits);
        var signed = await page.Locator("#net").TextContentAsync();
        await LookAsync(page);

        await page.Locator(".moves button.primary").DblClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync(said);
        await Expect(page.Locator(".moves")).ToHaveCountAsync(0);
        await Expect(page.Locator("#net")).ToHaveTextAsync(signed!);
        await Expect(page.Locator(".since")).ToHaveCountAsync(0);

        await gallery.PostAsync($"late-{locale}", "c-001", 10m, Midst(months));
        await page.GotoAsync(new Uri(gallery.Address, "/me/month/" + month).ToString());
        await Expect(page.Locator("#net")).ToHaveTextAsync(signed!);
        await Expect(page.Locator(".since")).ToContainTextAsync(net);
        await Expect(page.Locator(".since")).ToContainTextAsync($"late-{locale}");
        await LookAsync(page);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en", -3, "Rejected: It is in October.", "Answered. The person can sign now.")]
    [InlineData("zh-CN", -4, "异议不成立： It is in October.", "已答复，对方现在可以签字。")]
    public async Task An_appeal_is_sent_from_a_phone_and_answered_at_a_desk(string locale, int months, string answer, string said)
    {
        var page = await OpenAsync("Collector", "/me/month/" + Month(months), locale);
        await page.Locator(".moves summary").ClickAsync();
        await page.Locator("textarea[name=reason]").FillAsync("r-7 is missing.");
        await LookAsync(page);
        await page.Locator(".moves details button").ClickAsync();
        await Expect(page.Locator(".appeal")).ToContainTextAsync("r-7 is missing.");
        await Expect(page.Locator(".moves")).ToHaveCountAsync(0);
        await LookAsync(page);

        var desk = await OpenAsync("Manager", "/manage/statements/" + Month(months), locale, 1440, 900);
        var row = desk.Locator("[data-id='c-001']");
        await Expect(row).ToContainTextAsync("r-7 is missing.");
        await row.Locator("textarea").FillAsync("It is in October.");
        await LookAsync(desk);
        await row.Locator("button[value=rejected]").ClickAsync();
        await Expect(desk.Locator(".notice")).ToHaveTextAsync(said);

        await page.ReloadAsync();
        await Expect(page.Locator(".appeal")).ToContainTextAsync(answer);
        await Expect(page.Locator(".moves button.primary")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
        await desk.Context.CloseAsync();
    }

    // What a browser saves as PDF: a sheet or two of A4 that bear the name, in Chinese signs, and the figures; buttons and menus do not.
    [Theory]
    [InlineData("en", "Balance after", "Print")]
    [InlineData("zh-CN", "期末余额", "打印")]
    public async Task It_prints_on_a_sheet_or_two_with_name_and_figures(string locale, string balance, string button)
    {
        var page = await OpenAsync("Collector", "/me/month/" + Month(0), locale, 1440, 900);
        var (name, net, digest) = (await page.Locator(".who a").TextContentAsync(), await page.Locator("#net").TextContentAsync(), await page.Locator(".letterhead code").TextContentAsync());
        await Expect(page.Locator("[data-print]")).ToBeVisibleAsync();

        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });

        if (Gallery.Pictures is { } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, $"statement-{locale}.pdf"), pdf, TestContext.Current.CancellationToken);
        using var document = PdfDocument.Open(pdf);
        Assert.InRange(document.NumberOfPages, 1, MostSheets);
        Assert.All(document.GetPages(), p => Assert.Equal((595, 842), ((int)Math.Round(p.Width), (int)Math.Round(p.Height))));
        var text = string.Concat(string.Concat(document.GetPages().Select(p => p.Text)).Where(c => !char.IsWhiteSpace(c)));
        foreach (var printed in new[] { name!, net!, digest!, balance })
            Assert.Contains(string.Concat(printed.Where(c => !char.IsWhiteSpace(c))), text, StringComparison.Ordinal);
        Assert.DoesNotContain(button, text, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private static string Month(int plus) => Local().AddMonths(plus).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static DateTimeOffset Midst(int plus) => new(Local().AddMonths(plus).AddDays(14).AddHours(12), TimeSpan.FromHours(8));

    /// <summary>The first of the floor's month.</summary>
    private static DateTime Local() => DateTime.UtcNow.AddHours(8) is var now ? new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Unspecified) : default;

    private static async Task LookAsync(IPage page)
    {
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
    }

    private async Task<IPage> OpenAsync(string role, string path, string locale, int width = 390, int height = 844)
    {
        var page = await gallery.OpenAsync(role, path, locale, ColorScheme.Light, error => Assert.Fail(error));
        await page.SetViewportSizeAsync(width, height);
        return page;
    }
}
