using Microsoft.Playwright;

namespace Leaderboard.Browser;

/// <summary>Whatever can be clicked is reached by the tabulator key, and shows that it is.</summary>
public sealed class KeyboardTests(Gallery gallery) : IClassFixture<Gallery>
{
    /// <summary>Of a group of radio buttons one takes the focus, arrows do the rest; a date is gone through by its parts.</summary>
    private const string Collect =
        """
        () => {
          const groups = new Set(), datePresses = 3;
          window.reachable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
            .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }))
            .filter(e => e.type !== 'radio' || !groups.has(e.name) && groups.add(e.name));
          window.reached = new Set();
          return window.reachable.length + datePresses * window.reachable.filter(e => e.type === 'date').length;
        }
        """;

    /// <summary>Text of what has the focus without showing it; null when it shows, or nothing has it.</summary>
    private const string Note =
        """
        () => {
          const e = document.activeElement, style = getComputedStyle(e);
          if (e === document.body) return null;
          window.reached.add(e.type === 'radio' ? window.reachable.find(r => r.name === e.name) ?? e : e);
          // A field for a date marks the part that is reached by itself.
          return e.type !== 'date' && style.outlineStyle === 'none' && style.boxShadow === 'none' ? e.outerHTML.slice(0, 120) : null;
        }
        """;

    [Theory, MemberData(nameof(Gallery.Pages), MemberType = typeof(Gallery))]
    public async Task Everything_is_reached_by_keys_and_shows_the_focus(string role, string path)
    {
        var page = await gallery.OpenAsync(role, path, "en", ColorScheme.Light, error => Assert.Fail(error));
        var count = await page.EvaluateAsync<int>(Collect);
        Assert.NotEqual(0, count);
        for (var press = 0; press < count + 2; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Null(await page.EvaluateAsync<string?>(Note));
        }

        Assert.Empty(await page.EvaluateAsync<string[]>("() => window.reachable.filter(e => !window.reached.has(e)).map(e => e.outerHTML.slice(0, 120))"));
        await page.Context.CloseAsync();
    }
}
