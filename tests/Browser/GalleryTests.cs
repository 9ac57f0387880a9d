using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Leaderboard.Browser;

/// <summary>
/// Every page, as who it is for, in both languages, light and dark, on a phone, a tablet, a desk and a wall: nothing against
/// the rules of accessibility, nothing wider than the screen, no script that fails. <c>./test gallery</c> keeps the pictures.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class GalleryTests(Gallery gallery) : IClassFixture<Gallery>
{
    private static readonly int[] Widths = [390, 768, 1440, 1920];

    private static readonly string[] Locales = ["zh-CN", "en"];
    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    [Theory, MemberData(nameof(Gallery.Pages), MemberType = typeof(Gallery))]
    public Task A_page_is_accessible_and_fits(string role, string path) => Task.WhenAll(
        from locale in Locales from scheme in Schemes select LookAsync(role, path, locale, scheme));

    private async Task LookAsync(string role, string path, string locale, ColorScheme scheme)
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

    private static async Task LookAsync(IPage page, string view)
    {
        if (Gallery.Pictures is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, view.Replace(' ', '-') + ".png"), FullPage = true });
        var violations = await page.ViolationsAsync();
        Assert.True(violations.Length == 0, $"{view}: {string.Join("; ", violations)}");
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{view} is {overflow} pixels wider than the screen.");
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sign();
}

/// <summary>What keeps every processor busy runs when nothing else does: others wait for pages to come to something in time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
