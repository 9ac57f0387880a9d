using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Leaderboard.Browser;

/// <summary>
/// Every page, as who it is for, in both languages, light and dark, on a phone, a tablet, a desk and a wall: nothing against
/// the rules of accessibility, nothing wider than the screen, no script that fails. <c>./test gallery</c> keeps the pictures.
/// </summary>
public sealed partial class GalleryTests(Gallery gallery) : IClassFixture<Gallery>
{
    private static readonly int[] Widths = [390, 768, 1440, 1920];

    /// <summary>What is in order need not be told: a third of the time.</summary>
    private static readonly AxeRunOptions OnlyViolations = new() { ResultTypes = [ResultType.Violations] };

    private static readonly string[] Locales = ["zh-CN", "en"];
    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    [Theory]
    [InlineData("", "/")]
    [InlineData("", "/sign-in")]
    [InlineData("", "/join/no-such-invitation")]
    [InlineData("", "/no-such-page")]
    [InlineData("Collector", "/manage/people")]
    [InlineData("Manager", "/manage/people")]
    [InlineData("Collector", "/me")]
    [InlineData("Manager", "/me")]
    [InlineData("Collector", "/boards/collectors/amount/month?around=c-001")]
    [InlineData("Manager", "/boards/teams/perHead/week?tie=dense&region=nowhere")]
    [InlineData("Lead", "/boards/teams/points/month")]
    [InlineData("Lead", "/collectors/c-007")]
    [InlineData("Lead", "/teams/t-tiger")]
    [InlineData("Manager", "/manage/imports")]
    [InlineData("Compliance", "/manage/audit")]
    [InlineData("Compliance", "/manage/reconciliation")]
    [InlineData("Manager", "/manage/reconciliation/{yesterday}")]
    [InlineData("Manager", "/manage/reconciliation/{today}")]
    [InlineData("Compliance", "/manage/reconciliation/{closed}/close")]
    [InlineData("Lead", "/team")]
    [InlineData("Compliance", "/team?period=week")]
    [InlineData("Lead", "/unassigned")]
    [InlineData("Collector", "/unassigned")]
    [InlineData("Admin", "/operations")]
    [InlineData("Admin", "/account")]
    public async Task A_page_is_accessible_and_fits(string role, string path)
    {
        path = path.Replace("{today}", Gallery.Day(0), StringComparison.Ordinal).Replace("{yesterday}", Gallery.Day(-1), StringComparison.Ordinal).Replace("{closed}", Gallery.Day(-4), StringComparison.Ordinal);
        foreach (var locale in Locales)
        {
            foreach (var scheme in Schemes)
            {
                var failures = new List<string>();
                var page = await gallery.OpenAsync(role, path, locale, scheme, failures.Add);
                foreach (var width in Widths)
                {
                    await page.SetViewportSizeAsync(width, width < 700 ? 844 : width * 9 / 16);
                    await LookAsync(page, string.Create(CultureInfo.InvariantCulture, $"{(role.Length == 0 ? "Anybody" : role)}{Sign().Replace(path, "-")} {locale} {scheme} {width}"));
                }

                await page.Context.CloseAsync();
                Assert.True(failures.Count == 0, $"{role} {path}: {string.Join("; ", failures)}");
            }
        }
    }

    private static async Task LookAsync(IPage page, string view)
    {
        if (Gallery.Pictures is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, view.Replace(' ', '-') + ".png"), FullPage = true });
        var axe = await page.RunAxe(OnlyViolations);
        Assert.True(axe.Violations.Length == 0, $"{view}: {string.Join("; ", axe.Violations.Select(v => $"{v.Id} {v.Nodes[0].Html}"))}");
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{view} is {overflow} pixels wider than the screen.");
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sign();
}
