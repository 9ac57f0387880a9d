using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Leaderboard.Benchmarks;

/// <summary>The wall in Chromium, opened by a display's link, and a log of every change of a row in its document.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const string Path = "wall?subject=collectors&measure=amount&period=day";

    /// <summary>JavaScript: the rows, and of one row the collector's id and the value in major units.</summary>
    private const string Rows = "document.querySelectorAll('#rows > [data-id]')";

    private const string IdOfRow = "row.dataset.id";
    private const string ValueOfRow = "Number(row.querySelector('.value').textContent.replace(/[^0-9.]/g, ''))";

    /// <summary>Notes the time of each new value of a row, in the task that changed the document.</summary>
    private const string Log =
        $$"""
        window.seen = [];
        const last = new Map();
        new MutationObserver(() => {
          for (const row of {{Rows}}) {
            const id = {{IdOfRow}}, value = {{ValueOfRow}};
            if (last.get(id) === value) continue;
            last.set(id, value);
            window.seen.push([id, value, Date.now()]);
          }
        }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private BrowserPage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        _page = page;
    }

    public static async Task<BrowserPage> OpenAsync(Uri server)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Console.Error.WriteLine(error);
        await page.AddInitScriptAsync(Log);
        await page.GotoAsync(new Uri(server, await Product.DisplayLinkAsync(server)).ToString());
        await page.GotoAsync(new Uri(server, Path).ToString());
        return new BrowserPage(playwright, browser, page);
    }

    /// <summary>Waits until every row shows its sum, and hands over what the rows have shown since the last call.</summary>
    /// <param name="sumsMinor">By collector.</param>
    /// <returns>By collector: values and when they were there, in the order of time.</returns>
    public async Task<List<(long Minor, long At)>[]> SeenAsync(long[] sumsMinor)
    {
        var seen = Array.ConvertAll(sumsMinor, _ => new List<(long Minor, long At)>());
        using var patience = new CancellationTokenSource(Patience);
        while (!Enumerable.Range(0, seen.Length).All(c => seen[c].Count > 0 && seen[c][^1].Minor >= sumsMinor[c]))
        {
            await Task.Delay(100, patience.Token);
            using var changes = JsonDocument.Parse(await _page.EvaluateAsync<string>("() => JSON.stringify(window.seen.splice(0))"));
            foreach (var change in changes.RootElement.EnumerateArray())
            {
                var collector = int.Parse(change[0].GetString().AsSpan(2), CultureInfo.InvariantCulture);
                seen[collector].Add(((long)Math.Round(change[1].GetDouble() * 100), (long)change[2].GetDouble()));
            }
        }

        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
