using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Leaderboard.Browser;

/// <summary>
/// No page has a text that is not among the words of its language: one that was written into a page, or into its code, is
/// in one language and shows in the other.
/// </summary>
public sealed partial class LiteralsTests(Gallery gallery) : IClassFixture<Gallery>
{
    /// <summary>Texts that a person sees or hears; what is code, or is said to be in another language, is nobody's word.</summary>
    private const string Texts =
        """
        () => {
          const own = e => !e.closest('script, style, code, pre, noscript, [lang]:not(html), [translate=no]');
          const texts = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) if (own(walk.currentNode.parentElement)) texts.push(walk.currentNode.data.trim());
          for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
            if (own(e)) texts.push(...['aria-label', 'title', 'placeholder', 'alt'].map(a => e.getAttribute(a) ?? ''));
          texts.push(document.title);
          return [...new Set(texts.filter(t => t))];
        }
        """;

    private static readonly string[] Brand = ["Leaderboard", "龙虎榜"];

    [Theory, MemberData(nameof(Gallery.Pages), MemberType = typeof(Gallery))]
    public async Task A_page_speaks_one_language(string role, string path)
    {
        string[] names = [.. await gallery.NamesAsync(), .. Brand];
        string[] foreign =
        [
            .. (await TextsAsync(role, path, "en")).Where(t => Chinese().IsMatch(Without(t, names))),
            .. (await TextsAsync(role, path, "zh-CN")).Where(t => Latin().IsMatch(International().Replace(Without(t, names), ""))),
        ];
        Assert.True(foreign.Length == 0, $"{role} {path}: {string.Join(" | ", foreign)}");
    }

    private async Task<string[]> TextsAsync(string role, string path, string locale)
    {
        var page = await gallery.OpenAsync(role, path, locale, ColorScheme.Light, error => Assert.Fail(error));
        var texts = await page.EvaluateAsync<string[]>(Texts);
        await page.Context.CloseAsync();
        Assert.NotEmpty(texts);
        return texts;
    }

    private static string Without(string text, string[] names) => names.OrderByDescending(n => n.Length).Aggregate(text, (t, name) => t.Replace(name, "", StringComparison.Ordinal));

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Za-z]{2,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Latin();

    /// <summary>Ids, addresses, versions, units, and names of formats and keys: the same in every language.</summary>
    [GeneratedRegex(@"\b(CSV|XLSX|Excel|PNG|JPEG|WebP|MB|[KMG]iB|Ctrl|UTF-8|GB18030|API|PostgreSQL|SQLite|Orleans|SHA-256|OpenAPI|JSON)\b|demo-[a-z]+|[\w.-]*\d[\w.:-]*|\S*[/@]\S*|\w*\.\w+\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex International();
}
