using System.Text.Json;
using Microsoft.Playwright;

namespace Leaderboard.Displays;

/// <summary>A row as it is on the screen.</summary>
/// <param name="Id">Of the collector or team.</param>
/// <param name="Minor">Its value in hundredths of what is shown.</param>
public sealed record WallRow(string Id, int Rank, long Minor);

/// <summary>A figure that a row has shown.</summary>
/// <param name="Minor">In hundredths of what is shown.</param>
/// <param name="At">Milliseconds since 1970.</param>
public sealed record ShownFigure(string Id, long Minor, long At);

/// <summary>What a page holds after a forced collection of its garbage.</summary>
public sealed record PageWeight(long HeapBytes, int Nodes, int Listeners);

/// <summary>The wall on a display of its own, with a log of what it has shown.</summary>
public sealed class WallPage : IAsyncDisposable
{
    /// <summary>
    /// Notes each new value of a row, in the task that changed the document, and whenever the wall calls figures live that it
    /// has not heard of for long, or the other way round.
    /// </summary>
    private const string Log =
        """
        window.seen = [];
        window.untrue = [];
        window.valueOf = row => Math.round(Number(row.querySelector('.value').textContent.replace(/[^0-9.]/g, '')) * 100);
        const last = new Map();
        new MutationObserver(() => {
          for (const row of document.querySelectorAll('#rows > [data-id]')) {
            const id = row.dataset.id, value = window.valueOf(row);
            if (last.get(id) === value) continue;
            last.set(id, value);
            window.seen.push([id, value, Date.now()]);
          }
        }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

        const staleAfter = 15_000, tolerance = 3_000;
        let heardAt = performance.now();
        window.WebSocket = class extends WebSocket {
          constructor(...address) {
            super(...address);
            this.addEventListener('message', message => {
              if (/"target":"(board|heartbeat)".*"subject":"collectors"/.test(message.data)) heardAt = performance.now();
            });
          }
        };
        setInterval(() => {
          const stage = document.getElementById('stage'), silence = performance.now() - heardAt;
          if (stage && Math.abs(silence - staleAfter) > tolerance && stage.classList.contains('stale') !== silence > staleAfter)
            window.untrue.push(`${document.getElementById('state').textContent}: ${Math.round(silence)} ms after the last word`);
        }, 500);
        """;

    private readonly IBrowserContext _context;
    private ICDPSession? _tools;

    private WallPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Opens the wall of collectors by amount.</summary>
    /// <param name="server">Where the display looks for it.</param>
    /// <param name="link">A display's link, as the API has answered it.</param>
    /// <param name="period">Of the board.</param>
    public static async Task<WallPage> OpenAsync(Uri server, string link, string period)
    {
        var context = await (await Chromium.SharedAsync()).NewContextAsync(new BrowserNewContextOptions { Locale = "en" });
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Log);
        await page.GotoAsync(new Uri(server, link).ToString());
        await page.GotoAsync(new Uri(server, "wall?subject=collectors&measure=amount&period=" + period).ToString());
        return new WallPage(context, page);
    }

    /// <summary>The rows from the first place down.</summary>
    public async Task<WallRow[]> RowsAsync() => await ReadAsync(
        "[...document.querySelectorAll('#rows > [data-id]')].map(r => [r.dataset.id, Number(r.querySelector('.number').textContent), window.valueOf(r)])",
        row => new WallRow(row[0].GetString()!, row[1].GetInt32(), row[2].GetInt64()));

    /// <summary>Whether it calls its figures live.</summary>
    public async Task<bool> IsLiveAsync() => await Page.TextContentAsync("#state") == "Live";

    /// <summary>Whether it says that its figures are old.</summary>
    public Task<bool> IsStaleAsync() => Page.EvaluateAsync<bool>("document.getElementById('stage').classList.contains('stale')");

    /// <summary>What its rows have shown since the last call, in the order of time.</summary>
    public Task<ShownFigure[]> SeenAsync() => ReadAsync("window.seen.splice(0)", f => new ShownFigure(f[0].GetString()!, f[1].GetInt64(), f[2].GetInt64()));

    /// <summary>What it has said of its figures' age that was not so.</summary>
    public Task<string[]> UntrueAsync() => ReadAsync("window.untrue.splice(0)", text => text.GetString()!);

    public async Task<PageWeight> WeighAsync()
    {
        _tools ??= await _context.NewCDPSessionAsync(Page);
        await _tools.SendAsync("HeapProfiler.collectGarbage");
        var heap = await _tools.SendAsync("Runtime.getHeapUsage");
        var counters = await _tools.SendAsync("Memory.getDOMCounters");
        return new PageWeight(
            (long)heap!.Value.GetProperty("usedSize").GetDouble(), counters!.Value.GetProperty("nodes").GetInt32(), counters.Value.GetProperty("jsEventListeners").GetInt32());
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private async Task<T[]> ReadAsync<T>(string expression, Func<JsonElement, T> read)
    {
        using var answer = JsonDocument.Parse(await Page.EvaluateAsync<string>($"() => JSON.stringify({expression})"));
        return [.. answer.RootElement.EnumerateArray().Select(read)];
    }
}
